#include "vmsw.h"

NDIS_HANDLE NdisDriverHandle = NULL;

static VOID VmswAdapterDestroy(_In_ PVMSW_ADAPTER Adapter)
{
    if (Adapter->WorkItemHandle)
        NdisFreeIoWorkItem(Adapter->WorkItemHandle);
    if (Adapter->LookasideReady)
        ExDeleteLookasideListEx(&Adapter->VfLookaside);
    NdisFreeSpinLock(&Adapter->Lock);
    NdisFreeMemory(Adapter, 0, 0);
}

static NDIS_STATUS VmswAdapterCreate(_In_ NDIS_HANDLE Handle, _Outptr_ PVMSW_ADAPTER *NewAdapter)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)NdisAllocateMemoryWithTagPriority(Handle, sizeof(VMSW_ADAPTER), VMSW_TAG, NormalPoolPriority);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    RtlZeroMemory(Adapter, sizeof(VMSW_ADAPTER));
    Adapter->MiniportAdapterHandle = Handle;
    NdisAllocateSpinLock(&Adapter->Lock);
    KeInitializeMutex(&Adapter->VfMutex, 0);
    InitializeListHead(&Adapter->VfList);
    if (!NT_SUCCESS(ExInitializeLookasideListEx(&Adapter->VfLookaside, NULL, NULL, NonPagedPoolNx, 0, sizeof(VMSW_VF), VMSW_TAG, 0)))
    {
        VmswAdapterDestroy(Adapter);
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->LookasideReady = TRUE;
    Adapter->WorkItemHandle = NdisAllocateIoWorkItem(Handle);
    if (Adapter->WorkItemHandle == NULL)
    {
        VmswAdapterDestroy(Adapter);
        return NDIS_STATUS_RESOURCES;
    }
    *NewAdapter = Adapter;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS VmswSetAttributes(_In_ PVMSW_ADAPTER Adapter)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;
    NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES *Assist = &Attributes.HardwareAssistAttributes;
    NDIS_NIC_SWITCH_CAPABILITIES Switch;
    NDIS_STATUS Status;

    RtlZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Attributes.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2;
    Attributes.RegistrationAttributes.MiniportAdapterContext = Adapter;
    Attributes.RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE | NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK;
    Attributes.RegistrationAttributes.CheckForHangTimeInSeconds = 5;
    Attributes.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    Status = NdisMSetMiniportAttributes(Adapter->MiniportAdapterHandle, &Attributes);
    if (Status != NDIS_STATUS_SUCCESS)
        return Status;

    RtlZeroMemory(&Switch, sizeof(Switch));
    Switch.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Switch.Header.Revision = NDIS_NIC_SWITCH_CAPABILITIES_REVISION_1;
    Switch.Header.Size = NDIS_SIZEOF_NIC_SWITCH_CAPABILITIES_REVISION_1;
    Switch.MaxNumVFs = VMSW_MAX_VF;
    RtlZeroMemory(&Attributes, sizeof(Attributes));
    Assist->Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES;
    Assist->Header.Revision = NDIS_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_2;
    Assist->Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES_REVISION_2;
    Assist->HardwareNicSwitchCapabilities = &Switch;
    Assist->CurrentNicSwitchCapabilities = &Switch;
    return NdisMSetMiniportAttributes(Adapter->MiniportAdapterHandle, &Attributes);
}

_Use_decl_annotations_
static NDIS_STATUS VmswInitialize(NDIS_HANDLE MiniportAdapterHandle, NDIS_HANDLE MiniportDriverContext, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    PVMSW_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(Parameters);

    Status = VmswAdapterCreate(MiniportAdapterHandle, &Adapter);
    if (Status != NDIS_STATUS_SUCCESS)
        return Status;
    Status = VmswSetAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS)
        VmswAdapterDestroy(Adapter);
    return Status;
}

static VOID VmswHalt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    VmswVfRevokeAll(Adapter);
    VmswAdapterDestroy(Adapter);
}

static NDIS_STATUS VmswRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RestartParameters);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS VmswPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(PauseParameters);
    return NDIS_STATUS_SUCCESS;
}

static BOOLEAN VmswCheckForHang(NDIS_HANDLE MiniportAdapterContext)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;
    BOOLEAN Hung = Adapter->ResetNeeded;

    Adapter->ResetNeeded = FALSE;
    return Hung;
}

static NDIS_STATUS VmswReset(NDIS_HANDLE MiniportAdapterContext, PBOOLEAN AddressingReset)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;

    RtlZeroMemory(Adapter->Counters, sizeof(Adapter->Counters));
    *AddressingReset = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static VOID VmswSend(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(PortNumber);
    for (PNET_BUFFER_LIST Nbl = NetBufferLists; Nbl != NULL; Nbl = NET_BUFFER_LIST_NEXT_NBL(Nbl))
    {
        NET_BUFFER_LIST_STATUS(Nbl) = NDIS_STATUS_SUCCESS;
        Adapter->Counters[0]++;
    }
    NdisMSendNetBufferListsComplete(Adapter->MiniportAdapterHandle, NetBufferLists,
        NDIS_TEST_SEND_AT_DISPATCH_LEVEL(SendFlags) ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

static VOID VmswReturn(NDIS_HANDLE MiniportAdapterContext, PNET_BUFFER_LIST NetBufferLists, ULONG ReturnFlags)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(NetBufferLists);
    UNREFERENCED_PARAMETER(ReturnFlags);
}

static VOID VmswCancelSend(NDIS_HANDLE MiniportAdapterContext, PVOID CancelId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(CancelId);
}

static VOID VmswPnPEvent(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    PVMSW_ADAPTER Adapter = (PVMSW_ADAPTER)MiniportAdapterContext;

    // The hardware is gone, and the guests with it.
    if (NetDevicePnPEvent->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved)
        VmswVfRevokeAll(Adapter);
}

static VOID VmswShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}

static VOID VmswUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(NdisDriverHandle);
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

    RtlZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
#if NDIS_SUPPORT_NDIS680
    Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3;
    Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3;
#else
    Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
#endif
    Characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    Characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    Characteristics.InitializeHandlerEx = VmswInitialize;
    Characteristics.HaltHandlerEx = VmswHalt;
    Characteristics.UnloadHandler = VmswUnload;
    Characteristics.PauseHandler = VmswPause;
    Characteristics.RestartHandler = VmswRestart;
    Characteristics.OidRequestHandler = VmswOidRequest;
    Characteristics.CancelOidRequestHandler = VmswCancelOidRequest;
    Characteristics.CheckForHangHandlerEx = VmswCheckForHang;
    Characteristics.ResetHandlerEx = VmswReset;
    Characteristics.SendNetBufferListsHandler = VmswSend;
    Characteristics.ReturnNetBufferListsHandler = VmswReturn;
    Characteristics.CancelSendHandler = VmswCancelSend;
    Characteristics.DevicePnPEventNotifyHandler = VmswPnPEvent;
    Characteristics.ShutdownHandlerEx = VmswShutdown;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &NdisDriverHandle);
}
