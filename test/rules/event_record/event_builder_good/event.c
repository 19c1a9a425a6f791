#include "event.h"

static void begin(struct event *e, NET_PNP_EVENT_CODE code, ULONG length)
{
    RtlZeroMemory(e, sizeof(*e));
    e->notification.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    e->notification.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    e->notification.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    e->notification.NetPnPEvent.NetEvent = code;
    e->notification.NetPnPEvent.Buffer = e->numbers;
    e->notification.NetPnPEvent.BufferLength = length;
}

void event_up(struct event *e, const NDIS_PORT_CHARACTERISTICS *pc)
{
    begin(e, NetEventPortActivation, sizeof(e->ports));
    RtlCopyMemory(&e->ports[0].PortCharacteristics, pc, sizeof(*pc));
}

void event_down(struct event *e, const NDIS_PORT_CHARACTERISTICS *pc)
{
    begin(e, NetEventPortDeactivation, sizeof(e->numbers));
    *e->numbers = pc->PortNumber;
}
