/*
 * The events about NDIS ports: NdisMNetPnPEvent with NetEventPortActivation and NetEventPortDeactivation.
 *
 *     ndis-port-alloc-unchecked         an event names the number that a failed allocation left behind
 *     ndis-port-activate-invalid        activation of a port that is not there, or is active
 *     ndis-port-deactivate-invalid      deactivation of a port that is not active
 *     ndis-port-default-not-alone       an event names the default port and others
 *     ndis-port-event-malformed         an event is not what NDIS takes
 *     ndis-port-event-in-oid            an event inside an OID request handler
 *     ndis-port-activate-unchecked      deactivation of a port whose activation just failed
 *
 * NDIS changes all ports that an event names, or none. Where several rules fit an event, the first of those above
 * speaks, save that an event whose ports cannot be told is only malformed.
 */
#include "ports.h"

#include "porttable.h"

/* What an event may say about a number. */
enum mention_kind {
    MENTIONS_PORT,    /* a port that is allocated, or the default port */
    MENTIONS_FREED,   /* one that was */
    MENTIONS_FAILED,  /* what a failed allocation left behind */
    MENTIONS_NOTHING, /* no port ever had this number */
    MENTIONS_UNKNOWN  /* nobody knows, or a rule has spoken of it before */
};

struct mention {
    enum mention_kind kind;
    NDIS_PORT_NUMBER number;
    struct lint_port *port; /* MENTIONS_PORT */
};

/* The ports that one event names, in its order. */
struct port_event {
    int activates;
    const char *malformed; /* why no port can be told, or NULL */
    int is_long;           /* it names more than the models follow */
    int is_odd;            /* a rule may be broken: it names more than ports that are in the other state */
    unsigned count;
    struct mention mentions[LINT_PORTS + 1];
};

/* ---- reading ---- */

static void add_number(struct port_event *event, NDIS_PORT_NUMBER number)
{
    if (event->count == LINT_PORTS + 1)
        event->is_long = 1;
    else
        event->mentions[event->count++].number = number;
}

/* Whether PORT, which stands behind the first COUNT of a list, is one of them. */
static int is_among_first(const NDIS_PORT *port, const NDIS_PORT *list, unsigned count)
{
    for (; count > 0; count--, list = list->Next)
        if (lint_is_known(list == port) && list == port)
            return 1;
    return 0;
}

/* What is wrong with the end of the list that EVENT was read from, as far as NEXT; NULL: nothing. */
static const char *wrong_end(const struct port_event *event, const NET_PNP_EVENT *from, const NDIS_PORT *next)
{
    if (event->is_long)
        return is_among_first(next, from->Buffer, event->count)
                   ? "the event in '%2' is malformed: the Next members of its NDIS_PORT structures form a ring, so the "
                     "list has no end"
                   : 0;
    if (lint_is_known(from->BufferLength) && from->BufferLength > event->count * sizeof(NDIS_PORT))
        return "the event in '%2' is malformed: its BufferLength counts more NDIS_PORT structures than the list has, "
               "which goes on by Next and is no array";
    return 0;
}

/* Activation: a linked list of NDIS_PORT. Its length may be that of one structure, or of all. */
static void read_list(struct port_event *event, const NET_PNP_EVENT *from)
{
    const NDIS_PORT *port;

    if (lint_is_known(from->BufferLength) && from->BufferLength % sizeof(NDIS_PORT) != 0) {
        event->malformed =
            "the event in '%2' is malformed: an activation takes a list of NDIS_PORT structures, and its "
            "BufferLength is not the size of such structures; NdisMNetPnPEvent activates nothing";
        return;
    }
    for (port = from->Buffer; port && !event->is_long; port = port->Next) {
        if (lint_is_unwritten(lint_word(port))) {
            event->malformed = "the event in '%2' is malformed: the Next member of its last NDIS_PORT was never "
                               "written, so the list has no end";
            return;
        }
        add_number(event, port->PortCharacteristics.PortNumber);
    }
    event->malformed = wrong_end(event, from, port);
}

/* Whether what should be an array of numbers is an NDIS_PORT of a port that is there. */
static int holds_list(struct lint_port_table *table, const NET_PNP_EVENT *from)
{
    const NDIS_PORT *port = from->Buffer;
    unsigned i;

    if (from->BufferLength % sizeof(NDIS_PORT) != 0)
        return 0;
    for (i = 0; i < table->count; i++)
        if (lint_is_same_port(table->ports[i].number, port->PortCharacteristics.PortNumber))
            return 1;
    return 0;
}

/* Deactivation: an array of NDIS_PORT_NUMBER. */
static void read_array(struct lint_port_table *table, struct port_event *event, const NET_PNP_EVENT *from)
{
    const NDIS_PORT_NUMBER *numbers = from->Buffer;
    ULONG i;

    if (lint_is_known(from->BufferLength) && from->BufferLength % sizeof *numbers != 0)
        event->malformed = "the event in '%2' is malformed: a deactivation takes an array of NDIS_PORT_NUMBER, and its "
                           "BufferLength is not a multiple of that size; NdisMNetPnPEvent deactivates nothing";
    else if (lint_is_known(from->BufferLength) && holds_list(table, from))
        event->malformed = "the event in '%2' is malformed: a deactivation takes an array of NDIS_PORT_NUMBER, not a "
                           "list of NDIS_PORT structures; NdisMNetPnPEvent deactivates nothing";
    for (i = 0; i < from->BufferLength / sizeof *numbers && !event->malformed && !event->is_long; i++)
        add_number(event, numbers[i]);
}

static void read_event(struct lint_port_table *table, struct port_event *event, const NET_PNP_EVENT *from)
{
    event->activates = from->NetEvent == NetEventPortActivation;
    if (lint_is_unwritten(lint_word(from->Buffer)) || lint_is_unwritten(from->BufferLength))
        event->malformed = "the event in '%2' is malformed: its Buffer or BufferLength was never written; "
                           "NdisMNetPnPEvent fails and no port changes";
    else if (!from->Buffer || !from->BufferLength)
        event->malformed = "the event in '%2' is malformed: its Buffer is NULL or its BufferLength 0; "
                           "NdisMNetPnPEvent fails and no port changes";
    else if (event->activates)
        read_list(event, from);
    else
        read_array(table, event, from);
}

/* Whether NUMBER is what a failed allocation left. A 0 may as well mean the default port, unless NDIS itself activates
 * that. */
static int is_left_by_failure(const struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    if (!lint_is_same_port(table->failed.number, number) || lint_is_live_port(table, number))
        return 0;
    return !lint_is_default_port(number) || (!table->controls_default && !table->default_is_unknown);
}

static int fits(const struct port_event *event, const struct mention *mention)
{
    return mention->kind == MENTIONS_UNKNOWN ||
           (mention->kind == MENTIONS_PORT && lint_is_active(mention->port) != event->activates &&
               (event->count == 1 || !lint_is_default_port(mention->number)));
}

static void look_up(struct lint_port_table *table, struct mention *mention)
{
    struct lint_gone_port *gone = table->gone_count ? lint_find_gone_port(table, mention->number) : 0;

    mention->port = 0;
    if (table->failed.site && is_left_by_failure(table, mention->number)) {
        mention->kind = MENTIONS_FAILED;
    } else if (lint_is_known(mention->number) && lint_is_default_port(mention->number)) {
        mention->kind = table->default_is_unknown ? MENTIONS_UNKNOWN : MENTIONS_PORT;
        mention->port = &table->default_port;
    } else if (gone) {
        mention->kind = gone->retired ? MENTIONS_UNKNOWN : MENTIONS_FREED;
    } else if (lint_adapter_count > 1 && !lint_is_live_port(table, mention->number) &&
               lint_table_of_other(table, mention->number)) {
        mention->kind = MENTIONS_NOTHING;
    } else {
        mention->port = lint_find_port(table, mention->number);
        if (mention->port)
            mention->kind = MENTIONS_PORT;
        else
            mention->kind = lint_is_no_port_number(mention->number) ? MENTIONS_NOTHING : MENTIONS_UNKNOWN;
    }
}

/* ---- judging ---- */

/* No other rule speaks of the ports that EVENT names. */
static void retire(struct lint_port_table *table, const struct port_event *event)
{
    unsigned i;

    for (i = 0; i < event->count; i++) {
        NDIS_PORT_NUMBER number = event->mentions[i].number;
        struct lint_gone_port *gone = lint_find_gone_port(table, number);
        struct lint_port *port = gone || lint_is_default_port(number) ? 0 : lint_find_port(table, number);

        if (lint_is_default_port(number))
            table->default_is_unknown = 1;
        if (gone)
            gone->retired = 1;
        if (port)
            lint_remove_port(table, port, LINT_PORT_RETIRED);
    }
}

/* A rule about one of the ports that EVENT names. 1: it was broken. */
typedef int judge_mention(struct lint_port_table *table, const struct port_event *event, const struct mention *mention);

static int judge_failed(struct lint_port_table *table, const struct port_event *event, const struct mention *mention)
{
    (void)event;
    if (mention->kind != MENTIONS_FAILED)
        return 0;
    lint_violation("ndis-port-alloc-unchecked", mention->number, table->failed.site,
        "the event in '%2' names the number in '%@2' although NdisMAllocatePort failed and left it without meaning: "
        "no port has it");
    return 1;
}

static void report_activation(const struct mention *mention, const char *message)
{
    lint_violation("ndis-port-activate-invalid", mention->number, mention->port ? mention->port->site : 0, message);
}

static int judge_activation(
    struct lint_port_table *table, const struct port_event *event, const struct mention *mention)
{
    (void)event;
    if (mention->kind == MENTIONS_FREED)
        report_activation(mention, "the event in '%2' activates a port that was freed: NdisMNetPnPEvent fails and no "
                                   "port of the event changes");
    else if (mention->kind == MENTIONS_NOTHING)
        report_activation(mention, "the event in '%2' activates a number that NdisMAllocatePort never returned for the "
                                   "adapter: NdisMNetPnPEvent fails and no "
                                   "port of the event changes");
    else if (mention->kind != MENTIONS_PORT || mention->port->state != LINT_PORT_ACTIVE)
        return 0;
    else if (mention->port == &table->default_port)
        report_activation(mention,
            "the event in '%2' activates the default port, which is active already: NdisMNetPnPEvent fails; NDIS "
            "activates that port by itself unless NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT is set");
    else
        report_activation(mention,
            "the event in '%2' activates the port that '%@2' received, which is active already: NdisMNetPnPEvent "
            "returns NDIS_STATUS_INVALID_PORT_STATE and no port of the event changes");
    return 1;
}

static void report_deactivation(const struct mention *mention, const char *message)
{
    lint_violation("ndis-port-deactivate-invalid", mention->number, mention->port ? mention->port->site : 0, message);
}

static int judge_deactivation(
    struct lint_port_table *table, const struct port_event *event, const struct mention *mention)
{
    (void)table;
    (void)event;
    if (mention->kind == MENTIONS_FREED)
        report_deactivation(mention,
            "the event in '%2' deactivates a port that was freed: NdisMNetPnPEvent fails and no port of the event "
            "changes");
    else if (mention->kind == MENTIONS_NOTHING)
        report_deactivation(mention, "the event in '%2' deactivates a number that NdisMAllocatePort never returned for "
                                     "the adapter: NdisMNetPnPEvent fails and "
                                     "no port of the event changes");
    else if (mention->kind == MENTIONS_PORT && mention->port->state == LINT_PORT_IDLE)
        report_deactivation(mention,
            "the event in '%2' deactivates a port that is not active: NdisMNetPnPEvent returns "
            "NDIS_STATUS_INVALID_PORT_STATE and no port of the event changes");
    else
        return 0;
    return 1;
}

static int judge_company(struct lint_port_table *table, const struct port_event *event, const struct mention *mention)
{
    if (event->count == 1 || !lint_is_default_port(mention->number))
        return 0;
    (void)table;
    lint_violation("ndis-port-default-not-alone", mention->number, 0,
        event->activates
            ? "the event in '%2' activates the default port together with others: it must be the only port "
              "of its list, and NdisMNetPnPEvent fails"
            : "the event in '%2' deactivates the default port together with others: it must be the only "
              "port of its array, and NdisMNetPnPEvent fails");
    return 1;
}

static int judge_unchecked(struct lint_port_table *table, const struct port_event *event, const struct mention *mention)
{
    (void)table;
    if (event->activates || mention->kind != MENTIONS_PORT || mention->port->state != LINT_PORT_STAYS_IDLE)
        return 0;
    lint_violation("ndis-port-activate-unchecked", mention->number, mention->port->site,
        "a port is deactivated although its activation just failed: "
        "NdisMNetPnPEvent returns NDIS_STATUS_INVALID_PORT_STATE and no port of the event changes");
    return 1;
}

static int breaks(struct lint_port_table *table, const struct port_event *event, judge_mention *judge)
{
    int broken = 0;
    unsigned i;

    for (i = 0; i < event->count; i++)
        broken |= judge(table, event, &event->mentions[i]);
    return broken;
}

/* The rules about the ports that an event names, in their order. */
static int names_wrong_ports(struct lint_port_table *table, const struct port_event *event)
{
    return (table->failed.site && breaks(table, event, judge_failed)) ||
           breaks(table, event, event->activates ? judge_activation : judge_deactivation) ||
           (event->count > 1 && breaks(table, event, judge_company));
}

/* The rules about how an event is sent. */
static int is_sent_wrongly(const struct port_event *event, const NET_PNP_EVENT_NOTIFICATION *notification)
{
    NDIS_PORT_NUMBER subject = event->count ? event->mentions[0].number : 0;
    int names_one = !lint_is_unwritten(notification->PortNumber) && notification->PortNumber != 0;

    if (names_one)
        lint_violation("ndis-port-event-malformed", subject, 0,
            "the event in '%2' is malformed: the notification's own PortNumber must be 0, since Buffer names the "
            "ports");
    else if (lint_in_oid_request)
        lint_violation("ndis-port-event-in-oid", subject, 0,
            "NdisMNetPnPEvent sends the event in '%2' inside an OID request handler, before the request is completed: "
            "NDIS handles neither until the other is done; let a work item send it");
    else
        return 0;
    return 1;
}

/* ---- what NDIS does ---- */

static void change(
    struct lint_port_table *table, const struct port_event *event, enum lint_port_state state, const char *words)
{
    unsigned i;

    for (i = 0; i < event->count; i++) {
        struct lint_port *port = event->mentions[i].port;

        if (event->mentions[i].kind != MENTIONS_PORT)
            continue;
        if (port == &table->default_port)
            port->site = event->activates ? lint_site() : 0;
        port->state = state;
        lint_note(port->number, words);
    }
}

static int fails(const struct port_event *event)
{
    return event->activates ? lint_fails("NdisMNetPnPEvent fails to activate")
                            : lint_fails("NdisMNetPnPEvent fails to deactivate");
}

static NDIS_STATUS carry_out(struct lint_port_table *table, const struct port_event *event)
{
    int failed = fails(event);

    if (event->activates && failed)
        change(table, event, LINT_PORT_STAYS_IDLE, "the activation fails here; the port stays inactive");
    else if (event->activates)
        change(table, event, LINT_PORT_ACTIVE, "the port is activated here");
    else if (failed)
        change(table, event, LINT_PORT_STAYS_ACTIVE, "the deactivation fails here; the port stays active");
    else
        change(table, event, LINT_PORT_IDLE, "the port is deactivated here");
    return failed ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS refuse(struct lint_port_table *table, const struct port_event *event)
{
    retire(table, event);
    return NDIS_STATUS_INVALID_PORT_STATE;
}

/* Nobody knows which ports the driver meant: no rule speaks of any. */
static void retire_all(struct lint_port_table *table)
{
    while (table->count)
        lint_remove_port(table, &table->ports[table->count - 1], LINT_PORT_RETIRED);
}

static NDIS_STATUS send_event(struct lint_port_table *table, const NET_PNP_EVENT_NOTIFICATION *notification)
{
    struct port_event event = {0};
    unsigned i;

    read_event(table, &event, &notification->NetPnPEvent);
    if (event.is_long && !event.malformed) {
        retire_all(table);
        return fails(&event) ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
    }
    if (event.malformed) {
        lint_violation("ndis-port-event-malformed", LINT_ALWAYS, 0, event.malformed);
        retire_all(table);
        return NDIS_STATUS_INVALID_PARAMETER;
    }
    for (i = 0; i < event.count; i++) {
        look_up(table, &event.mentions[i]);
        event.is_odd |= !fits(&event, &event.mentions[i]);
    }
    if (event.is_odd && names_wrong_ports(table, &event))
        return refuse(table, &event);
    if (is_sent_wrongly(&event, notification)) {
        retire(table, &event);
        return fails(&event) ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
    }
    if (!event.is_odd)
        return carry_out(table, &event);
    if (breaks(table, &event, judge_unchecked))
        retire(table, &event);
    return NDIS_STATUS_INVALID_PORT_STATE;
}

NDIS_STATUS NdisMNetPnPEvent(NDIS_HANDLE MiniportAdapterHandle, PNET_PNP_EVENT_NOTIFICATION NetPnPEvent)
{
    const NET_PNP_EVENT *from = &NetPnPEvent->NetPnPEvent;
    struct lint_port_table *table = lint_port_table_of(MiniportAdapterHandle);

    if (from->NetEvent != NetEventPortActivation && from->NetEvent != NetEventPortDeactivation)
        return lint_fails("NdisMNetPnPEvent fails") ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
    return table ? send_event(table, NetPnPEvent) : NDIS_STATUS_INVALID_PARAMETER;
}
