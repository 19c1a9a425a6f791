#include "vmsw.h"

static VOID VmswInitPort(_Out_ PNDIS_PORT Port, _In_ NDIS_PORT_NUMBER PortNumber)
{
    RtlZeroMemory(Port, sizeof(NDIS_PORT));
    Port->PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Port->PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Port->PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Port->PortCharacteristics.PortNumber = PortNumber;
    Port->PortCharacteristics.MediaConnectState = MediaConnectStateConnected;
    Port->PortCharacteristics.Direction = NET_IF_DIRECTION_SENDRECEIVE;
}

static VOID VmswInitNotification(_Out_ PNET_PNP_EVENT_NOTIFICATION Notification, _In_ NET_PNP_EVENT_CODE Code)
{
    RtlZeroMemory(Notification, sizeof(*Notification));
    Notification->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Notification->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification->NetPnPEvent.NetEvent = Code;
}

static NDIS_STATUS VmswVfActivate(_In_ PVMSW_ADAPTER Adapter, _Inout_ PVMSW_VF Vf)
{
    NET_PNP_EVENT_NOTIFICATION Notification;
    NDIS_PORT Port;
    NDIS_STATUS Status;

    VmswInitPort(&Port, Vf->PortNumber);
    VmswInitNotification(&Notification, NetEventPortActivation);
    Notification.NetPnPEvent.Buffer = &Port;
    Notification.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);
    Status = NdisMNetPnPEvent(Adapter->MiniportAdapterHandle, &Notification);
    if (Status == NDIS_STATUS_SUCCESS)
    {
        Vf->Steps |= VF_STEP_ACTIVE;
    }
    return Status;
}

static VOID VmswVfDeactivate(_In_ PVMSW_ADAPTER Adapter, _Inout_ PVMSW_VF Vf)
{
    NET_PNP_EVENT_NOTIFICATION Notification;
    NDIS_STATUS Status;

    VmswInitNotification(&Notification, NetEventPortDeactivation);
    Notification.NetPnPEvent.Buffer = &Vf->PortNumber;
    Notification.NetPnPEvent.BufferLength = sizeof(NDIS_PORT_NUMBER);
    for (;;)
    {
        Status = NdisMNetPnPEvent(Adapter->MiniportAdapterHandle, &Notification);
        if (Status == NDIS_STATUS_SUCCESS)
            break;
        NdisMSleep(10000);
    }
    Vf->Steps &= ~VF_STEP_ACTIVE;
}

// Undoes what VmswVfAssign has done, as far as it got.
VOID VmswVfRevoke(_In_ PVMSW_ADAPTER Adapter, _In_ PVMSW_VF Vf)
{
    if (Vf->Steps & VF_STEP_ACTIVE)
    {
        VmswVfDeactivate(Adapter, Vf);
    }
    if (Vf->Steps & VF_STEP_LISTED)
    {
        NdisAcquireSpinLock(&Adapter->Lock);
        RemoveEntryList(&Vf->ListEntry);
        Adapter->VfCount--;
        NdisReleaseSpinLock(&Adapter->Lock);
        Vf->Steps &= ~VF_STEP_LISTED;
    }
    if (Vf->Steps & VF_STEP_PORT)
    {
        NdisMFreePort(Adapter->MiniportAdapterHandle, Vf->PortNumber);
        Vf->Steps &= ~VF_STEP_PORT;
    }
    if (Vf->Steps & VF_STEP_MEMORY)
    {
        NdisFreeMemory(Vf->Mailbox, PAGE_SIZE, 0);
        Vf->Steps &= ~VF_STEP_MEMORY;
    }
    ExFreeToLookasideListEx(&Adapter->VfLookaside, Vf);
}

NDIS_STATUS VmswVfAssign(_In_ PVMSW_ADAPTER Adapter, _In_ ULONG FunctionId, _Outptr_ PVMSW_VF *NewVf)
{
    NDIS_PORT_CHARACTERISTICS PortCharacteristics;
    NDIS_STATUS Status;
    PVMSW_VF Vf;

    *NewVf = NULL;
    if (Adapter->VfCount >= VMSW_MAX_VF)
    {
        return NDIS_STATUS_RESOURCES;
    }
    Vf = (PVMSW_VF)ExAllocateFromLookasideListEx(&Adapter->VfLookaside);
    if (!Vf)
    {
        return NDIS_STATUS_RESOURCES;
    }
    RtlZeroMemory(Vf, sizeof(*Vf));
    Vf->FunctionId = FunctionId;

    do
    {
        Status = NdisAllocateMemoryWithTag(&Vf->Mailbox, PAGE_SIZE, VMSW_TAG);
        if (Status != NDIS_STATUS_SUCCESS)
            break;
        Vf->Steps |= VF_STEP_MEMORY;

        RtlZeroMemory(&PortCharacteristics, sizeof(PortCharacteristics));
        PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
        PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
        PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
        PortCharacteristics.Type = NdisPortTypeUndefined;
        PortCharacteristics.SendControlState = NdisPortControlStateUncontrolled;
        PortCharacteristics.RcvControlState = NdisPortControlStateUncontrolled;
        Status = NdisMAllocatePort(Adapter->MiniportAdapterHandle, &PortCharacteristics);
        if (Status != NDIS_STATUS_SUCCESS)
            break;
        Vf->PortNumber = PortCharacteristics.PortNumber;
        Vf->Steps |= VF_STEP_PORT;

        NdisAcquireSpinLock(&Adapter->Lock);
        InsertHeadList(&Adapter->VfList, &Vf->ListEntry);
        Adapter->VfCount++;
        NdisReleaseSpinLock(&Adapter->Lock);
        Vf->Steps |= VF_STEP_LISTED;

        Status = VmswVfActivate(Adapter, Vf);
        if (Status != NDIS_STATUS_SUCCESS)
            break;
    } while (0);

    if (Status != NDIS_STATUS_SUCCESS)
    {
        VmswVfRevoke(Adapter, Vf);
        return Status;
    }
    *NewVf = Vf;
    return NDIS_STATUS_SUCCESS;
}

PVMSW_VF VmswVfLookup(_In_ PVMSW_ADAPTER Adapter, _In_ ULONG FunctionId)
{
    PLIST_ENTRY Entry;

    for (Entry = Adapter->VfList.Flink; Entry != &Adapter->VfList; Entry = Entry->Flink)
    {
        PVMSW_VF Vf = CONTAINING_RECORD(Entry, VMSW_VF, ListEntry);

        if (Vf->FunctionId == FunctionId)
            return Vf;
    }
    return NULL;
}

VOID VmswVfRevokeAll(_In_ PVMSW_ADAPTER Adapter)
{
    KeWaitForSingleObject(&Adapter->VfMutex, Executive, KernelMode, FALSE, NULL);
    while (!IsListEmpty(&Adapter->VfList))
    {
        VmswVfRevoke(Adapter, CONTAINING_RECORD(Adapter->VfList.Flink, VMSW_VF, ListEntry));
    }
    KeReleaseMutex(&Adapter->VfMutex, FALSE);
}
