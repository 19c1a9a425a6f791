#include "mgr.h"

typedef NTSTATUS MGR_CODE_HANDLER(PMGR_ADAPTER Adapter);

static MGR_CODE_HANDLER *const MgrCodeTable[MgrCodeMax] = {
    [MgrCodeAllocate] = MgrAllocate,
    [MgrCodeActivate] = MgrActivate,
    [MgrCodeDeactivate] = MgrDeactivate,
    [MgrCodeFree] = MgrFree,
};

static NDIS_HANDLE MgrDevice;

static DRIVER_DISPATCH MgrDispatch;

_Use_decl_annotations_
static NTSTATUS
MgrDispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS Status = STATUS_SUCCESS;
    ULONG Index;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Stack->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
        Index = MGR_IOCTL_INDEX(Stack->Parameters.DeviceIoControl.IoControlCode);
        ExAcquireFastMutex(&MgrMutex);
        if (Index >= MgrCodeMax) {
            Status = STATUS_INVALID_DEVICE_REQUEST;
        } else if (MgrAdapter == NULL) {
            Status = STATUS_DEVICE_NOT_CONNECTED;
        } else {
            Status = MgrCodeTable[Index](MgrAdapter);
        }
        ExReleaseFastMutex(&MgrMutex);
    }
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NDIS_STATUS
MgrRegisterDevice(VOID)
{
    PDRIVER_DISPATCH Dispatch[IRP_MJ_MAXIMUM_FUNCTION + 1] = {NULL};
    NDIS_STRING Name = NDIS_STRING_CONST("\\Device\\MgrNic");
    NDIS_STRING Link = NDIS_STRING_CONST("\\DosDevices\\MgrNic");
    NDIS_DEVICE_OBJECT_ATTRIBUTES Attributes = {0};
    PDEVICE_OBJECT DeviceObject;

    Dispatch[IRP_MJ_CREATE] = Dispatch[IRP_MJ_CLOSE] = Dispatch[IRP_MJ_DEVICE_CONTROL] = MgrDispatch;
    Attributes.Header.Type = NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES;
    Attributes.Header.Revision = NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    Attributes.Header.Size = sizeof(Attributes);
    Attributes.DeviceName = &Name;
    Attributes.SymbolicName = &Link;
    Attributes.MajorFunctions = &Dispatch[0];
    return NdisRegisterDeviceEx(MgrDriverHandle, &Attributes, &DeviceObject, &MgrDevice);
}

VOID
MgrDeregisterDevice(VOID)
{
    NdisDeregisterDeviceEx(MgrDevice);
}
