#include "list.h"

NDIS_STATUS ListActivate(NDIS_HANDLE Handle, PNDIS_PORT First)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};

    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = First;
    Event.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    return NdisMNetPnPEvent(Handle, &Event); // expected-warning {{its Buffer is NULL or its BufferLength 0}} [ndis-port-event-malformed]
}
