#include "link.h"

VOID LinkUp(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Event, sizeof(Event));
    NdisZeroMemory(&Port, sizeof(Port));
    Port.PortCharacteristics.PortNumber = Adapter->Number;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    Adapter->Up = NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS;
}
