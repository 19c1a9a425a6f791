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
    (void)NdisMNetPnPEvent(Adapter->Handle, &Event);
}

VOID LinkDelete(ADAPTER *Adapter)
{
    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    Adapter->Number = 0;
}
