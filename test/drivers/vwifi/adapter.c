#include "vwifi.h"

extern const NDIS_OID VwSupportedOids[];
extern const ULONG VwSupportedOidsSize;

static NDIS_STATUS
VwSetAttributes(PVWIFI_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES   Reg = {0};
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES        Gen = {0};
    NDIS_PM_CAPABILITIES                            Pm = {0};
    NDIS_STATUS                                     Status;

    Reg.Header.Type     = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Reg.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Reg.Header.Size     = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Reg.MiniportAdapterContext = Adapter;
    Reg.AttributeFlags  = NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND;
    Reg.InterfaceType   = NdisInterfaceInternal;

    Status = NdisMSetMiniportAttributes(Adapter->MiniportAdapterHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Reg);
    if (Status != NDIS_STATUS_SUCCESS)
    {
        return Status;
    }

    Pm.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    Pm.Header.Revision = NDIS_PM_CAPABILITIES_REVISION_1;
    Pm.Header.Size     = NDIS_SIZEOF_NDIS_PM_CAPABILITIES_REVISION_1;

    Gen.Header.Type     = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    Gen.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
    Gen.Header.Size     = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
    Gen.MediaType          = NdisMedium802_3;
    Gen.PhysicalMediumType = NdisPhysicalMediumNative802_11;
    Gen.MtuSize            = VWIFI_MTU;
    Gen.MaxXmitLinkSpeed   = VWIFI_LINK_SPEED;
    Gen.MaxRcvLinkSpeed    = VWIFI_LINK_SPEED;
    Gen.XmitLinkSpeed      = VWIFI_LINK_SPEED;
    Gen.RcvLinkSpeed       = VWIFI_LINK_SPEED;
    Gen.MediaConnectState  = MediaConnectStateConnected;
    Gen.MediaDuplexState   = MediaDuplexStateFull;
    Gen.LookaheadSize      = VWIFI_MTU;
    Gen.PowerManagementCapabilitiesEx = &Pm;
    Gen.MacAddressLength   = DOT11_MAC_ADDRESS_LENGTH;
    NdisMoveMemory(Gen.CurrentMacAddress, Adapter->PermanentAddress, DOT11_MAC_ADDRESS_LENGTH);
    NdisMoveMemory(Gen.PermanentMacAddress, Adapter->PermanentAddress, DOT11_MAC_ADDRESS_LENGTH);
    Gen.AccessType      = NET_IF_ACCESS_BROADCAST;
    Gen.DirectionType   = NET_IF_DIRECTION_SENDRECEIVE;
    Gen.ConnectionType  = NET_IF_CONNECTION_DEDICATED;
    Gen.IfType          = IF_TYPE_IEEE80211;
    Gen.SupportedOidList       = (PNDIS_OID)VwSupportedOids;
    Gen.SupportedOidListLength = VwSupportedOidsSize;

    return NdisMSetMiniportAttributes(Adapter->MiniportAdapterHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Gen);
}

static VOID
VwFreeAdapter(PVWIFI_ADAPTER Adapter)
{
    if (Adapter->StationWorkItem != NULL)
    {
        NdisFreeIoWorkItem(Adapter->StationWorkItem);
    }
    NdisDeleteNPagedLookasideList(&Adapter->StationLookaside);
    NdisFreeSpinLock(&Adapter->Lock);
    NdisFreeMemory(Adapter, sizeof(*Adapter), 0);
}

NDIS_STATUS
VwInitialize(
    NDIS_HANDLE                     MiniportAdapterHandle,
    NDIS_HANDLE                     MiniportDriverContext,
    PNDIS_MINIPORT_INIT_PARAMETERS  MiniportInitParameters
    )
{
    PVWIFI_ADAPTER      Adapter = NULL;
    NDIS_PORT_NUMBER    PortNumber;
    NDIS_STATUS         Status = NDIS_STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(MiniportDriverContext);

    do
    {
        Adapter = NdisAllocateMemoryWithTagPriority(MiniportAdapterHandle, sizeof(VWIFI_ADAPTER), VWIFI_TAG, LowPoolPriority);
        if (Adapter == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        NdisZeroMemory(Adapter, sizeof(VWIFI_ADAPTER));
        Adapter->MiniportAdapterHandle = MiniportAdapterHandle;
        InitializeListHead(&Adapter->StationList);
        NdisAllocateSpinLock(&Adapter->Lock);
        KeInitializeEvent(&Adapter->WorkItemIdle, NotificationEvent, TRUE);
        NdisInitializeNPagedLookasideList(&Adapter->StationLookaside, NULL, NULL, 0, sizeof(STATION), VWIFI_TAG, 0);

        Adapter->PermanentAddress[0] = 0x02;
        Adapter->PermanentAddress[5] = (UCHAR)MiniportInitParameters->IfIndex;

        Status = VwSetAttributes(Adapter);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }

        Adapter->StationWorkItem = NdisAllocateIoWorkItem(MiniportAdapterHandle);
        if (Adapter->StationWorkItem == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }

        /* There is always one station; others come and go. */
        Status = StationCreate(Adapter, Adapter->PermanentAddress, &PortNumber);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS && Adapter != NULL)
    {
        VwFreeAdapter(Adapter);
    }
    return Status;
}

VOID
VwHalt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PVWIFI_ADAPTER Adapter = (PVWIFI_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    KeWaitForSingleObject(&Adapter->WorkItemIdle, Executive, KernelMode, FALSE, NULL);
    StationDeleteAll(Adapter);
    VwFreeAdapter(Adapter);
}

NDIS_STATUS
VwRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PVWIFI_ADAPTER Adapter = (PVWIFI_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(RestartParameters);

    NdisAcquireSpinLock(&Adapter->Lock);
    Adapter->Running = TRUE;
    NdisReleaseSpinLock(&Adapter->Lock);
    StationSchedule(Adapter);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
VwPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    PVWIFI_ADAPTER Adapter = (PVWIFI_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PauseParameters);

    NdisAcquireSpinLock(&Adapter->Lock);
    Adapter->Running = FALSE;
    NdisReleaseSpinLock(&Adapter->Lock);
    KeWaitForSingleObject(&Adapter->WorkItemIdle, Executive, KernelMode, FALSE, NULL);
    return NDIS_STATUS_SUCCESS;
}

VOID
VwShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

VOID
VwDevicePnPEvent(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);

    switch (NetDevicePnPEvent->DevicePnPEvent)
    {
    case NdisDevicePnPEventPowerProfileChanged:
        DbgPrint("vwifi: power profile\n");
        break;
    case NdisDevicePnPEventSurpriseRemoved:
        DbgPrint("vwifi: surprise removed\n");
        break;
    default:
        break;
    }
}

VOID
VwSend(
    NDIS_HANDLE         MiniportAdapterContext,
    PNET_BUFFER_LIST    NetBufferLists,
    NDIS_PORT_NUMBER    PortNumber,
    ULONG               SendFlags
    )
{
    PVWIFI_ADAPTER      Adapter = (PVWIFI_ADAPTER)MiniportAdapterContext;
    PSTATION            Station = StationFind(Adapter, PortNumber);
    PNET_BUFFER_LIST    Nbl;

    for (Nbl = NetBufferLists; Nbl != NULL; Nbl = NET_BUFFER_LIST_NEXT_NBL(Nbl))
    {
        NET_BUFFER_LIST_STATUS(Nbl) = Station ? NDIS_STATUS_SUCCESS : NDIS_STATUS_INVALID_PORT;
        if (Station)
        {
            Station->TxFrames++;
        }
    }
    if (Station)
    {
        InterlockedDecrement(&Station->RefCount);
    }
    NdisMSendNetBufferListsComplete(Adapter->MiniportAdapterHandle, NetBufferLists,
                                    NDIS_TEST_SEND_AT_DISPATCH_LEVEL(SendFlags) ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

VOID
VwReturn(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

VOID
VwCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}
