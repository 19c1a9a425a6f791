/* A function that activates a port by its number. */
#include "alias.h"

ULONG_PTR ALIAS(ALIAS_PARAMETERS)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    memset(&event, 0, sizeof event);
    memset(&port, 0, sizeof port);
    port.PortCharacteristics.PortNumber = (NDIS_PORT_NUMBER)ALIAS_NUMBER;
    event.NetPnPEvent.NetEvent = NetEventPortActivation;
    event.NetPnPEvent.Buffer = &port;
    event.NetPnPEvent.BufferLength = sizeof port;
    return ALIAS_RESULT(NdisMNetPnPEvent(ALIAS_HANDLE_VALUE, &event));
}
