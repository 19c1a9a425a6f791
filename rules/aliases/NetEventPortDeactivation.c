/* A function that deactivates a port by its number. */
#include "alias.h"

ULONG_PTR ALIAS(ALIAS_PARAMETERS)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT_NUMBER number = (NDIS_PORT_NUMBER)ALIAS_NUMBER;

    memset(&event, 0, sizeof event);
    event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    event.NetPnPEvent.Buffer = &number;
    event.NetPnPEvent.BufferLength = sizeof number;
    return ALIAS_RESULT(NdisMNetPnPEvent(ALIAS_HANDLE_VALUE, &event));
}
