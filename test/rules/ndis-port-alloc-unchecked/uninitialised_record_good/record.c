#include "record.h"

BOOLEAN RecordActivate(ADAPTER *Adapter, NDIS_PORT_NUMBER Number)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};
    NDIS_PORT Port = {0};

    Port.PortCharacteristics.PortNumber = Number;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    return NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS;
}
