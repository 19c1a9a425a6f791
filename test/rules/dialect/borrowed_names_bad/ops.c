#include "abi.h"

static const struct abi_ops kernel = {
    .NdisMFreePort = NdisMFreePort,
    .NdisMNetPnPEvent = &NdisMNetPnPEvent,
    .NdisMAllocatePort = NdisMAllocatePort,
};

const struct abi_ops *const abi = &kernel;

NDIS_STATUS abi_event_one(struct_abi *a, enum abi_event event)
{
    NDIS_PORT_NUMBER NdisMFreePort = a->NdisPort.PortNumber; // a name like any other
    NDIS_PORT port = {.PortCharacteristics = a->NdisPort};
    NET_PNP_EVENT_NOTIFICATION n = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NET_PNP_EVENT_NOTIFICATION_REVISION_1,
                   NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1},
        .NetPnPEvent.NetEvent = (NET_PNP_EVENT_CODE)event,
    };

    if (event == NetPortActivation) {
        n.NetPnPEvent.Buffer = &port;
        n.NetPnPEvent.BufferLength = sizeof(port);
    } else {
        n.NetPnPEvent.Buffer = &NdisMFreePort;
        n.NetPnPEvent.BufferLength = sizeof(NdisMFreePort);
    }
    return a->ops->NdisMNetPnPEvent(a->handle, &n);
}
