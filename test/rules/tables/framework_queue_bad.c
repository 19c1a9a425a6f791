// Requests to a control device of the driver framework allocate a port and free it; halt leaves it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#include <ndis.h>
#include <ntddk.h>
#include <wdf.h>
struct adapter {
    NDIS_HANDLE Handle;
    WDFDEVICE Control;
    NDIS_PORT_NUMBER Number;
    BOOLEAN Have;
};
typedef struct _CTX {
    ADAPTER *Adapter;
} CTX;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(CTX, GetCtx)
#define DriverEntry MpDriverEntry
#include "../Inputs/miniport.h"
#undef DriverEntry
static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t Out, size_t In, ULONG Code)
{
    ADAPTER *Adapter = GetCtx(WdfIoQueueGetDevice(Queue))->Adapter;
    NTSTATUS status = STATUS_INVALID_DEVICE_REQUEST;
    PULONG out;
    size_t n;
    switch (Code) {
    case 0x220004:
        if (Adapter->Have) {
            status = STATUS_DEVICE_BUSY;
            break;
        }
        status = WdfRequestRetrieveOutputBuffer(Request, sizeof(ULONG), (PVOID *)&out, &n);
        if (!NT_SUCCESS(status))
            break;
        Adapter->Number = MpAllocate(Adapter->Handle);
        if (!Adapter->Number) {
            status = STATUS_INSUFFICIENT_RESOURCES;
            break;
        }
        Adapter->Have = TRUE;
        *out = Adapter->Number;
        WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, sizeof(ULONG));
        return;
    case 0x220008:
        if (!Adapter->Have) {
            status = STATUS_NOT_FOUND;
            break;
        }
        NdisMFreePort(Adapter->Handle, Adapter->Number);
        Adapter->Have = FALSE;
        status = STATUS_SUCCESS;
        break;
    }
    WdfRequestComplete(Request, status);
}
static NTSTATUS CreateControl(ADAPTER *Adapter)
{
    DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Ctl");
    DECLARE_CONST_UNICODE_STRING(link, L"\\DosDevices\\Ctl");
    PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(WdfGetDriver(), NULL);
    WDF_OBJECT_ATTRIBUTES attr;
    WDF_IO_QUEUE_CONFIG qc;
    WDFQUEUE q;
    NTSTATUS s;
    if (!init)
        return STATUS_INSUFFICIENT_RESOURCES;
    s = WdfDeviceInitAssignName(init, &name);
    if (!NT_SUCCESS(s)) {
        WdfDeviceInitFree(init);
        return s;
    }
    WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attr, CTX);
    s = WdfDeviceCreate(&init, &attr, &Adapter->Control);
    if (!NT_SUCCESS(s)) {
        WdfDeviceInitFree(init);
        return s;
    }
    GetCtx(Adapter->Control)->Adapter = Adapter;
    WdfDeviceCreateSymbolicLink(Adapter->Control, &link);
    WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&qc, WdfIoQueueDispatchSequential);
    qc.EvtIoDeviceControl = EvtControl;
    s = WdfIoQueueCreate(Adapter->Control, &qc, WDF_NO_OBJECT_ATTRIBUTES, &q);
    if (!NT_SUCCESS(s)) {
        WdfObjectDelete(Adapter->Control);
        return s;
    }
    WdfControlFinishInitializing(Adapter->Control);
    return STATUS_SUCCESS;
}
static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    if (!NT_SUCCESS(CreateControl(Adapter))) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_FAILURE;
    }
    return NDIS_STATUS_SUCCESS;
}
static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;
    WdfObjectDelete(Adapter->Control);

    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{returns and leaves}} [ndis-port-leak-halt]
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    WDF_DRIVER_CONFIG c;
    NTSTATUS s;
    WDF_DRIVER_CONFIG_INIT(&c, WDF_NO_EVENT_CALLBACK);
    c.DriverInitFlags |= WdfDriverInitNoDispatchOverride;
    s = WdfDriverCreate(Driver, Path, WDF_NO_OBJECT_ATTRIBUTES, &c, WDF_NO_HANDLE);
    if (!NT_SUCCESS(s))
        return s;
    return MpDriverEntry(Driver, Path);
}
