/*
 * NDIS ports: what NDIS does with them, and the rules about them.
 *
 *              NdisMAllocatePort              NetEventPortActivation
 *     (none) --------------------> allocated -----------------------> active
 *        ^                           |   ^                              |
 *        '------- NdisMFreePort -----'   '-- NetEventPortDeactivation --'
 *
 *     ndis-port-free-default           NdisMFreePort of port 0
 *     ndis-port-free-active            NdisMFreePort of an active port
 *     ndis-port-leak-init              a port is left when MiniportInitializeEx fails
 *     ndis-port-leak-halt              a port is left when MiniportHaltEx returns
 *     ndis-port-deactivate-unchecked   NdisMFreePort of a port whose deactivation just failed
 *     ndis-port-activate-unchecked     deactivation of a port whose activation just failed
 *
 * A number is opaque: any value of 1 .. 0xffffff that no live port of the adapter has. An unknown number may be
 * that of any live port, or of none; what is none of them is not judged. A port that breaks a rule leaves the
 * table, so that no second rule speaks of it.
 */
#include "ports.h"

#define HIGHEST_PORT 0xffffff
#define UNGUESSABLE_PORT 0x5a0101

struct port {
    NDIS_PORT_NUMBER number;
    unsigned site;           /* where it was allocated */
    int active;
    int activation_failed;   /* the last event about it was an activation that failed */
    int deactivation_failed; /* … a deactivation that failed */
};

/* The ports of one adapter, in order of allocation. */
struct port_table {
    struct port ports[LINT_PORTS];
    unsigned count;
    unsigned initial;   /* how many MiniportInitializeEx left */
    int full;           /* the running event gets no further port */
    int default_active; /* the driver has activated the default port by itself */
};

static struct port_table tables[LINT_ADAPTERS];

static struct port_table *table_of(NDIS_HANDLE handle)
{
    struct lint_adapter *adapter = lint_adapter_of(handle);

    return adapter ? &tables[adapter - lint_adapters] : 0;
}

/* A constant is no port's number, for numbers come from NDIS alone. Natively all of them are known. */
static int has_number(const struct port *port, NDIS_PORT_NUMBER number)
{
    if (lint_is_known(number) && !lint_is_known(port->number))
        return 0;
    return number == port->number;
}

static struct port *find_port(struct port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    if (lint_is_unwritten(number))
        return 0;
    for (i = 0; i < table->count; i++)
        if (has_number(&table->ports[i], number))
            return &table->ports[i];
    return 0;
}

static int is_default(NDIS_PORT_NUMBER number)
{
    return lint_is_known(number) && number == NDIS_DEFAULT_PORT_NUMBER;
}

static void remove_port(struct port_table *table, struct port *port)
{
    struct port *last = &table->ports[table->count - 1];

    for (; port < last; port++)
        *port = port[1];
    memset(last, 0, sizeof *last);
    table->count--;
}

static int is_taken(const struct port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < table->count; i++)
        if (has_number(&table->ports[i], number))
            return 1;
    return 0;
}

/* A sample for a native run: the lowest number from FIRST on that no live port has. */
static NDIS_PORT_NUMBER unused_from(const struct port_table *table, NDIS_PORT_NUMBER first)
{
    while (is_taken(table, first))
        first++;
    return first;
}

static NDIS_PORT_NUMBER new_number(const struct port_table *table)
{
    struct lint_domain domain = {"a port number", 1, HIGHEST_PORT, 2, {0}};
    NDIS_PORT_NUMBER number;
    unsigned i;

    domain.samples[0] = unused_from(table, 1);
    domain.samples[1] = unused_from(table, UNGUESSABLE_PORT);
    number = lint_fresh_in(NDIS_PORT_NUMBER, domain);
    for (i = 0; i < table->count; i++)
        lint_assume(number != table->ports[i].number);
    return number;
}

NDIS_STATUS NdisMAllocatePort(NDIS_HANDLE NdisMiniportHandle, PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    struct port_table *table = table_of(NdisMiniportHandle);
    struct port *port;

    if (!table || table->full || table->count == LINT_PORTS || lint_fails("NdisMAllocatePort fails"))
        return LINT_FAILURE;
    port = &table->ports[table->count];
    port->number = new_number(table);
    port->site = lint_site();
    table->count++;
    PortCharacteristics->PortNumber = port->number;
    lint_note(port->number, "a port is allocated here; '%2' receives its number");
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS NdisMFreePort(NDIS_HANDLE NdisMiniportHandle, NDIS_PORT_NUMBER PortNumber)
{
    struct port_table *table = table_of(NdisMiniportHandle);
    struct port *port;

    if (is_default(PortNumber)) {
        lint_violation("ndis-port-free-default", PortNumber, 0,
            "'%2' is 0, the default port, which NDIS frees by itself: NdisMFreePort returns NDIS_STATUS_INVALID_PORT");
        return NDIS_STATUS_INVALID_PORT;
    }
    port = table ? find_port(table, PortNumber) : 0;
    if (!port)
        return NDIS_STATUS_INVALID_PORT;
    if (port->active) {
        if (port->deactivation_failed)
            lint_violation("ndis-port-deactivate-unchecked", port->number, port->site,
                "port '%2' is freed although its deactivation just failed: "
                "NdisMFreePort returns NDIS_STATUS_INVALID_PORT_STATE and the port stays");
        else
            lint_violation("ndis-port-free-active", port->number, port->site,
                "port '%2' is active: NdisMFreePort returns NDIS_STATUS_INVALID_PORT_STATE and the port stays");
        remove_port(table, port);
        return NDIS_STATUS_INVALID_PORT_STATE;
    }
    lint_note(port->number, "port '%2' is freed here");
    remove_port(table, port);
    return NDIS_STATUS_SUCCESS;
}

/*
 * The ports that one event names, in its order. NDIS changes all of them or none.
 */
struct port_event {
    NDIS_PORT_NUMBER numbers[LINT_PORTS + 1];
    unsigned count;
    int malformed; /* not what this event takes, or more than the models follow */
};

static void add_number(struct port_event *event, NDIS_PORT_NUMBER number)
{
    if (event->count == LINT_PORTS + 1)
        event->malformed = 1;
    else
        event->numbers[event->count++] = number;
}

/* Activation: a linked list of NDIS_PORT. */
static void read_list(struct port_event *event, const NET_PNP_EVENT *from)
{
    const NDIS_PORT *port;

    if (from->BufferLength < sizeof(NDIS_PORT)) {
        event->malformed = 1;
        return;
    }
    for (port = from->Buffer; port && !event->malformed; port = port->Next) {
        if (lint_is_unwritten(lint_word(port)))
            event->malformed = 1;
        else
            add_number(event, port->PortCharacteristics.PortNumber);
    }
}

/* Deactivation: an array of NDIS_PORT_NUMBER. */
static void read_array(struct port_event *event, const NET_PNP_EVENT *from)
{
    const NDIS_PORT_NUMBER *numbers = from->Buffer;
    ULONG i;

    for (i = 0; i < from->BufferLength / sizeof *numbers && !event->malformed; i++)
        add_number(event, numbers[i]);
}

static int is_malformed(const NET_PNP_EVENT *from)
{
    return lint_is_unwritten(lint_word(from->Buffer)) || lint_is_unwritten(from->BufferLength) || !from->Buffer ||
           !from->BufferLength;
}

/* NDIS refuses an event about a port that is in STATE (active or not) already. */
static int names_port_in(struct port_table *table, const struct port_event *event, int state)
{
    unsigned i;

    for (i = 0; i < event->count; i++) {
        const struct port *port = find_port(table, event->numbers[i]);

        if (port && port->active == state)
            return 1;
    }
    return 0;
}

static NDIS_STATUS activate(struct port_table *table, const struct port_event *event)
{
    int fails;
    unsigned i;

    if (names_port_in(table, event, 1))
        return NDIS_STATUS_INVALID_PORT_STATE;
    fails = lint_fails("NdisMNetPnPEvent fails to activate");
    for (i = 0; i < event->count; i++) {
        struct port *port = find_port(table, event->numbers[i]);

        if (is_default(event->numbers[i]) && !fails)
            table->default_active = 1;
        if (!port)
            continue;
        port->active = !fails;
        port->activation_failed = fails;
        port->deactivation_failed = 0;
        lint_note(
            port->number, fails ? "the activation fails here; the port stays inactive" : "the port is activated here");
    }
    return fails ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
}

/* Reports and retires what EVENT wants to deactivate although its activation just failed. */
static void judge_deactivation(struct port_table *table, const struct port_event *event)
{
    unsigned i;

    for (i = 0; i < event->count; i++) {
        struct port *port = find_port(table, event->numbers[i]);

        if (!port || port->active || !port->activation_failed)
            continue;
        lint_violation("ndis-port-activate-unchecked", port->number, port->site,
            "a port is deactivated although its activation just failed: "
            "NdisMNetPnPEvent returns NDIS_STATUS_INVALID_PORT_STATE and no port of the event changes");
        remove_port(table, port);
    }
}

static NDIS_STATUS deactivate(struct port_table *table, const struct port_event *event)
{
    int fails;
    unsigned i;

    if (names_port_in(table, event, 0)) {
        judge_deactivation(table, event);
        return NDIS_STATUS_INVALID_PORT_STATE;
    }
    fails = lint_fails("NdisMNetPnPEvent fails to deactivate");
    for (i = 0; i < event->count; i++) {
        struct port *port = find_port(table, event->numbers[i]);

        if (is_default(event->numbers[i]) && !fails)
            table->default_active = 0;
        if (!port)
            continue;
        port->active = fails;
        port->activation_failed = 0;
        port->deactivation_failed = fails;
        lint_note(port->number,
            fails ? "the deactivation fails here; the port stays active" : "the port is deactivated here");
    }
    return fails ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
}

NDIS_STATUS NdisMNetPnPEvent(NDIS_HANDLE MiniportAdapterHandle, PNET_PNP_EVENT_NOTIFICATION NetPnPEvent)
{
    const NET_PNP_EVENT *from = &NetPnPEvent->NetPnPEvent;
    struct port_table *table = table_of(MiniportAdapterHandle);
    struct port_event event = {{0}, 0, 0};

    if (from->NetEvent != NetEventPortActivation && from->NetEvent != NetEventPortDeactivation)
        return lint_fails("NdisMNetPnPEvent fails") ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
    if (!table || is_malformed(from))
        return NDIS_STATUS_INVALID_PARAMETER;
    if (from->NetEvent == NetEventPortActivation)
        read_list(&event, from);
    else
        read_array(&event, from);
    if (event.malformed)
        return NDIS_STATUS_INVALID_PARAMETER;
    return from->NetEvent == NetEventPortActivation ? activate(table, &event) : deactivate(table, &event);
}

void lint_ports_settle(struct lint_adapter *adapter)
{
    struct port_table *table = &tables[adapter - lint_adapters];

    table->full = adapter->phase != LINT_ABSENT && table->count >= table->initial + LINT_EXTRA_PORTS;
}

void lint_ports_initialized(struct lint_adapter *adapter)
{
    struct port_table *table = &tables[adapter - lint_adapters];

    table->initial = table->count;
}

void lint_ports_leave(struct lint_adapter *adapter, const char *rule, const char *message)
{
    struct port_table *table = &tables[adapter - lint_adapters];
    unsigned i;

    for (i = 0; i < table->count; i++)
        lint_violation_at_return(rule, table->ports[i].number, table->ports[i].site, message);
    memset(table, 0, sizeof *table);
}
