#include "up.h"

NDIS_STATUS Up(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};
    NDIS_PORT Port = {0};
    NDIS_STATUS Status = NdisMAllocatePort(Adapter->Handle, &Port.PortCharacteristics);

    if (Status != NDIS_STATUS_SUCCESS)
        return Status;
    Adapter->Number = Port.PortCharacteristics.PortNumber;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    NdisMNetPnPEvent(Adapter->Handle, &Event);
    return Status;
}
