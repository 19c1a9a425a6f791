#include "port.h"

static void port_end(struct object *o)
{
    struct port *p = CONTAINING_RECORD(o, struct port, object);

    NdisMFreePort(p->miniport, p->number);
    ExFreePoolWithTag(p, 'trop');
}

struct port *port_new(NDIS_HANDLE miniport)
{
    NDIS_PORT_CHARACTERISTICS pc = {
        .Header = {NDIS_OBJECT_TYPE_DEFAULT, NDIS_PORT_CHARACTERISTICS_REVISION_1,
                   NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1},
        .Direction = NET_IF_DIRECTION_SENDRECEIVE,
    };
    struct port *p = ExAllocatePoolWithTag(NonPagedPool, sizeof(*p), 'trop');

    if (!p)
        return NULL;
    if (NdisMAllocatePort(miniport, &pc)) {
        ExFreePoolWithTag(p, 'trop');
        return NULL;
    }
    p->miniport = miniport;
    p->number = pc.PortNumber;
    object_init(&p->object, port_end);
    return p;
}
