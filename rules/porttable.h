/*
 * The ports of each adapter, as NDIS keeps them: which are there, which were, and which could not be made.
 */
#ifndef LINT_PORTTABLE_H
#define LINT_PORTTABLE_H

#include "lifecycle.h"

/* What the last event about a port has made of it. */
enum lint_port_state {
    LINT_PORT_IDLE,
    LINT_PORT_ACTIVE,
    LINT_PORT_STAYS_IDLE,  /* its activation failed */
    LINT_PORT_STAYS_ACTIVE /* its deactivation failed */
};

struct lint_port {
    NDIS_PORT_NUMBER number;
    unsigned site; /* where it was allocated; the default port: where the driver activated it */
    enum lint_port_state state;
};

#define lint_is_active(port) ((port)->state & 1)

/* A number that no port has any more. */
struct lint_gone_port {
    NDIS_PORT_NUMBER number;
    unsigned site;
    int retired; /* a rule has spoken of the port: no other one does. Else it was freed */
};

/* What PortNumber was, and stays, when NdisMAllocatePort failed: it means nothing. */
struct lint_failed_port {
    const NDIS_PORT_NUMBER *at; /* until the event is over */
    NDIS_PORT_NUMBER number;
    unsigned site;              /* 0: none has failed */
    int stays;                  /* MiniportInitializeEx made no other port: what is left means this one */
};

struct lint_port_table {
    struct lint_port ports[LINT_PORTS]; /* in order of allocation */
    struct lint_gone_port gone[LINT_GONE_PORTS];
    struct lint_port default_port;
    struct lint_failed_port failed;
    unsigned count, gone_count;
    unsigned initial;            /* how many ports MiniportInitializeEx left */
    int full;                    /* the running event gets no further port */
    int registered;              /* the registration attributes are set */
    int controls_default;        /* the driver has said that it activates the default port by itself */
    int default_is_unknown;      /* nobody knows whether it has, or a rule has spoken of that port */
};

/* The table of the adapter that HANDLE names, or NULL. */
struct lint_port_table *lint_port_table_of(NDIS_HANDLE handle);
struct lint_port_table *lint_port_table(struct lint_adapter *adapter);

/* 1 if A and B are the same on this path, whatever the unknowns in them are. */
int lint_is_same_port(NDIS_PORT_NUMBER a, NDIS_PORT_NUMBER b);

/* 1 if NUMBER is 0, the default port's. */
int lint_is_default_port(NDIS_PORT_NUMBER number);

/* The allocated port that has NUMBER, or NULL. What is unknown about NUMBER is split: any of them, or none. */
struct lint_port *lint_find_port(struct lint_port_table *table, NDIS_PORT_NUMBER number);

/* 1 if a port that is allocated is known to have NUMBER. */
int lint_is_live_port(const struct lint_port_table *table, NDIS_PORT_NUMBER number);

/* What was the last port with NUMBER, if that is known and no port has it now, or NULL. */
struct lint_gone_port *lint_find_gone_port(struct lint_port_table *table, NDIS_PORT_NUMBER number);

/* 1 if NUMBER never came from NdisMAllocatePort: a constant, an index, memory that was never written. Ask only for a
 * number that neither a port has nor one that is gone. */
int lint_is_no_port_number(NDIS_PORT_NUMBER number);

/* The table of another adapter whose port has NUMBER, if that is known, or NULL. */
struct lint_port_table *lint_table_of_other(struct lint_port_table *table, NDIS_PORT_NUMBER number);

/* A port that is new in TABLE; its number is one that no other port has. There must be room. */
struct lint_port *lint_add_port(struct lint_port_table *table);

/* PORT leaves TABLE: it was freed, or a rule has spoken of it. */
enum lint_port_end { LINT_PORT_FREED, LINT_PORT_RETIRED };
void lint_remove_port(struct lint_port_table *table, struct lint_port *port, enum lint_port_end end);

#endif
