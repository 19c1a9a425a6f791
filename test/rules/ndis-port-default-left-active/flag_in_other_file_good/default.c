#include "default.h"

NDIS_STATUS DefaultUp(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};
    NDIS_PORT Port = {0};
    NDIS_STATUS Status;

    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port; /* number 0 */
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    Status = NdisMNetPnPEvent(Adapter->Handle, &Event);
    if (Status == NDIS_STATUS_SUCCESS)
        Adapter->State = 1 | STATE_DEFAULT_ACTIVE;
    return Status;
}
