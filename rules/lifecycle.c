/*
 * The harness: the order in which NDIS calls a miniport driver.
 *
 *     DriverEntry
 *         |                         .--------- MiniportPause <---------.
 *         v                         v                                  |
 *     MiniportInitializeEx ----> paused ------> MiniportRestart --> running
 *         | fails                   |
 *         v                         '---------> MiniportHaltEx
 *     DriverUnload <------------------------------'
 *
 * In between, in any order: OID requests and their cancellation, device I/O, work items, timers, interrupts,
 * packets, MiniportCheckForHangEx, MiniportResetEx, MiniportDevicePnPEventNotify. MiniportShutdownEx ends it all.
 * Of an intermediate driver the binding comes before, and may go in between.
 */
#include "lifecycle.h"

#include "device.h"
#include "hardware.h"
#include "intermediate.h"
#include "ownership.h"
#include "ports.h"
#include "sync.h"
#include "wdf.h"
#include "work.h"

DRIVER_INITIALIZE DriverEntry;

void lint_main(void);

struct lint_adapter lint_adapters[LINT_ADAPTERS];
unsigned lint_adapter_count;

static const struct lint_domain halt_actions = {"a halt action", NdisHaltDeviceDisabled, NdisHaltDeviceStopped, 2,
    {NdisHaltDeviceDisabled, NdisHaltDeviceSurpriseRemoved}};
static const struct lint_domain pnp_events = {
    "a PnP event", 0, NdisDevicePnPEventMaximum, 1, {NdisDevicePnPEventSurpriseRemoved}};
static const struct lint_domain shutdown_actions = {"a shutdown action", 0, 1, 1, {0}};
static const struct lint_domain resource_counts = {"the number of resources", 0, 2, 1, {0}};
static const struct lint_domain interface_indices = {"an interface's index", 1, 0xffffff, 1, {7}};

struct lint_adapter *lint_adapter_of(NDIS_HANDLE handle)
{
    unsigned i;

    if (lint_adapter_count == 1 && !lint_is_known(lint_word(handle)))
        return lint_adapters[0].handle ? &lint_adapters[0] : 0;
    /* Whose an unknown handle is, nobody can tell: what comes of it is found where there is one adapter. */
    if (lint_adapter_count > 1 && !lint_is_known(lint_word(handle)))
        lint_block("nobody can tell whose handle this is");
    for (i = 0; i < lint_adapter_count; i++)
        if (lint_adapters[i].handle && lint_adapters[i].handle == handle)
            return &lint_adapters[i];
    return 0;
}

/* MiniportInitializeEx and MiniportHaltEx. */

static PNDIS_RESOURCE_LIST new_resources(void)
{
    PNDIS_RESOURCE_LIST list =
        lint_fresh_memory("the resources", sizeof *list + 2 * sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR));

    list->Count = lint_fresh_in(ULONG, resource_counts);
    return list;
}

/* An adapter that never comes to be is as good as halted. */
static void initialize(struct lint_adapter *adapter)
{
    NDIS_MINIPORT_INIT_PARAMETERS parameters;
    NDIS_STATUS status;

    memset(&parameters, 0, sizeof parameters);
    if (!lint_intermediate_begin(adapter, &parameters.IMDeviceInstanceContext)) {
        adapter->phase = LINT_HALTED;
        return;
    }
    parameters.AllocatedResources = new_resources();
    parameters.IfIndex = lint_fresh_in(NET_IFINDEX, interface_indices);
    adapter->handle = lint_fresh_memory("the adapter's handle", 0);
    adapter->phase = LINT_INITIALIZING;
    lint_entry("MiniportInitializeEx");
    status = lint_driver.miniport.InitializeHandlerEx(adapter->handle, lint_driver.context, &parameters);
    if (status == NDIS_STATUS_SUCCESS) {
        adapter->phase = LINT_PAUSED;
        lint_ports_initialized(adapter);
        return;
    }
    lint_ports_leave_initialize(adapter);
    memset(adapter, 0, sizeof *adapter);
    adapter->phase = LINT_HALTED;
}

static void halt(struct lint_adapter *adapter)
{
    if (lint_handled(lint_driver.miniport.HaltHandlerEx)) {
        lint_entry("MiniportHaltEx");
        lint_driver.miniport.HaltHandlerEx(adapter->context, lint_fresh_in(NDIS_HALT_ACTION, halt_actions));
        lint_ports_leave_halt(adapter);
    }
    memset(adapter, 0, sizeof *adapter);
    adapter->phase = LINT_HALTED;
}

/* MiniportRestart and MiniportPause alternate; either may complete later. */

static void restart(struct lint_adapter *adapter)
{
    NDIS_MINIPORT_RESTART_PARAMETERS parameters;
    NDIS_STATUS status = NDIS_STATUS_SUCCESS;

    memset(&parameters, 0, sizeof parameters);
    adapter->phase = LINT_RESTARTING;
    if (lint_handled(lint_driver.miniport.RestartHandler)) {
        lint_entry("MiniportRestart");
        status = lint_driver.miniport.RestartHandler(adapter->context, &parameters);
    }
    if (status == NDIS_STATUS_PENDING)
        lint_await("restart");
    else
        adapter->phase = status == NDIS_STATUS_SUCCESS ? LINT_RUNNING : LINT_PAUSED;
}

VOID NdisMRestartComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    lint_progress("restart");
    if (adapter && adapter->phase == LINT_RESTARTING)
        adapter->phase = Status == NDIS_STATUS_SUCCESS ? LINT_RUNNING : LINT_PAUSED;
}

static void pause(struct lint_adapter *adapter)
{
    NDIS_MINIPORT_PAUSE_PARAMETERS parameters;
    NDIS_STATUS status = NDIS_STATUS_SUCCESS;

    memset(&parameters, 0, sizeof parameters);
    adapter->phase = LINT_PAUSING;
    if (lint_handled(lint_driver.miniport.PauseHandler)) {
        lint_entry("MiniportPause");
        status = lint_driver.miniport.PauseHandler(adapter->context, &parameters);
    }
    if (status == NDIS_STATUS_PENDING)
        lint_await("pause");
    else
        adapter->phase = LINT_PAUSED;
}

VOID NdisMPauseComplete(NDIS_HANDLE MiniportAdapterHandle)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    lint_progress("pause");
    if (adapter && adapter->phase == LINT_PAUSING)
        adapter->phase = LINT_PAUSED;
}

/* Where neither handler matters, nor packets do, paused and running are the same. */
static int can_restart(void)
{
    return lint_wanted(lint_driver.miniport.RestartHandler) || lint_wanted(lint_driver.miniport.PauseHandler) ||
           lint_packets_are_wanted();
}

/* Health and power. */

static void reset(struct lint_adapter *adapter)
{
    BOOLEAN addressing_reset = FALSE;

    adapter->resetting = 1;
    lint_entry("MiniportResetEx");
    if (lint_driver.miniport.ResetHandlerEx(adapter->context, &addressing_reset) == NDIS_STATUS_PENDING)
        lint_await("reset");
    else
        adapter->resetting = 0;
}

VOID NdisMResetComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status, BOOLEAN AddressingReset)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    (void)Status;
    (void)AddressingReset;
    lint_progress("reset");
    if (adapter)
        adapter->resetting = 0;
}

static void check_for_hang(struct lint_adapter *adapter)
{
    lint_entry("MiniportCheckForHangEx");
    lint_driver.miniport.CheckForHangHandlerEx(adapter->context);
}

static void notify_pnp(struct lint_adapter *adapter)
{
    NET_DEVICE_PNP_EVENT event;

    memset(&event, 0, sizeof event);
    event.DevicePnPEvent = lint_fresh_in(NDIS_DEVICE_PNP_EVENT, pnp_events);
    lint_entry("MiniportDevicePnPEventNotify");
    lint_driver.miniport.DevicePnPEventNotifyHandler(adapter->context, &event);
}

static void shut_down(struct lint_adapter *adapter)
{
    lint_entry("MiniportShutdownEx");
    lint_driver.miniport.ShutdownHandlerEx(adapter->context, lint_fresh_in(NDIS_SHUTDOWN_ACTION, shutdown_actions));
}

int lint_answer(void)
{
    unsigned i;

    for (i = 0; i < lint_adapter_count; i++)
        if (lint_packets_are_out(&lint_adapters[i])) {
            lint_packets_return(&lint_adapters[i]);
            return 1;
        }
    if (!lint_hardware_is_listening())
        return 0;
    lint_hardware_interrupt();
    return 1;
}

/* One event of what goes on beside NDIS, if there is one that is chosen. */
static int happens_beside(void)
{
    if (lint_work_is_wanted() && lint_choose(""))
        lint_work_run_any();
    else if (lint_device_is_wanted() && lint_choose(""))
        lint_device_use();
    else if (lint_wdf_queue_is_wanted() && lint_choose(""))
        lint_wdf_control();
    else if (lint_hardware_is_wanted() && lint_choose(""))
        lint_hardware_interrupt();
    else
        return 0;
    return 1;
}

/* One event about the device, if there is one that is chosen. */
static int happens_to_device(struct lint_adapter *adapter)
{
    const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *miniport = &lint_driver.miniport;

    if (lint_wanted(miniport->CheckForHangHandlerEx) && lint_choose(""))
        check_for_hang(adapter);
    else if (!adapter->resetting && lint_wanted(miniport->ResetHandlerEx) && lint_choose(""))
        reset(adapter);
    else if (lint_wanted(miniport->DevicePnPEventNotifyHandler) && lint_choose(""))
        notify_pnp(adapter);
    else
        return 0;
    return 1;
}

static int can_halt(const struct lint_adapter *adapter)
{
    return adapter->phase == LINT_PAUSED && !adapter->oid && !adapter->direct_oid && !adapter->resetting;
}

void lint_stop(struct lint_adapter *adapter)
{
    if (adapter->phase == LINT_RUNNING)
        pause(adapter);
    lint_assume(can_halt(adapter));
    halt(adapter);
}

/* One event of an adapter that lives. 0: the machine shuts down. */
static int live(struct lint_adapter *adapter)
{
    if (lint_oids_happen(adapter) || happens_beside() || happens_to_device(adapter) || lint_packets_happen(adapter))
        return 1;
    if ((adapter->phase == LINT_RUNNING || can_halt(adapter)) && lint_unbind_is_wanted() && lint_choose("")) {
        lint_unbind();
        return 1;
    }
    if (lint_wanted(lint_driver.miniport.ShutdownHandlerEx) && lint_choose("")) {
        shut_down(adapter);
        return 0;
    }
    if (adapter->phase == LINT_RUNNING)
        pause(adapter);
    else if (adapter->phase == LINT_PAUSED && can_restart() && lint_choose(""))
        restart(adapter);
    else if (can_halt(adapter))
        halt(adapter);
    else
        lint_block("NDIS waits for the driver to complete what it holds back");
    return 1;
}

/* The adapter to which the next event happens; NULL when all are gone. */
static struct lint_adapter *next_adapter(void)
{
    struct lint_adapter *next = 0;
    unsigned i;

    for (i = 0; i < lint_adapter_count; i++)
        if (lint_adapters[i].phase != LINT_HALTED && (!next || lint_choose("")))
            next = &lint_adapters[i];
    return next;
}

static int is_any_absent(void)
{
    unsigned i;

    for (i = 0; i < lint_adapter_count; i++)
        if (lint_adapters[i].phase == LINT_ABSENT)
            return 1;
    return 0;
}

/* One event while an adapter is absent: it initializes, or another lives. 0: the machine shuts down. */
static int begins(void)
{
    struct lint_adapter *adapter = next_adapter();

    if (adapter->phase != LINT_ABSENT)
        return live(adapter);
    initialize(adapter);
    return 1;
}

/* One event when none is absent any more. 0: all are gone, or the machine shuts down. */
static int goes_on(void)
{
    struct lint_adapter *adapter = next_adapter();

    return adapter && live(adapter);
}

static int load(void)
{
    static WCHAR name[] = L"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\driver";
    static UNICODE_STRING path = {sizeof name - sizeof *name, sizeof name, name};

    lint_entry("DriverEntry");
    return NT_SUCCESS(DriverEntry(&lint_driver_object, &path)) && lint_driver.handle;
}

/* A driver stays as long as somebody uses it, also when the machine shuts down under it. */
static void unload(void)
{
    unsigned i;

    for (i = 0; i < LINT_ADAPTERS; i++)
        if (lint_adapters[i].phase != LINT_HALTED)
            return;
    if (lint_device_is_open() || !lint_handled(lint_driver.miniport.UnloadHandler))
        return;
    lint_entry("MiniportDriverUnload");
    lint_driver.miniport.UnloadHandler(&lint_driver_object);
}

/* What an event leaves behind and the next one begins anew: gone, so that equal states look equal. */
static void settle(void)
{
    unsigned i;

    lint_irql = PASSIVE_LEVEL;
    lint_timeouts = 0;
    lint_in_oid_request = 0;
    lint_locks_settle();
    for (i = 0; i < lint_adapter_count; i++)
        lint_ports_settle(&lint_adapters[i]);
}

/* Brings up all adapters. 0: the machine has shut down. */
static int begin_all(void)
{
    for (;;) {
        settle();
        lint_cut();
        if (!is_any_absent())
            return 1;
        if (!begins())
            return 0;
    }
}

/* A run that is taken up again at a later lint_cut goes on at the first one as well: it sees that all have begun. */
void lint_main(void)
{
    lint_adapter_count = lint_is_wide() ? LINT_ADAPTERS : 1;
    if (!load())
        return;
    if (begin_all())
        while (goes_on()) {
            settle();
            lint_cut();
        }
    unload();
}
