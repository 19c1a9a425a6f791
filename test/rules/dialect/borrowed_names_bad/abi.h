#ifndef ABI_H
#define ABI_H

#include <ndis.h>

// What the rest of the driver calls, so that it can run in user mode too.
struct abi_ops {
    NDIS_STATUS (*NdisMAllocatePort)(NDIS_HANDLE handle, PNDIS_PORT_CHARACTERISTICS pc);
    NDIS_STATUS (*NdisMFreePort)(NDIS_HANDLE handle, NDIS_PORT_NUMBER number);
    NDIS_STATUS (*NdisMNetPnPEvent)(NDIS_HANDLE handle, PNET_PNP_EVENT_NOTIFICATION event);
};

extern const struct abi_ops *const abi;

enum abi_event { NetPortNothing, NetPortActivation = NetEventPortActivation, NetPortDeactivation };

typedef struct abi_adapter {
    NDIS_HANDLE handle;
    const struct abi_ops *ops;
    NDIS_PORT_CHARACTERISTICS NdisPort;
    BOOLEAN active;
} struct_abi;

NDIS_STATUS abi_event_one(struct_abi *a, enum abi_event event);

#endif
