/*
 * The ports of each adapter: finding, adding and removing them.
 *
 * A number is opaque: any value of 1 .. 0xffffff that no live port of the adapter has. An unknown number may be that of
 * any live port, or of none; what is none of them is not judged. Numbers that are gone are remembered as long as the
 * driver can still name them.
 *
 *     ndis-port-lost   nobody can name a port that is allocated any more, and the adapter lives on
 */
#include "porttable.h"

#define HIGHEST_PORT 0xffffff
#define UNGUESSABLE_PORT 0x5a0101

static struct lint_port_table tables[LINT_ADAPTERS];

struct lint_port_table *lint_port_table(struct lint_adapter *adapter)
{
    return &tables[adapter - lint_adapters];
}

struct lint_port_table *lint_port_table_of(NDIS_HANDLE handle)
{
    struct lint_adapter *adapter = lint_adapter_of(handle);

    return adapter ? lint_port_table(adapter) : 0;
}

int lint_is_same_port(NDIS_PORT_NUMBER a, NDIS_PORT_NUMBER b)
{
    return lint_is_known(a == b) && a == b;
}

int lint_is_default_port(NDIS_PORT_NUMBER number)
{
    return lint_is_known(number) && number == NDIS_DEFAULT_PORT_NUMBER;
}

/* A constant is no port's number, for numbers come from NDIS alone. Natively all of them are known. */
static int may_have_number(const struct lint_port *port, NDIS_PORT_NUMBER number)
{
    if (lint_is_known(number) && !lint_is_known(port->number))
        return 0;
    return number == port->number;
}

/* What comes out of a bit-field is the number that went in, before it may be any other. */
static struct lint_port *port_packed_in(struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < table->count; i++)
        if (lint_is_made_of(number, table->ports[i].number))
            return &table->ports[i];
    return 0;
}

struct lint_port *lint_find_port(struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    struct lint_port *packed;
    unsigned i;

    if (lint_is_unwritten(number))
        return 0;
    packed = port_packed_in(table, number);
    for (i = 0; i < table->count && !packed; i++)
        if (may_have_number(&table->ports[i], number))
            return &table->ports[i];
    return packed;
}

int lint_is_live_port(const struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < table->count; i++)
        if (lint_is_same_port(table->ports[i].number, number))
            return 1;
    return 0;
}

struct lint_gone_port *lint_find_gone_port(struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < table->gone_count; i++)
        if (lint_is_same_port(table->gone[i].number, number) || lint_is_made_of(number, table->gone[i].number))
            return lint_is_live_port(table, number) ? 0 : &table->gone[i];
    return 0;
}

struct lint_port_table *lint_table_of_other(struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < lint_adapter_count; i++)
        if (&tables[i] != table && lint_is_live_port(&tables[i], number))
            return &tables[i];
    return 0;
}

int lint_is_no_port_number(NDIS_PORT_NUMBER number)
{
    return lint_is_known(number) || lint_is_unwritten(number);
}

/* A retired port may still be allocated, so NDIS gives its number to no other. */
static int is_retired(const struct lint_port_table *table, NDIS_PORT_NUMBER number)
{
    unsigned i;

    for (i = 0; i < table->gone_count; i++)
        if (table->gone[i].retired && lint_is_same_port(table->gone[i].number, number))
            return 1;
    return 0;
}

/* A sample for a native run: the lowest number from FIRST on that no port has. */
static NDIS_PORT_NUMBER unused_from(struct lint_port_table *table, NDIS_PORT_NUMBER first)
{
    while (lint_find_port(table, first) || is_retired(table, first))
        first++;
    return first;
}

static NDIS_PORT_NUMBER new_number(struct lint_port_table *table)
{
    struct lint_domain domain = {"a port number", 1, HIGHEST_PORT, 2, {0}};
    NDIS_PORT_NUMBER number;
    unsigned i;

    domain.samples[0] = unused_from(table, LINT_LOWEST_PORT);
    domain.samples[1] = unused_from(table, UNGUESSABLE_PORT);
    number = lint_fresh_in(NDIS_PORT_NUMBER, domain);
    for (i = 0; i < table->count; i++)
        lint_assume(number != table->ports[i].number);
    for (i = 0; i < table->gone_count; i++)
        lint_assume(!table->gone[i].retired || number != table->gone[i].number);
    return number;
}

static void forget_gone(struct lint_port_table *table, unsigned index)
{
    for (; index + 1 < table->gone_count; index++)
        table->gone[index] = table->gone[index + 1];
    table->gone_count--;
    memset(&table->gone[table->gone_count], 0, sizeof table->gone[0]);
}

struct lint_port *lint_add_port(struct lint_port_table *table)
{
    struct lint_port *port = &table->ports[table->count];
    unsigned i;

    port->number = new_number(table);
    port->site = lint_site();
    for (i = table->gone_count; i > 0; i--)
        if (lint_is_same_port(table->gone[i - 1].number, port->number))
            forget_gone(table, i - 1);
    table->count++;
    return port;
}

static void remember_gone(struct lint_port_table *table, const struct lint_port *port, enum lint_port_end end)
{
    struct lint_gone_port *gone;

    if (table->gone_count == LINT_GONE_PORTS)
        forget_gone(table, 0);
    gone = &table->gone[table->gone_count++];
    gone->number = port->number;
    gone->site = port->site;
    gone->retired = end == LINT_PORT_RETIRED;
}

void lint_remove_port(struct lint_port_table *table, struct lint_port *port, enum lint_port_end end)
{
    struct lint_port *last = &table->ports[table->count - 1];

    remember_gone(table, port, end);
    for (; port < last; port++)
        *port = port[1];
    memset(last, 0, sizeof *last);
    table->count--;
}

/* Where paths are searched, memory that decides nothing is not followed: what nobody seems to hold may be held. */
static int is_named_by_somebody(NDIS_PORT_NUMBER number)
{
    return lint_is_held(number) || lint_is_given(number) != LINT_NOBODY || lint_blur(0);
}

/* The adapter lives on, and nobody can name a port of it any more. */
static void judge_lost(struct lint_port_table *table)
{
    unsigned i;

    for (i = table->count; i > 0; i--) {
        struct lint_port *port = &table->ports[i - 1];

        if (is_named_by_somebody(port->number))
            continue;
        lint_violation_at_loss("ndis-port-lost", port->number, port->site,
            "the last copy of the number that '%@2' received is lost in '%0' while the port is allocated: nothing can "
            "deactivate or free it any more");
        lint_remove_port(table, port, LINT_PORT_RETIRED);
    }
}

/* What no copy is left of cannot be named again. */
static void forget_unheld(struct lint_port_table *table)
{
    unsigned i;

    for (i = table->gone_count; i > 0; i--)
        if (!lint_is_held(table->gone[i - 1].number))
            forget_gone(table, i - 1);
    table->failed.at = 0;
    if (!table->failed.stays && (lint_is_known(table->failed.number) || !lint_is_held(table->failed.number)))
        memset(&table->failed, 0, sizeof table->failed);
}

/* Ports that the driver has, whatever a rule has said of them. */
static unsigned count_ports(const struct lint_port_table *table)
{
    unsigned i, count = table->count;

    for (i = 0; i < table->gone_count; i++)
        count += table->gone[i].retired != 0;
    return count;
}

void lint_ports_settle(struct lint_adapter *adapter)
{
    struct lint_port_table *table = lint_port_table(adapter);

    if (adapter->phase == LINT_ABSENT || adapter->phase == LINT_HALTED)
        return;
    judge_lost(table);
    forget_unheld(table);
    table->full = count_ports(table) >= table->initial + LINT_EXTRA_PORTS;
}

void lint_ports_registered(struct lint_adapter *adapter, ULONG flags)
{
    struct lint_port_table *table = lint_port_table(adapter);

    table->registered = 1;
    table->default_is_unknown = !lint_is_known(flags);
    table->controls_default =
        !table->default_is_unknown && (flags & NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT) != 0;
    table->default_port.state = table->controls_default ? LINT_PORT_IDLE : LINT_PORT_ACTIVE;
}

void lint_ports_initialized(struct lint_adapter *adapter)
{
    struct lint_port_table *table = lint_port_table(adapter);

    table->initial = table->count;
    table->failed.stays = table->failed.site != 0 && table->count == 0;
}
