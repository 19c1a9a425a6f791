#include "mgr.h"

static VOID
MgrInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    NdisZeroMemory(PortCharacteristics, sizeof(*PortCharacteristics));
    PortCharacteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    PortCharacteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Type = NdisPortTypeUndefined;
    PortCharacteristics->MediaConnectState = MediaConnectStateConnected;
    PortCharacteristics->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    PortCharacteristics->SendControlState = NdisPortControlStateUncontrolled;
    PortCharacteristics->RcvControlState = NdisPortControlStateUncontrolled;
}

static NDIS_STATUS
MgrActivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    MgrInitPortCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = PortNumber;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    return NdisMNetPnPEvent(MiniportHandle, &Event);
}

static NDIS_STATUS
MgrDeactivatePort(_In_ NDIS_HANDLE MiniportHandle, _In_ NDIS_PORT_NUMBER PortNumber)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &PortNumber;
    Event.NetPnPEvent.BufferLength = sizeof(PortNumber);
    return NdisMNetPnPEvent(MiniportHandle, &Event);
}

_Use_decl_annotations_
NTSTATUS
MgrAllocate(PMGR_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Port;

    if (Adapter->Allocated) {
        return STATUS_OBJECT_NAME_COLLISION;
    }
    MgrInitPortCharacteristics(&Port);
    if (NdisMAllocatePort(Adapter->MiniportHandle, &Port) != NDIS_STATUS_SUCCESS) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Adapter->PortNumber = Port.PortNumber;
    Adapter->Allocated = 1;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS
MgrActivate(PMGR_ADAPTER Adapter)
{
    if (!Adapter->Allocated || Adapter->Active) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    if (MgrActivatePort(Adapter->MiniportHandle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS) {
        return STATUS_UNSUCCESSFUL;
    }
    Adapter->Active = 1;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS
MgrDeactivate(PMGR_ADAPTER Adapter)
{
    if (!Adapter->Active) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    while (MgrDeactivatePort(Adapter->MiniportHandle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS) {
        NdisMSleep(1000);
    }
    Adapter->Active = 0;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS
MgrFree(PMGR_ADAPTER Adapter)
{
    if (!Adapter->Allocated) {
        return STATUS_INVALID_DEVICE_STATE;
    }
    if (Adapter->Active) {
        return STATUS_DEVICE_BUSY;
    }
    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    Adapter->Flags = 0;
    return STATUS_SUCCESS;
}
