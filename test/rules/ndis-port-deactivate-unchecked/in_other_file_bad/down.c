#include "down.h"

VOID Down(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};

    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &Adapter->Number;
    Event.NetPnPEvent.BufferLength = sizeof(Adapter->Number);
    NdisMNetPnPEvent(Adapter->Handle, &Event);
    Adapter->Active = FALSE;
}
