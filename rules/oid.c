/*
 * OID requests: one at a time, and one direct one beside it.
 *
 *     requested ----> completed                           the handler returns a status
 *         '---------> pending ----> completed             NDIS_STATUS_PENDING, then NdisM…OidRequestComplete
 */
#include "lifecycle.h"

static const struct lint_domain oid_codes = {"an OID", 0, 0xffffffff, LINT_OID_SAMPLES};
static const struct lint_domain request_types = {"a kind of OID request", 0, 15, LINT_REQUEST_SAMPLES};
static const struct lint_domain oid_buffer_length = {
    "the length of an OID request's buffer", 0, LINT_OID_BUFFER, 2, {LINT_OID_BUFFER, 0}};

int lint_in_oid_request;

/* The union's members begin alike, so that this one serves all kinds. */
static PNDIS_OID_REQUEST new_oid_request(void)
{
    PNDIS_OID_REQUEST request = lint_allocate(sizeof *request, 1);

    request->Header.Type = NDIS_OBJECT_TYPE_OID_REQUEST;
    request->Header.Revision = NDIS_OID_REQUEST_REVISION_1;
    request->Header.Size = sizeof *request;
    request->RequestType = lint_fresh_in(NDIS_REQUEST_TYPE, request_types);
    request->DATA.METHOD_INFORMATION.Oid = lint_fresh_in(NDIS_OID, oid_codes);
    request->DATA.METHOD_INFORMATION.InformationBuffer = lint_fresh_memory("an OID request's buffer", LINT_OID_BUFFER);
    request->DATA.METHOD_INFORMATION.InputBufferLength = lint_fresh_in(ULONG, oid_buffer_length);
    request->DATA.METHOD_INFORMATION.OutputBufferLength = request->DATA.METHOD_INFORMATION.InputBufferLength;
    return request;
}

static void make_request(struct lint_adapter *adapter)
{
    PNDIS_OID_REQUEST request = new_oid_request();

    adapter->oid = request;
    lint_entry("MiniportOidRequest");
    lint_in_oid_request = 1;
    if (lint_driver.miniport.OidRequestHandler(adapter->context, request) == NDIS_STATUS_PENDING) {
        lint_await("an OID request");
        return;
    }
    adapter->oid = 0;
    lint_free(request);
}

static void cancel_request(struct lint_adapter *adapter)
{
    lint_entry("MiniportCancelOidRequest");
    lint_driver.miniport.CancelOidRequestHandler(adapter->context, adapter->oid->RequestId);
}

VOID NdisMOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle, PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    (void)Status;
    lint_progress("an OID request");
    if (!adapter || adapter->oid != OidRequest)
        return;
    adapter->oid = 0;
    lint_in_oid_request = 0;
    lint_free(OidRequest);
}

#if NDIS_SUPPORT_NDIS61

static void make_direct_request(struct lint_adapter *adapter)
{
    PNDIS_OID_REQUEST request = new_oid_request();

    adapter->direct_oid = request;
    lint_entry("MiniportDirectOidRequest");
    lint_in_oid_request = 1;
    if (lint_driver.miniport.DirectOidRequestHandler(adapter->context, request) == NDIS_STATUS_PENDING) {
        lint_await("a direct OID request");
        return;
    }
    adapter->direct_oid = 0;
    lint_free(request);
}

static void cancel_direct_request(struct lint_adapter *adapter)
{
    lint_entry("MiniportCancelDirectOidRequest");
    lint_driver.miniport.CancelDirectOidRequestHandler(adapter->context, adapter->direct_oid->RequestId);
}

VOID NdisMDirectOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle, PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status)
{
    struct lint_adapter *adapter = lint_adapter_of(MiniportAdapterHandle);

    (void)Status;
    lint_progress("a direct OID request");
    if (!adapter || adapter->direct_oid != OidRequest)
        return;
    adapter->direct_oid = 0;
    lint_in_oid_request = 0;
    lint_free(OidRequest);
}

static int direct_oids_happen(struct lint_adapter *adapter)
{
    const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *miniport = &lint_driver.miniport;

    if (!adapter->direct_oid && lint_wanted(miniport->DirectOidRequestHandler) && lint_choose(""))
        make_direct_request(adapter);
    else if (adapter->direct_oid && lint_wanted(miniport->CancelDirectOidRequestHandler) && lint_choose(""))
        cancel_direct_request(adapter);
    else
        return 0;
    return 1;
}

#else

static int direct_oids_happen(struct lint_adapter *adapter)
{
    (void)adapter;
    return 0;
}

#endif

int lint_oids_happen(struct lint_adapter *adapter)
{
    const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *miniport = &lint_driver.miniport;

    if (!adapter->oid && lint_wanted(miniport->OidRequestHandler) && lint_choose(""))
        make_request(adapter);
    else if (adapter->oid && lint_wanted(miniport->CancelOidRequestHandler) && lint_choose(""))
        cancel_request(adapter);
    else
        return direct_oids_happen(adapter);
    return 1;
}
