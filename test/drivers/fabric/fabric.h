#pragma once
/*
 * fabric: a storage-network adapter that shows each remote endpoint as an NDIS port.
 * The driver controls the default port itself.
 */
#include <ndis.h>
#include <stdbool.h>
#include <stddef.h>

#define FABRIC_TAG      'bafF'
#define FABRIC_BUCKETS  4

struct fabric;
struct endpoint;

/* what a transport can do with an endpoint: chosen once, when the adapter starts */
struct endpoint_ops {
    const char *name;
    NDIS_STATUS (*attach)(struct endpoint *ep);
    void (*detach)(struct endpoint *ep);
    NDIS_STATUS (*set_active)(struct endpoint *ep, bool active);
};

struct endpoint {
    struct endpoint *next;          /* in the bucket */
    struct fabric *fabric;
    const struct endpoint_ops *ops;
    ULONG id;
    NDIS_PORT_NUMBER port;
    bool active;
};

struct fabric {
    NDIS_HANDLE handle;
    NDIS_HANDLE poll_timer;
    NDIS_HANDLE work;
    KSPIN_LOCK lock;
    LONG work_queued;
    KEVENT work_done;
    bool default_active;
    bool running;
    ULONG wanted_id;                /* the endpoint that the firmware announced last; 0: none */
    ULONG gone_id;                  /* the one that it withdrew; 0: none */
    struct endpoint *bucket[FABRIC_BUCKETS];
    const struct endpoint_ops *ops;
    volatile ULONG *mailbox;
};

/* endpoint.c */
extern const struct endpoint_ops fabric_port_ops;
struct endpoint *endpoint_find(struct fabric *f, ULONG id);
NDIS_STATUS endpoint_add(struct fabric *f, ULONG id);
void endpoint_remove(struct fabric *f, ULONG id);
void endpoint_remove_all(struct fabric *f);

/* event.c */
NDIS_STATUS port_event(NDIS_HANDLE handle, NET_PNP_EVENT_CODE code, NDIS_PORT_NUMBER number);

/* oid.c */
MINIPORT_OID_REQUEST fabric_oid_request;
MINIPORT_CANCEL_OID_REQUEST fabric_cancel_oid_request;
