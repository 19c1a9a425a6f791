#include "set.h"

static VOID Deactivate(ADAPTER *Adapter, struct port *Port)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};

    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &Port->Number;
    Event.NetPnPEvent.BufferLength = sizeof(Port->Number);
    while (NdisMNetPnPEvent(Adapter->Handle, &Event) != NDIS_STATUS_SUCCESS) // expected-warning {{not active}} [ndis-port-deactivate-invalid]
        NdisMSleep(10);
}

VOID SetRemove(ADAPTER *Adapter, ULONG Index)
{
    struct port *Port = &Adapter->Ports[Index];

    if (Port->Number == 0)
        return;
    if (Adapter->Ports->Active)
        Deactivate(Adapter, Port);
    NdisMFreePort(Adapter->Handle, Port->Number);
}
