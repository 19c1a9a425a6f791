#ifndef PORT_H
#define PORT_H

#include "object.h"

struct port {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER number;
    struct object object;
};

struct port *port_new(NDIS_HANDLE miniport);

// In a header, as small helpers are.
static inline void port_put(struct port *p)
{
    object_put(p ? &p->object : NULL);
}

#endif
