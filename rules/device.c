/*
 * Device objects, and a program that uses the driver's control device.
 *
 *     (closed) --IRP_MJ_CREATE ok--> open --IRP_MJ_CLEANUP, IRP_MJ_CLOSE--> (closed)
 *                                    |  ^
 *                                    '--' IRP_MJ_DEVICE_CONTROL
 *
 * One device is followed, and one open file at a time. Codes, lengths and buffers are unknown.
 */
#include "device.h"

static const struct lint_domain control_codes = {"a control code", 0, 0xffffffff, LINT_CONTROL_SAMPLES};
static const struct lint_domain buffer_length = {"the length of a buffer", 0, LINT_IO_BUFFER, 2, {LINT_IO_BUFFER, 0}};
static const struct lint_domain create_options = {"options of an open", 0, 0xffffffff, 1, {0x01000000}};

/* An I/O request packet with its only stack location. */
struct request {
    IRP irp;
    IO_STACK_LOCATION stack;
};

DRIVER_OBJECT lint_driver_object;

static struct {
    PDEVICE_OBJECT object;
    void *handle;                  /* of NdisRegisterDeviceEx; NULL: made by IoCreateDevice */
    PDRIVER_DISPATCH create, control, cleanup, close; /* of NdisRegisterDeviceEx */
    PFILE_OBJECT file;             /* NULL: not open */
    PIRP running;                  /* the driver is handling it and has not completed it */
    unsigned pending;              /* requests that the driver holds back */
    unsigned failures;             /* to open it: what looks like one may have left the driver with a file */
} device;

static PDEVICE_OBJECT new_device(PDRIVER_OBJECT driver, ULONG extension_size)
{
    PDEVICE_OBJECT object = lint_allocate(sizeof *object + extension_size, 1);

    object->DriverObject = driver;
    object->DeviceExtension = extension_size ? object + 1 : 0;
    return object;
}

NDIS_STATUS NdisRegisterDeviceEx(NDIS_HANDLE NdisObjectHandle, PNDIS_DEVICE_OBJECT_ATTRIBUTES DeviceObjectAttributes,
    PDEVICE_OBJECT *pDeviceObject, PNDIS_HANDLE NdisDeviceHandle)
{
    PDEVICE_OBJECT object;

    (void)NdisObjectHandle;
    if (lint_fails("NdisRegisterDeviceEx fails"))
        return LINT_FAILURE;
    object = new_device(&lint_driver_object, DeviceObjectAttributes->ExtensionSize);
    if (!device.object) {
        device.object = object;
        device.handle = object;
        device.create = DeviceObjectAttributes->MajorFunctions[IRP_MJ_CREATE];
        device.control = DeviceObjectAttributes->MajorFunctions[IRP_MJ_DEVICE_CONTROL];
        device.cleanup = DeviceObjectAttributes->MajorFunctions[IRP_MJ_CLEANUP];
        device.close = DeviceObjectAttributes->MajorFunctions[IRP_MJ_CLOSE];
    }
    *pDeviceObject = object;
    *NdisDeviceHandle = object;
    return NDIS_STATUS_SUCCESS;
}

/* A file that is open stays open, but the driver hears no more of it. */
static void forget_device(const void *object)
{
    if (device.object == object)
        memset(&device, 0, sizeof device);
}

VOID NdisDeregisterDeviceEx(NDIS_HANDLE NdisDeviceHandle)
{
    forget_device(NdisDeviceHandle);
    lint_free(NdisDeviceHandle);
}

PVOID NdisGetDeviceReservedExtension(PDEVICE_OBJECT DeviceObject)
{
    return DeviceObject->DeviceExtension;
}

NTSTATUS IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize, PUNICODE_STRING DeviceName,
    DEVICE_TYPE DeviceType, ULONG DeviceCharacteristics, BOOLEAN Exclusive, PDEVICE_OBJECT *DeviceObject)
{
    (void)DeviceName;
    (void)DeviceType;
    (void)DeviceCharacteristics;
    (void)Exclusive;
    if (lint_fails("IoCreateDevice fails"))
        return LINT_FAILURE;
    *DeviceObject = new_device(DriverObject, DeviceExtensionSize);
    if (!device.object)
        device.object = *DeviceObject;
    return STATUS_SUCCESS;
}

VOID IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
    forget_device(DeviceObject);
    lint_free(DeviceObject);
}

NTSTATUS IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
    (void)SymbolicLinkName;
    (void)DeviceName;
    return lint_fails("IoCreateSymbolicLink fails") ? LINT_FAILURE : STATUS_SUCCESS;
}

NTSTATUS IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
    (void)SymbolicLinkName;
    return STATUS_SUCCESS;
}

/* The driver is done with IRP; nobody may look at it any more. */
VOID IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost)
{
    (void)PriorityBoost;
    lint_progress("a request to a device");
    if (Irp == device.running)
        device.running = 0;
    else if (device.pending > 0)
        device.pending--;
    lint_free(Irp);
}

static PDRIVER_DISPATCH dispatch_routine(UCHAR major)
{
    if (!device.handle)
        return lint_driver_object.MajorFunction[major];
    switch (major) {
    case IRP_MJ_CREATE:
        return device.create;
    case IRP_MJ_CLEANUP:
        return device.cleanup;
    case IRP_MJ_CLOSE:
        return device.close;
    default:
        return device.control;
    }
}

static struct request *new_request(UCHAR major, PFILE_OBJECT file)
{
    struct request *request = lint_allocate(sizeof *request, 1);

    request->irp.RequestorMode = UserMode;
    request->irp.StackCount = 1;
    request->irp.CurrentLocation = 1;
    request->irp.Tail.Overlay.CurrentStackLocation = &request->stack;
    request->irp.Tail.Overlay.OriginalFileObject = file;
    request->stack.MajorFunction = major;
    request->stack.DeviceObject = device.object;
    request->stack.FileObject = file;
    return request;
}

/* Hands REQUEST to the driver; without a routine for it, it succeeds. */
static NTSTATUS send(struct request *request, const char *name)
{
    PDRIVER_DISPATCH routine = dispatch_routine(request->stack.MajorFunction);
    NTSTATUS status = STATUS_SUCCESS;

    device.running = &request->irp;
    if (lint_handled(routine)) {
        lint_entry(name);
        status = (NTSTATUS)lint_blur((ULONG)routine(device.object, &request->irp));
    }
    if (device.running == &request->irp) { /* not completed */
        device.running = 0;
        if (status == STATUS_PENDING) {
            lint_assume(device.pending < LINT_PENDING_IRPS);
            device.pending++;
        } else {
            lint_free(request);
        }
    }
    return status;
}

static void open_file(void)
{
    PFILE_OBJECT file = lint_allocate(sizeof *file, 1);
    struct request *request = new_request(IRP_MJ_CREATE, file);

    file->DeviceObject = device.object;
    if (lint_choose("the file is opened with extended attributes"))
        request->irp.AssociatedIrp.SystemBuffer = lint_fresh_memory("extended attributes", LINT_IO_BUFFER);
    request->stack.Parameters.Create.Options = lint_fresh_in(ULONG, create_options);
    if (NT_SUCCESS(send(request, "IRP_MJ_CREATE")) && device.object) {
        device.file = file;
        return;
    }
    device.failures++;
    lint_free(file);
}

static void control_file(void)
{
    struct request *request = new_request(IRP_MJ_DEVICE_CONTROL, device.file);

    request->irp.AssociatedIrp.SystemBuffer = lint_fresh_memory("the control buffer", LINT_IO_BUFFER);
    request->stack.Parameters.DeviceIoControl.IoControlCode = lint_fresh_in(ULONG, control_codes);
    request->stack.Parameters.DeviceIoControl.InputBufferLength = lint_fresh_in(ULONG, buffer_length);
    request->stack.Parameters.DeviceIoControl.OutputBufferLength = lint_fresh_in(ULONG, buffer_length);
    send(request, "IRP_MJ_DEVICE_CONTROL");
}

static void close_file(void)
{
    PFILE_OBJECT file = device.file;

    send(new_request(IRP_MJ_CLEANUP, file), "IRP_MJ_CLEANUP");
    device.pending = 0;
    send(new_request(IRP_MJ_CLOSE, file), "IRP_MJ_CLOSE");
    device.file = 0;
    lint_free(file);
}

int lint_device_is_wanted(void)
{
    return device.object && (device.file || device.failures < LINT_FAILED_OPENS) &&
           (lint_wanted(dispatch_routine(IRP_MJ_CREATE)) || lint_wanted(dispatch_routine(IRP_MJ_DEVICE_CONTROL)) ||
               lint_wanted(dispatch_routine(IRP_MJ_CLEANUP)) || lint_wanted(dispatch_routine(IRP_MJ_CLOSE)));
}

int lint_device_is_open(void)
{
    return device.file != 0;
}

void lint_device_use(void)
{
    if (!device.file)
        open_file();
    else if (lint_choose(""))
        control_file();
    else
        close_file();
}
