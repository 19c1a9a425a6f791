/*
 * The port models against the documentation of NDIS: a wrong model would agree with itself in the checker and in native runs,
 * so each sentence that decides a rule is a test here. The sentences are ours, after Microsoft's pages of the functions that
 * they name and of the NDIS port states.
 */
#include "../../../rules/ports.h"
#include "../../../rules/lifecycle.h"
#include "host.h"

#define EXPECT(condition) ((condition) ? (void)0 : host_fail(__func__, #condition, __LINE__))
#define EXPECT_BROKEN(rules) EXPECT(strcmp(host_broken(), rules) == 0)

static const NDIS_HANDLE adapter_handle = (NDIS_HANDLE)&lint_adapters;

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    (void)driver;
    (void)path;
    return STATUS_SUCCESS;
}

/* ---- an adapter, ports and events ---- */

/* An adapter in MiniportInitializeEx. */
static void begin(void)
{
    host_reset();
    lint_adapter_count = 1;
    memset(&lint_adapters[0], 0, sizeof lint_adapters[0]);
    lint_adapters[0].handle = adapter_handle;
    lint_adapters[0].phase = LINT_INITIALIZING;
    lint_ports_leave_halt(&lint_adapters[0]); /* nothing is left of the test before */
    host_reset();
    lint_in_oid_request = 0;
}

static void set_attributes(ULONG flags)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES attributes;

    memset(&attributes, 0, sizeof attributes);
    attributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    attributes.AttributeFlags = flags;
    NdisMSetMiniportAttributes(adapter_handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&attributes);
}

static void begin_registered(void)
{
    begin();
    set_attributes(0);
}

static NDIS_PORT_NUMBER allocate(void)
{
    NDIS_PORT_CHARACTERISTICS characteristics;

    memset(&characteristics, 0, sizeof characteristics);
    EXPECT(NdisMAllocatePort(adapter_handle, &characteristics) == NDIS_STATUS_SUCCESS);
    return characteristics.PortNumber;
}

static NDIS_STATUS send(NET_PNP_EVENT_CODE code, void *buffer, ULONG length)
{
    NET_PNP_EVENT_NOTIFICATION event;

    memset(&event, 0, sizeof event);
    event.NetPnPEvent.NetEvent = code;
    event.NetPnPEvent.Buffer = buffer;
    event.NetPnPEvent.BufferLength = length;
    return NdisMNetPnPEvent(adapter_handle, &event);
}

static NDIS_STATUS activate_two(NDIS_PORT_NUMBER first, NDIS_PORT_NUMBER second)
{
    NDIS_PORT ports[2];

    memset(ports, 0, sizeof ports);
    ports[0].PortCharacteristics.PortNumber = first;
    ports[0].Next = &ports[1];
    ports[1].PortCharacteristics.PortNumber = second;
    return send(NetEventPortActivation, ports, sizeof ports);
}

static NDIS_STATUS activate(NDIS_PORT_NUMBER number)
{
    NDIS_PORT port;

    memset(&port, 0, sizeof port);
    port.PortCharacteristics.PortNumber = number;
    return send(NetEventPortActivation, &port, sizeof port);
}

static NDIS_STATUS deactivate(NDIS_PORT_NUMBER number)
{
    return send(NetEventPortDeactivation, &number, sizeof number);
}

/* ---- allocating and freeing ---- */

/* The number is one of 1 .. 0xffffff, and no other port of the adapter has it. */
static void numbers_are_distinct_and_not_0(void)
{
    NDIS_PORT_NUMBER first, second;

    begin_registered();
    first = allocate();
    second = allocate();
    EXPECT(first >= 1 && first <= 0xffffff && second >= 1 && second <= 0xffffff && first != second);
    EXPECT_BROKEN("");
}

/* On failure nothing is allocated, and PortNumber means nothing. */
static void failure_leaves_number_without_meaning(void)
{
    NDIS_PORT_CHARACTERISTICS characteristics;

    begin_registered();
    memset(&characteristics, 0, sizeof characteristics);
    characteristics.PortNumber = 77;
    host_fails = 1;
    EXPECT(NdisMAllocatePort(adapter_handle, &characteristics) != NDIS_STATUS_SUCCESS);
    host_fails = 0;
    EXPECT(characteristics.PortNumber == 77);
    lint_ports_leave_initialize(&lint_adapters[0]);
    EXPECT_BROKEN("");

    begin_registered();
    host_fails = 1;
    EXPECT(NdisMAllocatePort(adapter_handle, &characteristics) != NDIS_STATUS_SUCCESS);
    host_fails = 0;
    EXPECT(activate(characteristics.PortNumber) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-alloc-unchecked ");
}

/* NdisMAllocatePort is allowed only after the registration attributes were set with success. */
static void allocation_needs_attributes(void)
{
    begin();
    allocate();
    EXPECT_BROKEN("ndis-port-alloc-before-attributes ");

    begin();
    host_fails = 1;
    set_attributes(0);
    host_fails = 0;
    allocate();
    EXPECT_BROKEN("ndis-port-alloc-before-attributes ");
}

/* A port that is allocated and inactive can be freed. */
static void allocated_port_is_freed(void)
{
    begin_registered();
    EXPECT(NdisMFreePort(adapter_handle, allocate()) == NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("");
}

/* Port 0 is the default port, which NDIS frees by itself: a driver's attempt returns NDIS_STATUS_INVALID_PORT. */
static void default_port_is_not_freed(void)
{
    begin_registered();
    EXPECT(NdisMFreePort(adapter_handle, NDIS_DEFAULT_PORT_NUMBER) == NDIS_STATUS_INVALID_PORT);
    EXPECT_BROKEN("ndis-port-free-default ");
}

/* Freeing an active port returns NDIS_STATUS_INVALID_PORT_STATE, and the port stays. */
static void active_port_is_not_freed(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(activate(number) == NDIS_STATUS_SUCCESS);
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_INVALID_PORT_STATE);
    EXPECT_BROKEN("ndis-port-free-active ");
}

/* A port that was deactivated can be freed, and may be activated again before. */
static void deactivated_port_is_freed(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(activate(number) == NDIS_STATUS_SUCCESS && deactivate(number) == NDIS_STATUS_SUCCESS);
    EXPECT(activate(number) == NDIS_STATUS_SUCCESS && deactivate(number) == NDIS_STATUS_SUCCESS);
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("");
}

/* A number that was freed names no port until it is handed out again. */
static void freed_number_is_not_freed_again(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_SUCCESS);
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_INVALID_PORT);
    EXPECT_BROKEN("ndis-port-double-free ");
}

/* A freed number may be handed out again by the next allocation. */
static void freed_number_may_come_back(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_SUCCESS);
    EXPECT(allocate() == number);
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("");
}

/* What NdisMAllocatePort never returned is no port's number. */
static void other_number_is_not_freed(void)
{
    begin_registered();
    EXPECT(NdisMFreePort(adapter_handle, 12345) == NDIS_STATUS_INVALID_PORT);
    EXPECT_BROKEN("ndis-port-free-invalid ");

    begin_registered();
    host_unwritten_value = 4711;
    EXPECT(NdisMFreePort(adapter_handle, 4711) == NDIS_STATUS_INVALID_PORT);
    EXPECT_BROKEN("ndis-port-free-invalid ");
}

/* ---- events ---- */

/* Every port that an activation names must be allocated and inactive. */
static void activation_takes_inactive_ports(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(activate(number) == NDIS_STATUS_SUCCESS);
    EXPECT(activate(number) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-activate-invalid ");

    begin_registered();
    number = allocate();
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_SUCCESS);
    EXPECT(activate(number) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-activate-invalid ");

    begin_registered();
    EXPECT(activate(12345) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-activate-invalid ");
}

/* Every port that a deactivation names must be active. */
static void deactivation_takes_active_ports(void)
{
    begin_registered();
    EXPECT(deactivate(allocate()) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-deactivate-invalid ");
}

/* All or nothing: when the call fails, no port changes its state. */
static void event_that_fails_changes_nothing(void)
{
    NDIS_PORT_NUMBER first, second;

    begin_registered();
    first = allocate();
    second = allocate();
    host_fails = 1;
    EXPECT(activate_two(first, second) != NDIS_STATUS_SUCCESS);
    host_fails = 0;
    EXPECT(NdisMFreePort(adapter_handle, first) == NDIS_STATUS_SUCCESS);
    EXPECT(NdisMFreePort(adapter_handle, second) == NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("");
}

/* An activation's Buffer is a linked list of NDIS_PORT: all of it is activated. */
static void activation_follows_the_list(void)
{
    NDIS_PORT_NUMBER numbers[2];

    begin_registered();
    numbers[0] = allocate();
    numbers[1] = allocate();
    EXPECT(activate_two(numbers[0], numbers[1]) == NDIS_STATUS_SUCCESS);
    EXPECT(send(NetEventPortDeactivation, numbers, sizeof numbers) == NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("");
}

/* An event with a NULL Buffer or a BufferLength of 0 fails. */
static void event_needs_a_buffer(void)
{
    NDIS_PORT_NUMBER number = 1;

    begin_registered();
    EXPECT(send(NetEventPortActivation, 0, sizeof(NDIS_PORT)) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-event-malformed ");

    begin_registered();
    EXPECT(send(NetEventPortDeactivation, &number, 0) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-event-malformed ");
}

/* An activation takes a list of NDIS_PORT, a deactivation an array of numbers: the one is not the other. */
static void list_and_array_are_not_mixed_up(void)
{
    NDIS_PORT_NUMBER number;
    NDIS_PORT port;

    begin_registered();
    number = allocate();
    EXPECT(send(NetEventPortActivation, &number, sizeof number) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-event-malformed ");

    begin_registered();
    memset(&port, 0, sizeof port);
    port.PortCharacteristics.PortNumber = allocate();
    EXPECT(activate(port.PortCharacteristics.PortNumber) == NDIS_STATUS_SUCCESS);
    EXPECT(send(NetEventPortDeactivation, &port, sizeof port) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-event-malformed ");
}

/* The notification's own PortNumber is 0. */
static void notification_names_no_port(void)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;

    begin_registered();
    memset(&port, 0, sizeof port);
    port.PortCharacteristics.PortNumber = allocate();
    memset(&event, 0, sizeof event);
    event.PortNumber = port.PortCharacteristics.PortNumber;
    event.NetPnPEvent.NetEvent = NetEventPortActivation;
    event.NetPnPEvent.Buffer = &port;
    event.NetPnPEvent.BufferLength = sizeof port;
    NdisMNetPnPEvent(adapter_handle, &event);
    EXPECT_BROKEN("ndis-port-event-malformed ");
}

/* The default port must be the only port in its list. */
static void default_port_is_alone(void)
{
    begin();
    set_attributes(NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT);
    EXPECT(activate_two(NDIS_DEFAULT_PORT_NUMBER, allocate()) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-default-not-alone ");
}

/* NdisMNetPnPEvent is not called inside an OID request handler. */
static void event_is_not_sent_in_a_request(void)
{
    begin_registered();
    lint_in_oid_request = 1;
    activate(allocate());
    EXPECT_BROKEN("ndis-port-event-in-oid ");
}

/* ---- who must free what, and when ---- */

/* If MiniportInitializeEx fails, it has freed every port that it allocated. */
static void failing_initialize_leaves_no_port(void)
{
    begin_registered();
    allocate();
    lint_ports_leave_initialize(&lint_adapters[0]);
    EXPECT_BROKEN("ndis-port-leak-init ");

    begin_registered();
    NdisMFreePort(adapter_handle, allocate());
    lint_ports_leave_initialize(&lint_adapters[0]);
    EXPECT_BROKEN("");
}

/* When MiniportHaltEx returns, every port of the adapter is freed. */
static void halt_leaves_no_port(void)
{
    begin_registered();
    allocate();
    allocate();
    lint_ports_leave_halt(&lint_adapters[0]);
    EXPECT_BROKEN("ndis-port-leak-halt ndis-port-leak-halt ");
}

/* A number whose last copy is gone can never be freed. */
static void number_without_a_copy_is_lost(void)
{
    begin_registered();
    allocate();
    lint_adapters[0].phase = LINT_PAUSED;
    lint_ports_settle(&lint_adapters[0]);
    EXPECT_BROKEN("");
    host_held = 0;
    lint_ports_settle(&lint_adapters[0]);
    EXPECT_BROKEN("ndis-port-lost ");
}

/* NDIS activates the default port when registration attributes are set, unless the driver says that it controls it. */
static void ndis_activates_the_default_port(void)
{
    begin_registered();
    EXPECT(activate(NDIS_DEFAULT_PORT_NUMBER) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-activate-invalid ");

    begin_registered();
    lint_ports_leave_halt(&lint_adapters[0]);
    EXPECT_BROKEN("");
}

/* A driver that controls the default port deactivates it before MiniportHaltEx returns. */
static void controlled_default_port_is_deactivated(void)
{
    begin();
    set_attributes(NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT);
    EXPECT(activate(NDIS_DEFAULT_PORT_NUMBER) == NDIS_STATUS_SUCCESS);
    lint_ports_leave_halt(&lint_adapters[0]);
    EXPECT_BROKEN("ndis-port-default-left-active ");

    begin();
    set_attributes(NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT);
    EXPECT(activate(NDIS_DEFAULT_PORT_NUMBER) == NDIS_STATUS_SUCCESS);
    EXPECT(deactivate(NDIS_DEFAULT_PORT_NUMBER) == NDIS_STATUS_SUCCESS);
    lint_ports_leave_halt(&lint_adapters[0]);
    EXPECT_BROKEN("");
}

/* ---- what drivers commonly ignore ---- */

/* A port whose deactivation just failed is still active: to free it is a rule of its own, not ndis-port-free-active. */
static void failed_deactivation_is_a_rule_of_its_own(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    EXPECT(activate(number) == NDIS_STATUS_SUCCESS);
    host_fails = 1;
    EXPECT(deactivate(number) != NDIS_STATUS_SUCCESS);
    host_fails = 0;
    EXPECT(NdisMFreePort(adapter_handle, number) == NDIS_STATUS_INVALID_PORT_STATE);
    EXPECT_BROKEN("ndis-port-deactivate-unchecked ");
}

/* A port whose activation just failed is not active: to deactivate it is a rule of its own, not
 * ndis-port-deactivate-invalid. */
static void failed_activation_is_a_rule_of_its_own(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    host_fails = 1;
    EXPECT(activate(number) != NDIS_STATUS_SUCCESS);
    host_fails = 0;
    EXPECT(deactivate(number) != NDIS_STATUS_SUCCESS);
    EXPECT_BROKEN("ndis-port-activate-unchecked ");
}

/* A violation retires its port: no second rule speaks of it. */
static void violation_retires_its_port(void)
{
    NDIS_PORT_NUMBER number;

    begin_registered();
    number = allocate();
    activate(number);
    NdisMFreePort(adapter_handle, number);
    NdisMFreePort(adapter_handle, number);
    lint_ports_leave_halt(&lint_adapters[0]);
    EXPECT_BROKEN("ndis-port-free-active ");
}

#define TEST(name) {#name, name}

int main(void)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } tests[] = {
        TEST(numbers_are_distinct_and_not_0),
        TEST(failure_leaves_number_without_meaning),
        TEST(allocation_needs_attributes),
        TEST(allocated_port_is_freed),
        TEST(default_port_is_not_freed),
        TEST(active_port_is_not_freed),
        TEST(deactivated_port_is_freed),
        TEST(freed_number_is_not_freed_again),
        TEST(freed_number_may_come_back),
        TEST(other_number_is_not_freed),
        TEST(activation_takes_inactive_ports),
        TEST(deactivation_takes_active_ports),
        TEST(event_that_fails_changes_nothing),
        TEST(activation_follows_the_list),
        TEST(event_needs_a_buffer),
        TEST(list_and_array_are_not_mixed_up),
        TEST(notification_names_no_port),
        TEST(default_port_is_alone),
        TEST(event_is_not_sent_in_a_request),
        TEST(failing_initialize_leaves_no_port),
        TEST(halt_leaves_no_port),
        TEST(number_without_a_copy_is_lost),
        TEST(ndis_activates_the_default_port),
        TEST(controlled_default_port_is_deactivated),
        TEST(failed_deactivation_is_a_rule_of_its_own),
        TEST(failed_activation_is_a_rule_of_its_own),
        TEST(violation_retires_its_port),
    };
    unsigned i;

    for (i = 0; i < sizeof tests / sizeof *tests; i++) {
        tests[i].run();
        host_passed(tests[i].name);
    }
    return 0;
}
