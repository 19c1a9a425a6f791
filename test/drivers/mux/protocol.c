/*++
Module Name:  protocol.c
Abstract:     The lower edge: binding to adapters, one VELAN for each.
--*/
#include "precomp.h"

static PROTOCOL_BIND_ADAPTER_EX                      PtBindAdapter;
static PROTOCOL_UNBIND_ADAPTER_EX                    PtUnbindAdapter;
static PROTOCOL_OPEN_ADAPTER_COMPLETE_EX     PtOpenAdapterComplete;
static PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX    PtCloseAdapterComplete;
static PROTOCOL_OID_REQUEST_COMPLETE         PtRequestComplete;
static PROTOCOL_RECEIVE_NET_BUFFER_LISTS     PtReceive;
static PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE PtSendComplete;
static PROTOCOL_STATUS_EX                    PtStatus;
static PROTOCOL_NET_PNP_EVENT                PtPNPHandler;

NDIS_STATUS
RegisterProtocol(VOID)
{
    NDIS_PROTOCOL_DRIVER_CHARACTERISTICS    PChars;

    NdisZeroMemory(&PChars, sizeof(PChars));
    PChars.Header.Type     = NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS;
    PChars.Header.Size     = NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1;
    PChars.Header.Revision = NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1;
    PChars.MajorNdisVersion = 6;
    PChars.MinorNdisVersion = 0;
    NdisInitUnicodeString(&PChars.Name, L"SAMPMUX");
    PChars.BindAdapterHandlerEx             = PtBindAdapter;
    PChars.UnbindAdapterHandlerEx           = PtUnbindAdapter;
    PChars.OpenAdapterCompleteHandlerEx     = PtOpenAdapterComplete;
    PChars.CloseAdapterCompleteHandlerEx    = PtCloseAdapterComplete;
    PChars.OidRequestCompleteHandler        = PtRequestComplete;
    PChars.StatusHandlerEx                  = PtStatus;
    PChars.NetPnPEventHandler               = PtPNPHandler;
    PChars.ReceiveNetBufferListsHandler     = PtReceive;
    PChars.SendNetBufferListsCompleteHandler = PtSendComplete;
    return NdisRegisterProtocolDriver(NULL, &PChars, &ProtHandle);
}

VOID
PtReferenceVElan(PVELAN pVElan)
{
    NdisInterlockedIncrement(&pVElan->RefCount);
}

BOOLEAN
PtDereferenceVElan(PVELAN pVElan)
{
    if (NdisInterlockedDecrement(&pVElan->RefCount) != 0)
    {
        return FALSE;
    }
    if (pVElan->CfgDeviceName.Buffer != NULL)
    {
        NdisFreeMemory(pVElan->CfgDeviceName.Buffer, 0, 0);
    }
    NdisFreeSpinLock(&pVElan->Lock);
    NdisFreeMemory(pVElan, 0, 0);
    return TRUE;
}

PVELAN
PtAllocateVElan(PADAPT pAdapt, PNDIS_STRING Name)
{
    PVELAN      pVElan = NULL;
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    do
    {
        pVElan = (PVELAN)NdisAllocateMemoryWithTagPriority(ProtHandle, sizeof(VELAN), TAG, LowPoolPriority);
        if (pVElan == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        NdisZeroMemory(pVElan, sizeof(VELAN));
        pVElan->RefCount = 1;
        pVElan->pAdapt = pAdapt;
        pVElan->Paused = TRUE;
        NdisAllocateSpinLock(&pVElan->Lock);
        NdisInitializeEvent(&pVElan->MiniportInitEvent);

        pVElan->CfgDeviceName.Buffer = NdisAllocateMemoryWithTagPriority(ProtHandle, Name->MaximumLength, TAG, LowPoolPriority);
        if (pVElan->CfgDeviceName.Buffer == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        pVElan->CfgDeviceName.Length = Name->Length;
        pVElan->CfgDeviceName.MaximumLength = Name->MaximumLength;
        NdisMoveMemory(pVElan->CfgDeviceName.Buffer, Name->Buffer, Name->Length);

        NdisAcquireSpinLock(&pAdapt->Lock);
        InsertTailList(&pAdapt->VElanList, &pVElan->Link);
        pAdapt->VElanCount++;
        NdisReleaseSpinLock(&pAdapt->Lock);
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS && pVElan != NULL)
    {
        PtDereferenceVElan(pVElan);
        pVElan = NULL;
    }
    return pVElan;
}

static VOID
PtOpenAdapterComplete(IN NDIS_HANDLE ProtocolBindingContext, IN NDIS_STATUS Status)
{
    PADAPT pAdapt = (PADAPT)ProtocolBindingContext;

    pAdapt->CompletionStatus = Status;
    NdisSetEvent(&pAdapt->CompletionEvent);
}

static VOID
PtCloseAdapterComplete(IN NDIS_HANDLE ProtocolBindingContext)
{
    NdisSetEvent(&((PADAPT)ProtocolBindingContext)->CompletionEvent);
}

static NDIS_STATUS
PtBindAdapter(IN NDIS_HANDLE ProtocolDriverContext, IN NDIS_HANDLE BindContext, IN PNDIS_BIND_PARAMETERS BindParameters)
{
    NDIS_OPEN_PARAMETERS    OpenParameters;
    NET_FRAME_TYPE          FrameTypes[2] = {NDIS_ETH_TYPE_802_1X, NDIS_ETH_TYPE_802_1Q};
    NDIS_MEDIUM             Mediums[1] = {NdisMedium802_3};
    UINT                    SelectedMedium;
    PADAPT                  pAdapt = NULL;
    PVELAN                  pVElan = NULL;
    NDIS_STATUS             Status;

    UNREFERENCED_PARAMETER(ProtocolDriverContext);

    do
    {
        pAdapt = NdisAllocateMemoryWithTagPriority(ProtHandle, sizeof(ADAPT), TAG, LowPoolPriority);
        if (pAdapt == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        NdisZeroMemory(pAdapt, sizeof(ADAPT));
        pAdapt->RefCount = 1;
        pAdapt->PtDevicePowerState = NdisDeviceStateD0;
        InitializeListHead(&pAdapt->VElanList);
        NdisAllocateSpinLock(&pAdapt->Lock);
        NdisInitializeEvent(&pAdapt->CompletionEvent);

        NdisZeroMemory(&OpenParameters, sizeof(OpenParameters));
        OpenParameters.Header.Type     = NDIS_OBJECT_TYPE_OPEN_PARAMETERS;
        OpenParameters.Header.Revision = NDIS_OPEN_PARAMETERS_REVISION_1;
        OpenParameters.Header.Size     = NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1;
        OpenParameters.AdapterName     = BindParameters->AdapterName;
        OpenParameters.MediumArray     = Mediums;
        OpenParameters.MediumArraySize = ARRAYSIZE(Mediums);
        OpenParameters.SelectedMediumIndex = &SelectedMedium;
        OpenParameters.FrameTypeArray  = FrameTypes;
        OpenParameters.FrameTypeArraySize = ARRAYSIZE(FrameTypes);

        Status = NdisOpenAdapterEx(ProtHandle, pAdapt, &OpenParameters, BindContext, &pAdapt->BindingHandle);
        if (Status == NDIS_STATUS_PENDING)
        {
            NdisWaitEvent(&pAdapt->CompletionEvent, 0);
            Status = pAdapt->CompletionStatus;
        }
        if (Status != NDIS_STATUS_SUCCESS)
        {
            NdisFreeSpinLock(&pAdapt->Lock);
            NdisFreeMemory(pAdapt, 0, 0);
            break;
        }

        NdisAcquireSpinLock(&GlobalLock);
        InsertTailList(&AdapterList, &pAdapt->Link);
        NdisReleaseSpinLock(&GlobalLock);

        pVElan = PtAllocateVElan(pAdapt, BindParameters->AdapterName);
        if (pVElan != NULL)
        {
            pVElan->MiniportInitPending = TRUE;
            if (NdisIMInitializeDeviceInstanceEx(DriverHandle, &pVElan->CfgDeviceName, pVElan) != NDIS_STATUS_SUCCESS)
            {
                pVElan->MiniportInitPending = FALSE;
            }
        }
    } while (FALSE);

    return Status;
}

static NDIS_STATUS
PtUnbindAdapter(IN NDIS_HANDLE UnbindContext, IN NDIS_HANDLE ProtocolBindingContext)
{
    PADAPT      pAdapt = (PADAPT)ProtocolBindingContext;
    PLIST_ENTRY p;
    PVELAN      pVElan;

    UNREFERENCED_PARAMETER(UnbindContext);

    NdisAcquireSpinLock(&pAdapt->Lock);
    while (!IsListEmpty(&pAdapt->VElanList))
    {
        p = RemoveHeadList(&pAdapt->VElanList);
        pVElan = CONTAINING_RECORD(p, VELAN, Link);
        InitializeListHead(&pVElan->Link);
        pVElan->DeInitializing = TRUE;
        NdisReleaseSpinLock(&pAdapt->Lock);

        if (pVElan->MiniportAdapterHandle != NULL)
        {
            NdisIMDeInitializeDeviceInstance(pVElan->MiniportAdapterHandle);
        }
        PtDereferenceVElan(pVElan);

        NdisAcquireSpinLock(&pAdapt->Lock);
    }
    NdisReleaseSpinLock(&pAdapt->Lock);

    NdisAcquireSpinLock(&GlobalLock);
    RemoveEntryList(&pAdapt->Link);
    NdisReleaseSpinLock(&GlobalLock);

    NdisResetEvent(&pAdapt->CompletionEvent);
    if (NdisCloseAdapterEx(pAdapt->BindingHandle) == NDIS_STATUS_PENDING)
    {
        NdisWaitEvent(&pAdapt->CompletionEvent, 0);
    }
    NdisFreeSpinLock(&pAdapt->Lock);
    NdisFreeMemory(pAdapt, 0, 0);
    return NDIS_STATUS_SUCCESS;
}

static VOID
PtRequestComplete(IN NDIS_HANDLE ProtocolBindingContext, IN PNDIS_OID_REQUEST NdisRequest, IN NDIS_STATUS Status)
{
    UNREFERENCED_PARAMETER(ProtocolBindingContext);
    UNREFERENCED_PARAMETER(NdisRequest);
    UNREFERENCED_PARAMETER(Status);
}

static VOID
PtReceive(IN NDIS_HANDLE ProtocolBindingContext, IN PNET_BUFFER_LIST NetBufferLists, IN NDIS_PORT_NUMBER PortNumber,
          IN ULONG NumberOfNetBufferLists, IN ULONG ReceiveFlags)
{
    PADAPT      pAdapt = (PADAPT)ProtocolBindingContext;
    PLIST_ENTRY p;

    UNREFERENCED_PARAMETER(PortNumber);

    NdisAcquireSpinLock(&pAdapt->Lock);
    for (p = pAdapt->VElanList.Flink; p != &pAdapt->VElanList; p = p->Flink)
    {
        PVELAN pVElan = CONTAINING_RECORD(p, VELAN, Link);

        if (!pVElan->Paused && pVElan->PortState == VPortActive)
        {
            NdisMIndicateReceiveNetBufferLists(pVElan->MiniportAdapterHandle, NetBufferLists, pVElan->PortNumber,
                                               NumberOfNetBufferLists, ReceiveFlags | NDIS_RECEIVE_FLAGS_RESOURCES);
        }
    }
    NdisReleaseSpinLock(&pAdapt->Lock);
    if (!NDIS_TEST_RECEIVE_CANNOT_PEND(ReceiveFlags))
    {
        NdisReturnNetBufferLists(pAdapt->BindingHandle, NetBufferLists, 0);
    }
}

static VOID
PtSendComplete(IN NDIS_HANDLE ProtocolBindingContext, IN PNET_BUFFER_LIST NetBufferList, IN ULONG SendCompleteFlags)
{
    UNREFERENCED_PARAMETER(ProtocolBindingContext);
    UNREFERENCED_PARAMETER(NetBufferList);
    UNREFERENCED_PARAMETER(SendCompleteFlags);
}

static VOID
PtStatus(IN NDIS_HANDLE ProtocolBindingContext, IN PNDIS_STATUS_INDICATION StatusIndication)
{
    UNREFERENCED_PARAMETER(ProtocolBindingContext);
    UNREFERENCED_PARAMETER(StatusIndication);
}

static NDIS_STATUS
PtPNPHandler(IN NDIS_HANDLE ProtocolBindingContext, IN PNET_PNP_EVENT_NOTIFICATION NetPnPEvent)
{
    PADAPT pAdapt = (PADAPT)ProtocolBindingContext;

    switch (NetPnPEvent->NetPnPEvent.NetEvent)
    {
    case NetEventSetPower:
        if (pAdapt != NULL)
        {
            pAdapt->PtDevicePowerState = *(PNDIS_DEVICE_POWER_STATE)NetPnPEvent->NetPnPEvent.Buffer;
        }
        return NDIS_STATUS_SUCCESS;
    case NetEventReconfigure:
    case NetEventIMReEnableDevice:
    default:
        return NDIS_STATUS_SUCCESS;
    }
}
