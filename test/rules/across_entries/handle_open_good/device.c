//
// The control device: there while there is an adapter.
//
#include "ctl.h"

static NDIS_HANDLE CtlDeviceHandle;
static PDEVICE_OBJECT CtlDeviceObject;

static DRIVER_DISPATCH CtlDispatchCreate;
static DRIVER_DISPATCH CtlDispatchCleanup;
static DRIVER_DISPATCH CtlDispatchDeviceControl;

static VOID
CtlInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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

static NTSTATUS
CtlComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS
CtlAllocatePort(_In_ PCTL_ADAPTER Adapter, _In_ PFILE_OBJECT Owner, _Out_ PNDIS_PORT_NUMBER Number)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    PCTL_PORT Port;

    Port = (PCTL_PORT)ExAllocatePoolWithTag(NonPagedPool, sizeof(*Port), CTL_TAG);
    if (Port == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    CtlInitPortCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics) != NDIS_STATUS_SUCCESS) {
        ExFreePoolWithTag(Port, CTL_TAG);
        return STATUS_UNSUCCESSFUL;
    }
    Port->Number = Characteristics.PortNumber;
    Port->Owner = Owner;
    InsertTailList(&Adapter->Ports, &Port->Link);
    *Number = Port->Number;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
CtlFreePort(PCTL_ADAPTER Adapter, PCTL_PORT Port)
{
    RemoveEntryList(&Port->Link);
    NdisMFreePort(Adapter->MiniportHandle, Port->Number);
    ExFreePoolWithTag(Port, CTL_TAG);
}

_Use_decl_annotations_
static NTSTATUS
CtlDispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return CtlComplete(Irp, STATUS_SUCCESS, 0);
}

//
// The last handle is closed: its ports go with it.
//
_Use_decl_annotations_
static NTSTATUS
CtlDispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT Owner = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    PLIST_ENTRY AdapterLink, PortLink;

    UNREFERENCED_PARAMETER(DeviceObject);
    ExAcquireFastMutex(&CtlMutex);
    for (AdapterLink = CtlAdapters.Flink; AdapterLink != &CtlAdapters; AdapterLink = AdapterLink->Flink) {
        PCTL_ADAPTER Adapter = CONTAINING_RECORD(AdapterLink, CTL_ADAPTER, Link);

        PortLink = Adapter->Ports.Flink;
        while (PortLink != &Adapter->Ports) {
            PCTL_PORT Port = CONTAINING_RECORD(PortLink, CTL_PORT, Link);

            PortLink = PortLink->Flink;
            if (Port->Owner == Owner) {
                CtlFreePort(Adapter, Port);
            }
        }
    }
    ExReleaseFastMutex(&CtlMutex);
    return CtlComplete(Irp, STATUS_SUCCESS, 0);
}

_Use_decl_annotations_
static NTSTATUS
CtlDispatchDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION IrpSp = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
    ULONG_PTR Information = 0;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (IrpSp->Parameters.DeviceIoControl.IoControlCode == IOCTL_CTL_ALLOCATE_PORT) {
        if (IrpSp->Parameters.DeviceIoControl.OutputBufferLength < sizeof(NDIS_PORT_NUMBER)) {
            return CtlComplete(Irp, STATUS_BUFFER_TOO_SMALL, 0);
        }
        ExAcquireFastMutex(&CtlMutex);
        if (IsListEmpty(&CtlAdapters)) {
            Status = STATUS_DEVICE_NOT_CONNECTED;
        } else {
            Status = CtlAllocatePort(CONTAINING_RECORD(CtlAdapters.Flink, CTL_ADAPTER, Link), IrpSp->FileObject,
                                     (PNDIS_PORT_NUMBER)Irp->AssociatedIrp.SystemBuffer);
        }
        ExReleaseFastMutex(&CtlMutex);
        if (NT_SUCCESS(Status)) {
            Information = sizeof(NDIS_PORT_NUMBER);
        }
    }
    return CtlComplete(Irp, Status, Information);
}

NDIS_STATUS
CtlDeviceAdd(VOID)
{
    PDRIVER_DISPATCH DispatchTable[IRP_MJ_MAXIMUM_FUNCTION + 1];
    NDIS_STRING DeviceName = NDIS_STRING_CONST("\\Device\\CtlNic");
    NDIS_STRING LinkName = NDIS_STRING_CONST("\\DosDevices\\CtlNic");
    NDIS_DEVICE_OBJECT_ATTRIBUTES Attributes;

    NdisZeroMemory(DispatchTable, sizeof(DispatchTable));
    DispatchTable[IRP_MJ_CREATE] = CtlDispatchCreate;
    DispatchTable[IRP_MJ_CLEANUP] = CtlDispatchCleanup;
    DispatchTable[IRP_MJ_CLOSE] = CtlDispatchCreate;
    DispatchTable[IRP_MJ_DEVICE_CONTROL] = CtlDispatchDeviceControl;

    NdisZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.Header.Type = NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    Attributes.DeviceName = &DeviceName;
    Attributes.SymbolicName = &LinkName;
    Attributes.MajorFunctions = DispatchTable;
    return NdisRegisterDeviceEx(CtlDriverHandle, &Attributes, &CtlDeviceObject, &CtlDeviceHandle);
}

VOID
CtlDeviceRemove(VOID)
{
    NdisDeregisterDeviceEx(CtlDeviceHandle);
    CtlDeviceHandle = NULL;
}
