#include "vmsw.h"

// Port events are not allowed in an OID request handler, so the work is done in a work item that completes the request.
static VOID VmswOidWorkItem(_In_opt_ PVOID WorkItemContext, _In_ NDIS_HANDLE NdisIoWorkItemHandle)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)WorkItemContext;
    PNDIS_OID_REQUEST Request = Adapter->PendingRequest;
    PVMSW_VF_PARAMETERS Parameters = (PVMSW_VF_PARAMETERS)Request->DATA.METHOD_INFORMATION.InformationBuffer;
    NDIS_STATUS Status = NDIS_STATUS_INVALID_PARAMETER;
    PVMSW_VF Vf;

    UNREFERENCED_PARAMETER(NdisIoWorkItemHandle);

    KeWaitForSingleObject(&Adapter->VfMutex, Executive, KernelMode, FALSE, NULL);
    if (Adapter->PendingOperation == VmswOperationAssign)
    {
        if (VmswVfLookup(Adapter, Parameters->FunctionId) != NULL)
        {
            Status = NDIS_STATUS_INVALID_STATE;
        }
        else
        {
            Status = VmswVfAssign(Adapter, Parameters->FunctionId, &Vf);
            if (Status == NDIS_STATUS_SUCCESS)
            {
                Parameters->PortNumber = Vf->PortNumber;
                Request->DATA.METHOD_INFORMATION.BytesWritten = sizeof(VMSW_VF_PARAMETERS);
            }
        }
    }
    else if (Adapter->PendingOperation == VmswOperationRevoke)
    {
        Vf = VmswVfLookup(Adapter, Parameters->FunctionId);
        if (Vf != NULL)
        {
            VmswVfRevoke(Adapter, Vf);
            Status = NDIS_STATUS_SUCCESS;
        }
    }

    KeReleaseMutex(&Adapter->VfMutex, FALSE);

    Adapter->PendingRequest = NULL;
    Adapter->PendingOperation = VmswOperationNone;
    NdisMOidRequestComplete(Adapter->MiniportAdapterHandle, Request, Status);
}

static NDIS_STATUS VmswPend(_In_ PVMSW_ADAPTER Adapter, _In_ PNDIS_OID_REQUEST Request, _In_ VMSW_OPERATION Operation)
{
    if (Request->DATA.METHOD_INFORMATION.InputBufferLength < sizeof(VMSW_VF_PARAMETERS) ||
        Request->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(VMSW_VF_PARAMETERS))
    {
        Request->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(VMSW_VF_PARAMETERS);
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    Adapter->PendingRequest = Request;
    Adapter->PendingOperation = Operation;
    NdisQueueIoWorkItem(Adapter->WorkItemHandle, VmswOidWorkItem, Adapter);
    return NDIS_STATUS_PENDING;
}

_Use_decl_annotations_
NDIS_STATUS VmswOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;
    ULONG Index;

    switch (OidRequest->RequestType)
    {
        case NdisRequestMethod:
            switch (OidRequest->DATA.METHOD_INFORMATION.Oid)
            {
                case OID_VMSW_ASSIGN_VF:
                    return VmswPend(Adapter, OidRequest, VmswOperationAssign);
                case OID_VMSW_REVOKE_VF:
                    return VmswPend(Adapter, OidRequest, VmswOperationRevoke);
            }
            return NDIS_STATUS_INVALID_OID;

        case NdisRequestQueryStatistics:
        case NdisRequestQueryInformation:
            switch (OidRequest->DATA.QUERY_INFORMATION.Oid)
            {
                case OID_GEN_XMIT_OK:
                case OID_GEN_RCV_OK:
                case OID_GEN_XMIT_ERROR:
                case OID_GEN_RCV_ERROR:
                    Index = OidRequest->DATA.QUERY_INFORMATION.Oid - OID_GEN_XMIT_OK;
                    if (OidRequest->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(ULONG64))
                        return NDIS_STATUS_BUFFER_TOO_SHORT;
                    *(PULONG64)OidRequest->DATA.QUERY_INFORMATION.InformationBuffer = Adapter->Counters[Index & 3];
                    OidRequest->DATA.QUERY_INFORMATION.BytesWritten = sizeof(ULONG64);
                    return NDIS_STATUS_SUCCESS;
            }
            return NDIS_STATUS_NOT_SUPPORTED;

        default:
            return NDIS_STATUS_NOT_SUPPORTED;
    }
}

_Use_decl_annotations_
VOID VmswCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}
