#include "common.h"

NDIS_STATUS
BridgePortAllocate(_In_ PBRIDGE_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS portCharacteristics;
    NDIS_STATUS status;

    NT_ASSERT(!Adapter->PortAllocated);

    RtlZeroMemory(&portCharacteristics, sizeof(portCharacteristics));
    portCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    portCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    portCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    portCharacteristics.Type = NdisPortTypeBridge;
    portCharacteristics.MediaConnectState = MediaConnectStateConnected;
    portCharacteristics.Direction = NET_IF_DIRECTION_SENDRECEIVE;

    status = NdisMAllocatePort(Adapter->MiniportHandle, &portCharacteristics);
    if (status == NDIS_STATUS_SUCCESS)
    {
        Adapter->PortNumber = portCharacteristics.PortNumber;
        Adapter->PortAllocated = TRUE;
    }
    return status;
}

static NDIS_STATUS
BridgePortNotify(_In_ PBRIDGE_ADAPTER Adapter, _In_ BOOLEAN Activate)
{
    NET_PNP_EVENT_NOTIFICATION notification;
    NDIS_PORT port;

    RtlZeroMemory(&notification, sizeof(notification));
    notification.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    notification.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    notification.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    if (Activate)
    {
        RtlZeroMemory(&port, sizeof(port));
        port.PortCharacteristics.PortNumber = Adapter->PortNumber;
        notification.NetPnPEvent.NetEvent = NetEventPortActivation;
        notification.NetPnPEvent.Buffer = &port;
        notification.NetPnPEvent.BufferLength = sizeof(port);
    }
    else
    {
        notification.NetPnPEvent.NetEvent = NetEventPortDeactivation;
        notification.NetPnPEvent.Buffer = &Adapter->PortNumber;
        notification.NetPnPEvent.BufferLength = sizeof(Adapter->PortNumber);
    }
    return NdisMNetPnPEvent(Adapter->MiniportHandle, &notification);
}

_Use_decl_annotations_
VOID
BridgeEvtPortWork(WDFWORKITEM WorkItem)
{
    PPORT_WORK work = GetPortWork(WorkItem);
    PBRIDGE_ADAPTER adapter = work->Adapter;

    WdfWaitLockAcquire(adapter->PortLock, NULL);
    if (work->Activate && !adapter->PortActive)
    {
        if (BridgePortNotify(adapter, TRUE) == NDIS_STATUS_SUCCESS)
        {
            adapter->PortActive = TRUE;
        }
    }
    WdfWaitLockRelease(adapter->PortLock);
}

NTSTATUS
BridgePortWorkCreate(_In_ PBRIDGE_ADAPTER Adapter)
{
    WDF_WORKITEM_CONFIG config;
    WDF_OBJECT_ATTRIBUTES attributes;
    NTSTATUS status;

    WDF_WORKITEM_CONFIG_INIT(&config, BridgeEvtPortWork);
    config.AutomaticSerialization = FALSE;
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, PORT_WORK);
    attributes.ParentObject = Adapter->WdfDevice;

    status = WdfWorkItemCreate(&config, &attributes, &Adapter->PortWorkItem);
    if (NT_SUCCESS(status))
    {
        GetPortWork(Adapter->PortWorkItem)->Adapter = Adapter;
    }
    return status;
}

VOID
BridgePortFree(_In_ PBRIDGE_ADAPTER Adapter)
{
    if (!Adapter->PortAllocated)
    {
        return;
    }
    WdfWaitLockAcquire(Adapter->PortLock, NULL);
    while (Adapter->PortActive)
    {
        if (BridgePortNotify(Adapter, FALSE) == NDIS_STATUS_SUCCESS)
        {
            Adapter->PortActive = FALSE;
        }
    }
    WdfWaitLockRelease(Adapter->PortLock);

    NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    Adapter->PortAllocated = FALSE;
}
