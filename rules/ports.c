/*
 * NDIS ports: allocating and freeing them, and what must not be left. The events about them are in portevents.c.
 *
 *              NdisMAllocatePort              NetEventPortActivation
 *     (none) --------------------> allocated -----------------------> active
 *        ^                           |   ^                              |
 *        '------- NdisMFreePort -----'   '-- NetEventPortDeactivation --'
 *
 *     ndis-port-free-default             NdisMFreePort of port 0
 *     ndis-port-free-active              NdisMFreePort of an active port
 *     ndis-port-leak-init                a port is left when MiniportInitializeEx fails
 *     ndis-port-leak-halt                a port is left when MiniportHaltEx returns
 *     ndis-port-double-free              NdisMFreePort of a port that was freed
 *     ndis-port-free-invalid             NdisMFreePort of what never was a port's number
 *     ndis-port-alloc-before-attributes  NdisMAllocatePort before the registration attributes are set
 *     ndis-port-default-left-active      the default port is active when MiniportHaltEx returns
 *     ndis-port-deactivate-unchecked     NdisMFreePort of a port whose deactivation just failed
 *
 * A port that breaks a rule is retired, so that no second rule speaks of it.
 */
#include "ports.h"

#include "porttable.h"

/* The allocation goes on with a port that no rule speaks of. */
static void judge_early_allocation(struct lint_port_table *table, struct lint_port *port)
{
    lint_violation("ndis-port-alloc-before-attributes", port->number, port->site,
        "NdisMAllocatePort is called before NdisMSetMiniportAttributes has set the registration attributes with "
        "success: NDIS does not know the adapter that '%2' would belong to");
    lint_remove_port(table, port, LINT_PORT_RETIRED);
}

static NDIS_STATUS fail_allocation(struct lint_port_table *table, const NDIS_PORT_NUMBER *number)
{
    table->failed.at = number;
    table->failed.number = *number;
    table->failed.site = lint_site();
    return LINT_FAILURE;
}

/* Trying again with the same memory makes good what failed. */
static void forget_failure(struct lint_port_table *table, const NDIS_PORT_NUMBER *number)
{
    if (table->failed.site && table->failed.at == number)
        memset(&table->failed, 0, sizeof table->failed);
}

NDIS_STATUS NdisMAllocatePort(NDIS_HANDLE NdisMiniportHandle, PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    struct lint_port_table *table = lint_port_table_of(NdisMiniportHandle);
    struct lint_port *port;

    if (!table || table->full || table->count == LINT_PORTS)
        return LINT_FAILURE;
    if (table->registered && lint_fails("NdisMAllocatePort fails"))
        return fail_allocation(table, &PortCharacteristics->PortNumber);
    forget_failure(table, &PortCharacteristics->PortNumber);
    port = lint_add_port(table);
    PortCharacteristics->PortNumber = port->number;
    lint_note(port->number, "a port is allocated here; '%2' receives its number");
    if (!table->registered)
        judge_early_allocation(table, port);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS free_active(struct lint_port_table *table, struct lint_port *port)
{
    if (port->state == LINT_PORT_STAYS_ACTIVE)
        lint_violation("ndis-port-deactivate-unchecked", port->number, port->site,
            "port '%2' is freed although its deactivation just failed: "
            "NdisMFreePort returns NDIS_STATUS_INVALID_PORT_STATE and the port stays");
    else
        lint_violation("ndis-port-free-active", port->number, port->site,
            "port '%2' is active: NdisMFreePort returns NDIS_STATUS_INVALID_PORT_STATE and the port stays");
    lint_remove_port(table, port, LINT_PORT_RETIRED);
    return NDIS_STATUS_INVALID_PORT_STATE;
}

static NDIS_STATUS free_gone(struct lint_gone_port *gone)
{
    if (gone->retired)
        return NDIS_STATUS_SUCCESS;
    lint_violation("ndis-port-double-free", gone->number, gone->site,
        "port '%2' is freed although it was freed before and not allocated again: NdisMFreePort returns "
        "NDIS_STATUS_INVALID_PORT, or frees the port that got the number since");
    gone->retired = 1;
    return NDIS_STATUS_INVALID_PORT;
}

static NDIS_STATUS free_unallocated(NDIS_PORT_NUMBER number)
{
    if (lint_is_unwritten(number))
        lint_violation("ndis-port-free-invalid", number, 0,
            "'%2' was never written, so it is no number that NdisMAllocatePort returned: NdisMFreePort returns "
            "NDIS_STATUS_INVALID_PORT, or frees a port that happens to have the number");
    else if (lint_is_no_port_number(number))
        lint_violation("ndis-port-free-invalid", number, 0,
            "'%2' is no number that NdisMAllocatePort returned: NdisMFreePort returns NDIS_STATUS_INVALID_PORT, "
            "or frees a port that happens to have the number");
    return NDIS_STATUS_INVALID_PORT;
}

/* Retires the port, which belongs to the adapter of OWNER. */
static NDIS_STATUS free_of_other(struct lint_port_table *owner, NDIS_PORT_NUMBER number)
{
    struct lint_port *port = lint_find_port(owner, number);

    lint_violation("ndis-port-free-invalid", port->number, port->site,
        "'%2' is the number of another adapter's port, and '%1' is not the handle of that adapter: NdisMFreePort "
        "returns NDIS_STATUS_INVALID_PORT, or frees a port of this one that happens to have the number");
    lint_remove_port(owner, port, LINT_PORT_RETIRED);
    return NDIS_STATUS_INVALID_PORT;
}

NDIS_STATUS NdisMFreePort(NDIS_HANDLE NdisMiniportHandle, NDIS_PORT_NUMBER PortNumber)
{
    struct lint_port_table *table = lint_port_table_of(NdisMiniportHandle);
    struct lint_gone_port *gone;
    struct lint_port *port;

    if (lint_is_default_port(PortNumber)) {
        lint_violation("ndis-port-free-default", PortNumber, 0,
            "'%2' is 0, the default port, which NDIS frees by itself: NdisMFreePort returns NDIS_STATUS_INVALID_PORT");
        return NDIS_STATUS_INVALID_PORT;
    }
    if (!table)
        return NDIS_STATUS_INVALID_PORT;
    gone = table->gone_count ? lint_find_gone_port(table, PortNumber) : 0;
    if (gone)
        return free_gone(gone);
    if (lint_adapter_count > 1 && !lint_is_live_port(table, PortNumber)) {
        struct lint_port_table *owner = lint_table_of_other(table, PortNumber);

        if (owner)
            return free_of_other(owner, PortNumber);
    }
    port = lint_find_port(table, PortNumber);
    if (!port)
        return free_unallocated(PortNumber);
    if (lint_is_active(port))
        return free_active(table, port);
    lint_note(port->number, "port '%2' is freed here");
    lint_remove_port(table, port, LINT_PORT_FREED);
    return NDIS_STATUS_SUCCESS;
}

/* A port whose number a function without source has got may be freed there. */
static int is_left(const struct lint_port *port)
{
    return lint_is_given(port->number) != LINT_UNKNOWN_CALLEE;
}

void lint_ports_leave_initialize(struct lint_adapter *adapter)
{
    struct lint_port_table *table = lint_port_table(adapter);
    unsigned i;

    for (i = 0; i < table->count; i++)
        if (is_left(&table->ports[i]))
            lint_violation_at_return("ndis-port-leak-init", table->ports[i].number, table->ports[i].site,
                "MiniportInitializeEx ('%0') fails and leaves the port that '%@2' received allocated: NDIS calls no "
                "MiniportHaltEx for this adapter, so the number is leaked");
    memset(table, 0, sizeof *table);
}

void lint_ports_leave_halt(struct lint_adapter *adapter)
{
    struct lint_port_table *table = lint_port_table(adapter);
    const struct lint_port *zero = &table->default_port;
    unsigned i;

    for (i = 0; i < table->count; i++)
        if (is_left(&table->ports[i]))
            lint_violation_at_return("ndis-port-leak-halt", table->ports[i].number, table->ports[i].site,
                "MiniportHaltEx ('%0') returns and leaves the port that '%@2' received allocated: nothing can free it "
                "any more, so the number is leaked");
    if (table->controls_default && !table->default_is_unknown && zero->state == LINT_PORT_ACTIVE)
        lint_violation_at_return("ndis-port-default-left-active", zero->number, zero->site,
            "MiniportHaltEx ('%0') returns and leaves the default port active, which the driver has activated: "
            "a driver that controls the default port deactivates it before it halts");
    memset(table, 0, sizeof *table);
}
