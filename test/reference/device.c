/*
 * The control device: through it, programs add ports to an adapter and remove them again. A port belongs to the
 * handle through which it was added: when that is closed, its ports go. When the adapter goes first, halt frees
 * them, and the handle finds nothing any more.
 */
#include "model.h"

static FAST_MUTEX ModelMutex; /* guards what follows; an adapter in the list stays while it is held */
static LIST_ENTRY ModelAdapters;
static NDIS_HANDLE ModelDevice;

static DRIVER_DISPATCH ModelDispatchCreate;
static DRIVER_DISPATCH ModelDispatchCleanup;
static DRIVER_DISPATCH ModelDispatchControl;

VOID
ModelDeviceInitialize(VOID)
{
    ExInitializeFastMutex(&ModelMutex);
    InitializeListHead(&ModelAdapters);
    ModelDevice = NULL;
}

static NTSTATUS
ModelComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS
ModelStatusFromNdis(NDIS_STATUS Status)
{
    switch (Status) {
    case NDIS_STATUS_SUCCESS:
        return STATUS_SUCCESS;
    case NDIS_STATUS_RESOURCES:
        return STATUS_INSUFFICIENT_RESOURCES;
    case NDIS_STATUS_INVALID_PORT:
        return STATUS_INVALID_PARAMETER;
    case NDIS_STATUS_ADAPTER_REMOVED:
        return STATUS_DEVICE_REMOVED;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

/* Under the mutex. */
static PMODEL_ADAPTER
ModelFindAdapter(NET_IFINDEX IfIndex)
{
    PLIST_ENTRY Link;

    for (Link = ModelAdapters.Flink; Link != &ModelAdapters; Link = Link->Flink) {
        PMODEL_ADAPTER Adapter = CONTAINING_RECORD(Link, MODEL_ADAPTER, Link);

        if (Adapter->IfIndex == IfIndex) {
            return Adapter;
        }
    }
    return NULL;
}

/* Creating and closing a handle need nothing of us. */
static NTSTATUS
ModelDispatchCreate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    return ModelComplete(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS
ModelDispatchCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    PLIST_ENTRY Link;

    UNREFERENCED_PARAMETER(DeviceObject);

    ExAcquireFastMutex(&ModelMutex);
    for (Link = ModelAdapters.Flink; Link != &ModelAdapters; Link = Link->Flink) {
        ModelPortsRemoveOwned(CONTAINING_RECORD(Link, MODEL_ADAPTER, Link), Stack->FileObject);
    }
    ExReleaseFastMutex(&ModelMutex);
    return ModelComplete(Irp, STATUS_SUCCESS, 0);
}

/* Under the mutex. */
static NTSTATUS
ModelControl(ULONG Code, PMODEL_REQUEST Request, PFILE_OBJECT Owner)
{
    PMODEL_ADAPTER Adapter = ModelFindAdapter(Request->IfIndex);

    if (Adapter == NULL) {
        return STATUS_NO_SUCH_DEVICE;
    }
    switch (Code) {
    case IOCTL_MODEL_ADD_PORT:
        return ModelStatusFromNdis(ModelPortsAdd(Adapter, Owner, &Request->PortNumber));
    case IOCTL_MODEL_REMOVE_PORT:
        return ModelStatusFromNdis(ModelPortsRemove(Adapter, Owner, Request->PortNumber));
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}

static NTSTATUS
ModelDispatchControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(MODEL_REQUEST) ||
        Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(MODEL_REQUEST)) {
        return ModelComplete(Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }
    ExAcquireFastMutex(&ModelMutex);
    Status = ModelControl(Stack->Parameters.DeviceIoControl.IoControlCode,
                          (PMODEL_REQUEST)Irp->AssociatedIrp.SystemBuffer, Stack->FileObject);
    ExReleaseFastMutex(&ModelMutex);
    return ModelComplete(Irp, Status, NT_SUCCESS(Status) ? sizeof(MODEL_REQUEST) : 0);
}

static NDIS_STATUS
ModelDeviceRegister(VOID)
{
    PDRIVER_DISPATCH Dispatch[IRP_MJ_MAXIMUM_FUNCTION + 1];
    NDIS_STRING Name = NDIS_STRING_CONST("\\Device\\ModelMiniport");
    NDIS_STRING Link = NDIS_STRING_CONST("\\DosDevices\\ModelMiniport");
    NDIS_DEVICE_OBJECT_ATTRIBUTES Attributes;
    PDEVICE_OBJECT DeviceObject;

    NdisZeroMemory(Dispatch, sizeof(Dispatch));
    Dispatch[IRP_MJ_CREATE] = ModelDispatchCreate;
    Dispatch[IRP_MJ_CLOSE] = ModelDispatchCreate;
    Dispatch[IRP_MJ_CLEANUP] = ModelDispatchCleanup;
    Dispatch[IRP_MJ_DEVICE_CONTROL] = ModelDispatchControl;

    NdisZeroMemory(&Attributes, sizeof(Attributes));
    Attributes.Header.Type = NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    Attributes.DeviceName = &Name;
    Attributes.SymbolicName = &Link;
    Attributes.MajorFunctions = Dispatch;
    return NdisRegisterDeviceEx(ModelDriverHandle, &Attributes, &DeviceObject, &ModelDevice);
}

/* The first adapter brings the device, the last one takes it away. */
NDIS_STATUS
ModelDeviceAttach(PMODEL_ADAPTER Adapter)
{
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;

    ExAcquireFastMutex(&ModelMutex);
    if (IsListEmpty(&ModelAdapters)) {
        Status = ModelDeviceRegister();
    }
    if (Status == NDIS_STATUS_SUCCESS) {
        InsertTailList(&ModelAdapters, &Adapter->Link);
    }
    ExReleaseFastMutex(&ModelMutex);
    return Status;
}

VOID
ModelDeviceDetach(PMODEL_ADAPTER Adapter)
{
    NDIS_HANDLE Unused = NULL;

    ExAcquireFastMutex(&ModelMutex);
    RemoveEntryList(&Adapter->Link);
    if (IsListEmpty(&ModelAdapters)) {
        Unused = ModelDevice;
        ModelDevice = NULL;
    }
    ExReleaseFastMutex(&ModelMutex);

    if (Unused != NULL) {
        NdisDeregisterDeviceEx(Unused);
    }
}
