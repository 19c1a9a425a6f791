#include "common.h"

static const NDIS_OID SupportedOids[] = {
    OID_GEN_STATISTICS,
    OID_802_3_CURRENT_ADDRESS,
};

static NDIS_STATUS
BridgeSetAttributes(_In_ PBRIDGE_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES registration = {0};
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES general = {0};
    NDIS_STATUS status;

    registration.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    registration.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    registration.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    registration.MiniportAdapterContext = Adapter;
    registration.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM | NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK;
    registration.InterfaceType = NdisInterfacePNPBus;
    status = NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&registration);
    if (status != NDIS_STATUS_SUCCESS)
    {
        return status;
    }

    general.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    general.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    general.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    general.MediaType = NdisMedium802_3;
    general.MtuSize = BRIDGE_MAX_FRAME - 14;
    general.MacAddressLength = sizeof(Adapter->MacAddress);
    general.SupportedOidList = (PNDIS_OID)SupportedOids;
    general.SupportedOidListLength = sizeof(SupportedOids);
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&general);
}

static NTSTATUS
BridgeCreateFrameworkObjects(_In_ PBRIDGE_ADAPTER Adapter)
{
    WDF_OBJECT_ATTRIBUTES attributes;
    WDF_TIMER_CONFIG timerConfig;
    NTSTATUS status;

    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, WDF_DEVICE_INFO);
    status = WdfDeviceMiniportCreate(WdfGetDriver(), &attributes, Adapter->Fdo, Adapter->NextDevice, Adapter->Pdo, &Adapter->WdfDevice);
    if (!NT_SUCCESS(status))
    {
        Adapter->WdfDevice = NULL;
        return status;
    }
    GetDeviceInfo(Adapter->WdfDevice)->Adapter = Adapter;

    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Adapter->WdfDevice;
    status = WdfSpinLockCreate(&attributes, &Adapter->StateLock);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    status = WdfWaitLockCreate(&attributes, &Adapter->PortLock);
    if (!NT_SUCCESS(status))
    {
        return status;
    }

    WDF_TIMER_CONFIG_INIT_PERIODIC(&timerConfig, BridgeEvtStatisticsTimer, 1000);
    timerConfig.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
    attributes.ParentObject = Adapter->WdfDevice;
    status = WdfTimerCreate(&timerConfig, &attributes, &Adapter->StatisticsTimer);
    if (!NT_SUCCESS(status))
    {
        return status;
    }
    return BridgePortWorkCreate(Adapter);
}

static VOID
BridgeDelete(_In_ PBRIDGE_ADAPTER Adapter)
{
    BridgePortFree(Adapter);
    if (Adapter->WdfDevice != NULL)
    {
        WdfObjectDelete(Adapter->WdfDevice);    /* and its children */
    }
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
NDIS_STATUS
BridgeInitializeEx(NDIS_HANDLE MiniportAdapterHandle, NDIS_HANDLE MiniportDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PBRIDGE_ADAPTER adapter;
    NDIS_STATUS status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    adapter = NdisAllocateMemoryWithTagPriority(MiniportAdapterHandle, sizeof(*adapter), POOL_TAG_BRIDGE, NormalPoolPriority);
    if (adapter == NULL)
    {
        return NDIS_STATUS_RESOURCES;
    }
    RtlZeroMemory(adapter, sizeof(*adapter));
    adapter->MiniportHandle = MiniportAdapterHandle;
    adapter->Paused = TRUE;
    NdisMGetDeviceProperty(MiniportAdapterHandle, &adapter->Pdo, &adapter->Fdo, &adapter->NextDevice, NULL, NULL);

    status = BridgeSetAttributes(adapter);
    if (status != NDIS_STATUS_SUCCESS)
    {
        goto Exit;
    }

    if (!NT_SUCCESS(BridgeCreateFrameworkObjects(adapter)))
    {
        status = NDIS_STATUS_FAILURE;
        goto Exit;
    }

    status = BridgePortAllocate(adapter);

Exit:
    if (status != NDIS_STATUS_SUCCESS)
    {
        BridgeDelete(adapter);
    }
    return status;
}

_Use_decl_annotations_
VOID
BridgeHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PBRIDGE_ADAPTER adapter = (PBRIDGE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    WdfTimerStop(adapter->StatisticsTimer, TRUE);
    WdfWorkItemFlush(adapter->PortWorkItem);
    BridgeDelete(adapter);
}

_Use_decl_annotations_
NDIS_STATUS
BridgeRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PBRIDGE_ADAPTER adapter = (PBRIDGE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(RestartParameters);

    WdfSpinLockAcquire(adapter->StateLock);
    adapter->Paused = FALSE;
    WdfSpinLockRelease(adapter->StateLock);

    GetPortWork(adapter->PortWorkItem)->Activate = TRUE;
    WdfWorkItemEnqueue(adapter->PortWorkItem);
    WdfTimerStart(adapter->StatisticsTimer, WDF_REL_TIMEOUT_IN_SEC(1));
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
NDIS_STATUS
BridgePause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    PBRIDGE_ADAPTER adapter = (PBRIDGE_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PauseParameters);

    WdfTimerStop(adapter->StatisticsTimer, TRUE);
    WdfSpinLockAcquire(adapter->StateLock);
    adapter->Paused = TRUE;
    WdfSpinLockRelease(adapter->StateLock);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
BridgeEvtStatisticsTimer(WDFTIMER Timer)
{
    PBRIDGE_ADAPTER adapter = GetDeviceInfo((WDFDEVICE)WdfTimerGetParentObject(Timer))->Adapter;

    WdfSpinLockAcquire(adapter->StateLock);
    adapter->Throughput = adapter->BytesSent - adapter->LastBytesSent;
    adapter->LastBytesSent = adapter->BytesSent;
    WdfSpinLockRelease(adapter->StateLock);
}

_Use_decl_annotations_
NDIS_STATUS
BridgeOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PBRIDGE_ADAPTER adapter = (PBRIDGE_ADAPTER)MiniportAdapterContext;

    if (OidRequest->RequestType == NdisRequestQueryInformation &&
        OidRequest->DATA.QUERY_INFORMATION.Oid == OID_802_3_CURRENT_ADDRESS)
    {
        if (OidRequest->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(adapter->MacAddress))
        {
            OidRequest->DATA.QUERY_INFORMATION.BytesNeeded = sizeof(adapter->MacAddress);
            return NDIS_STATUS_BUFFER_TOO_SHORT;
        }
        RtlCopyMemory(OidRequest->DATA.QUERY_INFORMATION.InformationBuffer, adapter->MacAddress, sizeof(adapter->MacAddress));
        OidRequest->DATA.QUERY_INFORMATION.BytesWritten = sizeof(adapter->MacAddress);
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

VOID
BridgeCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}

VOID
BridgeSend(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferList, NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    PBRIDGE_ADAPTER adapter = (PBRIDGE_ADAPTER)MiniportAdapterContext;
    PNET_BUFFER_LIST nbl;
    PNET_BUFFER nb;

    UNREFERENCED_PARAMETER(PortNumber);

    WdfSpinLockAcquire(adapter->StateLock);
    for (nbl = NetBufferList; nbl; nbl = NET_BUFFER_LIST_NEXT_NBL(nbl))
    {
        NET_BUFFER_LIST_STATUS(nbl) = adapter->Paused ? NDIS_STATUS_PAUSED : NDIS_STATUS_SUCCESS;
        for (nb = NET_BUFFER_LIST_FIRST_NB(nbl); nb; nb = NET_BUFFER_NEXT_NB(nb))
        {
            adapter->BytesSent += NET_BUFFER_DATA_LENGTH(nb);
        }
    }
    WdfSpinLockRelease(adapter->StateLock);
    NdisMSendNetBufferListsComplete(adapter->MiniportHandle, NetBufferList, SendFlags & NDIS_SEND_FLAGS_DISPATCH_LEVEL);
}

VOID
BridgeReturn(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

VOID
BridgeCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

VOID
BridgePnPEvent(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetDevicePnPEvent);
}

VOID
BridgeShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}
