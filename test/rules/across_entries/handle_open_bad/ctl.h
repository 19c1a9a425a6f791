#pragma once

#include <ndis.h>

#define CTL_TAG 'ltCA'
#define IOCTL_CTL_ALLOCATE_PORT CTL_CODE(FILE_DEVICE_NETWORK, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _CTL_ADAPTER {
    LIST_ENTRY Link; // in CtlAdapters
    LIST_ENTRY Ports;
    NDIS_HANDLE MiniportHandle;
} CTL_ADAPTER, *PCTL_ADAPTER;

typedef struct _CTL_PORT {
    LIST_ENTRY Link;
    NDIS_PORT_NUMBER Number;
    PFILE_OBJECT Owner;
} CTL_PORT, *PCTL_PORT;

extern NDIS_HANDLE CtlDriverHandle;
extern FAST_MUTEX CtlMutex; // guards all below
extern LIST_ENTRY CtlAdapters;
extern ULONG CtlAdapterCount;

NDIS_STATUS CtlDeviceAdd(VOID);
VOID CtlDeviceRemove(VOID);
VOID CtlFreePort(_In_ PCTL_ADAPTER Adapter, _In_ PCTL_PORT Port);

MINIPORT_INITIALIZE CtlInitializeEx;
MINIPORT_HALT CtlHaltEx;
