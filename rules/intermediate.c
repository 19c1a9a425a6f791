/*
 * Intermediate drivers: a protocol driver below, virtual miniports above.
 *
 *     ProtocolBindAdapterEx --NdisIMInitializeDeviceInstanceEx--> waits --> MiniportInitializeEx
 *     ProtocolUnbindAdapterEx --NdisIMDeInitializeDeviceInstance--> MiniportPause, MiniportHaltEx
 *
 * NDIS may initialize a virtual miniport after NdisIMInitializeDeviceInstanceEx has returned: here it always does so after
 * ProtocolBindAdapterEx. It halts one within NdisIMDeInitializeDeviceInstance, or by itself like any other miniport.
 * What a protocol is told of the adapter below beside that is left out.
 */
#include "intermediate.h"

struct binding {
    NDIS_HANDLE handle; /* NULL: there is none */
    NDIS_HANDLE context;
};

static struct {
    NDIS_PROTOCOL_DRIVER_CHARACTERISTICS handlers;
    NDIS_HANDLE handle; /* NULL: no protocol is registered */
    NDIS_HANDLE context;
    int is_associated; /* its driver is an intermediate one */
    struct binding bindings[LINT_ADAPTERS];
} protocol;

/* The contexts of virtual miniports that wait for MiniportInitializeEx, the first one first; NULL: nobody waits. */
static NDIS_HANDLE waiting[LINT_ADAPTERS];

/* Those of the miniports that NDIS has, at the index of the adapter. */
static NDIS_HANDLE contexts[LINT_ADAPTERS];

/* ---- registration ---- */

NDIS_STATUS NdisRegisterProtocolDriver(NDIS_HANDLE ProtocolDriverContext,
    PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS ProtocolCharacteristics, PNDIS_HANDLE NdisProtocolHandle)
{
    if (protocol.handle || lint_fails("NdisRegisterProtocolDriver fails"))
        return LINT_FAILURE;
    protocol.handle = lint_fresh_memory("the protocol driver's handle", 0);
    protocol.context = ProtocolDriverContext;
    protocol.handlers.BindAdapterHandlerEx = ProtocolCharacteristics->BindAdapterHandlerEx;
    protocol.handlers.UnbindAdapterHandlerEx = ProtocolCharacteristics->UnbindAdapterHandlerEx;
    *NdisProtocolHandle = protocol.handle;
    return NDIS_STATUS_SUCCESS;
}

VOID NdisDeregisterProtocolDriver(NDIS_HANDLE NdisProtocolHandle)
{
    (void)NdisProtocolHandle;
    memset(&protocol, 0, sizeof protocol);
}

VOID NdisIMAssociateMiniport(NDIS_HANDLE DriverHandle, NDIS_HANDLE ProtocolHandle)
{
    (void)DriverHandle;
    (void)ProtocolHandle;
    protocol.is_associated = 1;
}

/* ---- bindings ---- */

/* The completion handler is called only where the call pends, which it never does here. */
NDIS_STATUS NdisOpenAdapterEx(NDIS_HANDLE NdisProtocolHandle, NDIS_HANDLE ProtocolBindingContext,
    PNDIS_OPEN_PARAMETERS OpenParameters, NDIS_HANDLE BindContext, PNDIS_HANDLE NdisBindingHandle)
{
    unsigned i;

    (void)NdisProtocolHandle;
    (void)OpenParameters;
    (void)BindContext;
    if (lint_fails("NdisOpenAdapterEx fails"))
        return LINT_FAILURE;
    *NdisBindingHandle = lint_fresh_memory("the binding's handle", 0);
    for (i = 0; i < LINT_ADAPTERS; i++)
        if (!protocol.bindings[i].handle) {
            protocol.bindings[i].handle = *NdisBindingHandle;
            protocol.bindings[i].context = ProtocolBindingContext;
            break;
        }
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS NdisCloseAdapterEx(NDIS_HANDLE NdisBindingHandle)
{
    unsigned i;

    for (i = 0; i < LINT_ADAPTERS; i++)
        if (protocol.bindings[i].handle && protocol.bindings[i].handle == NdisBindingHandle)
            memset(&protocol.bindings[i], 0, sizeof protocol.bindings[i]);
    return NDIS_STATUS_SUCCESS;
}

static void bind(void)
{
    static WCHAR name[] = L"\\Device\\{00000000-0000-0000-0000-000000000000}";
    static NDIS_STRING adapter_name = {sizeof name - sizeof *name, sizeof name, name};
    PNDIS_BIND_PARAMETERS parameters = lint_fresh_memory("the binding's parameters", sizeof *parameters);

    parameters->AdapterName = &adapter_name;
    parameters->BoundAdapterName = &adapter_name;
    lint_entry("ProtocolBindAdapterEx");
    protocol.handlers.BindAdapterHandlerEx(protocol.context, lint_fresh_memory("the context of a bind", 0), parameters);
}

int lint_unbind_is_wanted(void)
{
    return protocol.is_associated && protocol.bindings[0].handle &&
           lint_wanted(protocol.handlers.UnbindAdapterHandlerEx);
}

void lint_unbind(void)
{
    struct binding binding = protocol.bindings[0];

    memset(&protocol.bindings[0], 0, sizeof protocol.bindings[0]);
    lint_entry("ProtocolUnbindAdapterEx");
    protocol.handlers.UnbindAdapterHandlerEx(lint_fresh_memory("the context of an unbind", 0), binding.context);
}

/* ---- virtual miniports ---- */

NDIS_STATUS NdisIMInitializeDeviceInstanceEx(
    NDIS_HANDLE DriverHandle, PNDIS_STRING DriverInstance, NDIS_HANDLE DeviceContext)
{
    unsigned i;

    (void)DriverHandle;
    (void)DriverInstance;
    if (lint_fails("NdisIMInitializeDeviceInstanceEx fails"))
        return LINT_FAILURE;
    for (i = 0; i < LINT_ADAPTERS; i++)
        if (!waiting[i]) {
            waiting[i] = DeviceContext;
            break;
        }
    return NDIS_STATUS_SUCCESS;
}

/* The first one that waits, who does so no more. */
static NDIS_HANDLE take_waiting(void)
{
    NDIS_HANDLE first = waiting[0];
    unsigned i;

    for (i = 0; i + 1 < LINT_ADAPTERS; i++)
        waiting[i] = waiting[i + 1];
    waiting[LINT_ADAPTERS - 1] = 0;
    return first;
}

NDIS_STATUS NdisIMCancelInitializeDeviceInstance(NDIS_HANDLE DriverHandle, PNDIS_STRING DeviceInstance)
{
    (void)DriverHandle;
    (void)DeviceInstance;
    return take_waiting() ? NDIS_STATUS_SUCCESS : LINT_FAILURE;
}

NDIS_STATUS NdisIMDeInitializeDeviceInstance(NDIS_HANDLE NdisMiniportHandle)
{
    struct lint_adapter *adapter = lint_adapter_of(NdisMiniportHandle);

    if (!adapter)
        return LINT_FAILURE;
    lint_stop(adapter);
    return NDIS_STATUS_SUCCESS;
}

NDIS_HANDLE NdisIMGetDeviceContext(NDIS_HANDLE MiniportAdapterHandle)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    return adapter ? contexts[adapter - lint_adapters] : 0;
}

NDIS_HANDLE NdisIMGetBindingContext(NDIS_HANDLE NdisBindingHandle)
{
    (void)NdisBindingHandle;
    return contexts[0];
}

int lint_intermediate_begin(struct lint_adapter *adapter, NDIS_HANDLE *context)
{
    *context = 0;
    if (!protocol.is_associated || !lint_handled(protocol.handlers.BindAdapterHandlerEx))
        return 1;
    if (!waiting[0])
        bind();
    *context = contexts[adapter - lint_adapters] = take_waiting();
    return *context != 0;
}
