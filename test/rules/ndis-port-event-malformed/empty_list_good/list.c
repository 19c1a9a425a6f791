#include "list.h"

NDIS_STATUS ListActivate(NDIS_HANDLE Handle, PNDIS_PORT First)
{
    NET_PNP_EVENT_NOTIFICATION Event = {0};

    if (First == NULL)
        return NDIS_STATUS_RESOURCES;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = First;
    Event.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    return NdisMNetPnPEvent(Handle, &Event);
}
