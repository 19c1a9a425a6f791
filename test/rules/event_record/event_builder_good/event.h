#ifndef EVENT_H
#define EVENT_H

#include <ndis.h>

// A notification and room for what its buffer points to.
struct event {
    NET_PNP_EVENT_NOTIFICATION notification;
    union {
        NDIS_PORT ports[1];
        NDIS_PORT_NUMBER numbers[1];
    };
};

void event_up(struct event *e, const NDIS_PORT_CHARACTERISTICS *pc);
void event_down(struct event *e, const NDIS_PORT_CHARACTERISTICS *pc);

static inline NDIS_STATUS event_send(struct event *e, NDIS_HANDLE miniport)
{
    return NdisMNetPnPEvent(miniport, &e->notification);
}

#endif
