/*++
Module Name:  miniport.c
Abstract:     The upper edge: virtual miniports.
--*/
#include "precomp.h"

static const NDIS_OID VElanSupportedOids[] =
{
    OID_GEN_SUPPORTED_LIST,
    OID_GEN_CURRENT_PACKET_FILTER,
    OID_GEN_LINK_PARAMETERS,
    OID_PNP_SET_POWER,
};

static NDIS_STATUS
MPSetMiniportAttributes(PVELAN pVElan, NDIS_HANDLE MiniportAdapterHandle)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES   RegistrationAttributes;
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES        GeneralAttributes;
    NDIS_STATUS                                     Status;

    NdisZeroMemory(&RegistrationAttributes, sizeof(RegistrationAttributes));
    RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    RegistrationAttributes.MiniportAdapterContext = (NDIS_HANDLE)pVElan;
    RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND;
    RegistrationAttributes.InterfaceType = 0;
    Status = NdisMSetMiniportAttributes(MiniportAdapterHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&RegistrationAttributes);
    if (Status != NDIS_STATUS_SUCCESS)
    {
        return Status;
    }

    NdisZeroMemory(&GeneralAttributes, sizeof(GeneralAttributes));
    GeneralAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    GeneralAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    GeneralAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    GeneralAttributes.MediaType = NdisMedium802_3;
    GeneralAttributes.MtuSize = 1500;
    GeneralAttributes.MacAddressLength = ETH_LENGTH_OF_ADDRESS;
    NdisMoveMemory(GeneralAttributes.CurrentMacAddress, pVElan->CurrentAddress, ETH_LENGTH_OF_ADDRESS);
    GeneralAttributes.IfType = IF_TYPE_ETHERNET_CSMACD;
    GeneralAttributes.SupportedOidList = (PNDIS_OID)VElanSupportedOids;
    GeneralAttributes.SupportedOidListLength = sizeof(VElanSupportedOids);
    return NdisMSetMiniportAttributes(MiniportAdapterHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&GeneralAttributes);
}

NDIS_STATUS
MPInitialize(
    IN  NDIS_HANDLE                     MiniportAdapterHandle,
    IN  NDIS_HANDLE                     MiniportDriverContext,
    IN  PNDIS_MINIPORT_INIT_PARAMETERS  MiniportInitParameters
    )
{
    PVELAN      pVElan;
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(MiniportDriverContext);

    pVElan = (PVELAN)MiniportInitParameters->IMDeviceInstanceContext;
    if (pVElan == NULL)
    {
        return NDIS_STATUS_ADAPTER_NOT_FOUND;
    }

    do
    {
        if (pVElan->DeInitializing)
        {
            Status = NDIS_STATUS_FAILURE;
            break;
        }
        pVElan->MiniportAdapterHandle = MiniportAdapterHandle;
        Status = MPSetMiniportAttributes(pVElan, MiniportAdapterHandle);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }
        Status = VPortCreate(pVElan);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }
        PtReferenceVElan(pVElan);
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS)
    {
        pVElan->MiniportAdapterHandle = NULL;
    }
    pVElan->MiniportInitPending = FALSE;
    NdisSetEvent(&pVElan->MiniportInitEvent);
    return Status;
}

VOID
MPHalt(
    IN NDIS_HANDLE      MiniportAdapterContext,
    IN NDIS_HALT_ACTION HaltAction
    )
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    VPortDestroy(pVElan);
    pVElan->MiniportAdapterHandle = NULL;
    PtDereferenceVElan(pVElan);
}

NDIS_STATUS
MPRestart(IN NDIS_HANDLE MiniportAdapterContext, IN PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(RestartParameters);

    if (pVElan->PortState != VPortActive)
    {
        Status = VPortSetActive(pVElan, TRUE);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            DbgPrint("mux: port %u is not active\n", pVElan->PortNumber);
        }
    }
    pVElan->Paused = FALSE;
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
MPPause(IN NDIS_HANDLE MiniportAdapterContext, IN PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PauseParameters);
    pVElan->Paused = TRUE;
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
MPOidRequest(IN NDIS_HANDLE MiniportAdapterContext, IN PNDIS_OID_REQUEST NdisRequest)
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;

    if (NdisRequest->RequestType == NdisRequestSetInformation &&
        NdisRequest->DATA.SET_INFORMATION.Oid == OID_GEN_CURRENT_PACKET_FILTER)
    {
        NdisRequest->DATA.SET_INFORMATION.BytesRead = sizeof(ULONG);
        return NDIS_STATUS_SUCCESS;
    }
    if (NdisRequest->RequestType == NdisRequestQueryInformation &&
        NdisRequest->DATA.QUERY_INFORMATION.Oid == OID_802_3_CURRENT_ADDRESS)
    {
        NdisMoveMemory(NdisRequest->DATA.QUERY_INFORMATION.InformationBuffer, pVElan->CurrentAddress, ETH_LENGTH_OF_ADDRESS);
        NdisRequest->DATA.QUERY_INFORMATION.BytesWritten = ETH_LENGTH_OF_ADDRESS;
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

VOID
MPCancelOidRequest(IN NDIS_HANDLE MiniportAdapterContext, IN PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

VOID
MPSend(IN NDIS_HANDLE MiniportAdapterContext, IN PNET_BUFFER_LIST NetBufferLists, IN NDIS_PORT_NUMBER PortNumber, IN ULONG SendFlags)
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;
    PNET_BUFFER_LIST Nbl;

    if (pVElan->Paused || pVElan->DeInitializing)
    {
        for (Nbl = NetBufferLists; Nbl != NULL; Nbl = NET_BUFFER_LIST_NEXT_NBL(Nbl))
        {
            NET_BUFFER_LIST_STATUS(Nbl) = NDIS_STATUS_PAUSED;
        }
        NdisMSendNetBufferListsComplete(pVElan->MiniportAdapterHandle, NetBufferLists, 0);
        return;
    }
    pVElan->OutstandingSends++;
    NdisSendNetBufferLists(pVElan->pAdapt->BindingHandle, NetBufferLists, PortNumber, SendFlags);
}

VOID
MPReturn(IN NDIS_HANDLE MiniportAdapterContext, IN PNET_BUFFER_LIST NetBufferLists, IN ULONG ReturnFlags)
{
    PVELAN pVElan = (PVELAN)MiniportAdapterContext;

    NdisReturnNetBufferLists(pVElan->pAdapt->BindingHandle, NetBufferLists, ReturnFlags);
}

VOID
MPCancelSend(IN NDIS_HANDLE MiniportAdapterContext, IN PVOID CancelId)
{
    NdisCancelSendNetBufferLists(((PVELAN)MiniportAdapterContext)->pAdapt->BindingHandle, CancelId);
}

VOID
MPPnPEvent(IN NDIS_HANDLE MiniportAdapterContext, IN PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

VOID
MPShutdown(IN NDIS_HANDLE MiniportAdapterContext, IN NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}
