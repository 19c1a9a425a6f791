/*
 * OID requests: a table of those that the driver knows.
 */
#include "model.h"

typedef NDIS_STATUS MODEL_OID_ROUTINE(PMODEL_ADAPTER Adapter, PNDIS_OID_REQUEST Request);

static MODEL_OID_ROUTINE ModelOidAddPort;
static MODEL_OID_ROUTINE ModelOidRemovePort;
static MODEL_OID_ROUTINE ModelOidPortCount;

static const struct {
    NDIS_OID Oid;
    NDIS_REQUEST_TYPE Type;
    MODEL_OID_ROUTINE *Routine;
} ModelOidTable[] = {
    {OID_MODEL_ADD_PORT, NdisRequestMethod, ModelOidAddPort},
    {OID_MODEL_REMOVE_PORT, NdisRequestSetInformation, ModelOidRemovePort},
    {OID_MODEL_PORT_COUNT, NdisRequestQueryInformation, ModelOidPortCount},
};

static NDIS_STATUS
ModelOidAddPort(PMODEL_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    NDIS_PORT_NUMBER Number;
    NDIS_STATUS Status;

    if (Request->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(Number)) {
        Request->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(Number);
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    Status = ModelPortsAdd(Adapter, NULL, &Number);
    if (Status == NDIS_STATUS_SUCCESS) {
        NdisMoveMemory(Request->DATA.METHOD_INFORMATION.InformationBuffer, &Number, sizeof(Number));
        Request->DATA.METHOD_INFORMATION.BytesWritten = sizeof(Number);
    }
    return Status;
}

static NDIS_STATUS
ModelOidRemovePort(PMODEL_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    NDIS_PORT_NUMBER Number;

    if (Request->DATA.SET_INFORMATION.InformationBufferLength < sizeof(Number)) {
        Request->DATA.SET_INFORMATION.BytesNeeded = sizeof(Number);
        return NDIS_STATUS_INVALID_LENGTH;
    }
    NdisMoveMemory(&Number, Request->DATA.SET_INFORMATION.InformationBuffer, sizeof(Number));
    Request->DATA.SET_INFORMATION.BytesRead = sizeof(Number);
    return ModelPortsRemove(Adapter, NULL, Number);
}

static NDIS_STATUS
ModelOidPortCount(PMODEL_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    ULONG Count;

    if (Request->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(Count)) {
        Request->DATA.QUERY_INFORMATION.BytesNeeded = sizeof(Count);
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    NdisAcquireSpinLock(&Adapter->Lock);
    Count = Adapter->FixedCount + Adapter->AddedCount;
    NdisReleaseSpinLock(&Adapter->Lock);
    NdisMoveMemory(Request->DATA.QUERY_INFORMATION.InformationBuffer, &Count, sizeof(Count));
    Request->DATA.QUERY_INFORMATION.BytesWritten = sizeof(Count);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_OID
ModelOidOf(const NDIS_OID_REQUEST *Request)
{
    switch (Request->RequestType) {
    case NdisRequestMethod:
        return Request->DATA.METHOD_INFORMATION.Oid;
    case NdisRequestSetInformation:
        return Request->DATA.SET_INFORMATION.Oid;
    case NdisRequestQueryInformation:
    case NdisRequestQueryStatistics:
        return Request->DATA.QUERY_INFORMATION.Oid;
    default:
        return 0;
    }
}

NDIS_STATUS
ModelOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PMODEL_ADAPTER Adapter = (PMODEL_ADAPTER)MiniportAdapterContext;
    NDIS_OID Oid = ModelOidOf(OidRequest);
    ULONG Index;

    for (Index = 0; Index < RTL_NUMBER_OF(ModelOidTable); Index++) {
        if (ModelOidTable[Index].Oid == Oid && ModelOidTable[Index].Type == OidRequest->RequestType) {
            return ModelOidTable[Index].Routine(Adapter, OidRequest);
        }
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

/* Nothing is ever pending. */
VOID
ModelCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}
