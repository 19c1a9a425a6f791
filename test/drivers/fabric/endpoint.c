#include "fabric.h"

static struct endpoint **bucket_of(struct fabric *f, ULONG id)
{
    return &f->bucket[id % FABRIC_BUCKETS];
}

struct endpoint *endpoint_find(struct fabric *f, ULONG id)
{
    struct endpoint *ep;

    for (ep = *bucket_of(f, id); ep; ep = ep->next)
        if (ep->id == id)
            return ep;
    return NULL;
}

static NDIS_STATUS port_attach(struct endpoint *ep)
{
    NDIS_PORT_CHARACTERISTICS c = {0};
    NDIS_STATUS status;

    c.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    c.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    c.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    c.Direction = NET_IF_DIRECTION_SENDRECEIVE;
    status = NdisMAllocatePort(ep->fabric->handle, &c);
    ep->port = status == NDIS_STATUS_SUCCESS ? c.PortNumber : NDIS_DEFAULT_PORT_NUMBER;
    return status;
}

static void port_detach(struct endpoint *ep)
{
    NdisMFreePort(ep->fabric->handle, ep->port);
}

static NDIS_STATUS port_set_active(struct endpoint *ep, bool active)
{
    NDIS_STATUS status;

    if (ep->active == active)
        return NDIS_STATUS_SUCCESS;
    status = port_event(ep->fabric->handle, active ? NetEventPortActivation : NetEventPortDeactivation, ep->port);
    if (status == NDIS_STATUS_SUCCESS)
        ep->active = active;
    return status;
}

const struct endpoint_ops fabric_port_ops = {
    .name = "port",
    .attach = port_attach,
    .detach = port_detach,
    .set_active = port_set_active,
};

static void endpoint_destroy(struct endpoint *ep)
{
    while (ep->ops->set_active(ep, false) != NDIS_STATUS_SUCCESS)
        NdisMSleep(500);
    ep->ops->detach(ep);
    ExFreePoolWithTag(ep, FABRIC_TAG);
}

NDIS_STATUS endpoint_add(struct fabric *f, ULONG id)
{
    struct endpoint **head = bucket_of(f, id);
    struct endpoint *ep;
    NDIS_STATUS status;
    KIRQL irql;

    if (endpoint_find(f, id))
        return NDIS_STATUS_SUCCESS;

    ep = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*ep), FABRIC_TAG);
    if (!ep)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(ep, sizeof(*ep));
    ep->fabric = f;
    ep->ops = f->ops;
    ep->id = id;

    status = ep->ops->attach(ep);
    if (status != NDIS_STATUS_SUCCESS) {
        ExFreePoolWithTag(ep, FABRIC_TAG);
        return status;
    }
    status = ep->ops->set_active(ep, true);
    if (status != NDIS_STATUS_SUCCESS) {
        ep->ops->detach(ep);
        ExFreePoolWithTag(ep, FABRIC_TAG);
        return status;
    }

    KeAcquireSpinLock(&f->lock, &irql);
    ep->next = *head;
    *head = ep;
    KeReleaseSpinLock(&f->lock, irql);
    return NDIS_STATUS_SUCCESS;
}

static struct endpoint *unlink_first(struct fabric *f, struct endpoint **link)
{
    struct endpoint *ep;
    KIRQL irql;

    KeAcquireSpinLock(&f->lock, &irql);
    ep = *link;
    if (ep)
        *link = ep->next;
    KeReleaseSpinLock(&f->lock, irql);
    return ep;
}

void endpoint_remove(struct fabric *f, ULONG id)
{
    struct endpoint **link;

    for (link = bucket_of(f, id); *link; link = &(*link)->next) {
        if ((*link)->id == id) {
            endpoint_destroy(unlink_first(f, link));
            return;
        }
    }
}

void endpoint_remove_all(struct fabric *f)
{
    struct endpoint *ep;
    unsigned int i;

    for (i = 0; i < FABRIC_BUCKETS; i++)
        while ((ep = unlink_first(f, &f->bucket[i])) != NULL)
            endpoint_destroy(ep);
}
