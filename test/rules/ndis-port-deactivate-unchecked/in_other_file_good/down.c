#include "down.h"

VOID Down(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};

    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &Adapter->Number;
    Event.NetPnPEvent.BufferLength = sizeof(Adapter->Number);
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1000);
    Adapter->Active = FALSE;
}
