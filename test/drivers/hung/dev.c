/* The control device: a service opens and closes circuits. */
#include "hung.h"

static DRIVER_DISPATCH DevDispatch;

static NTSTATUS DevComplete(PIRP pIrp, NTSTATUS ntStatus, ULONG_PTR cb)
{
    pIrp->IoStatus.Status = ntStatus;
    pIrp->IoStatus.Information = cb;
    IoCompleteRequest(pIrp, IO_NO_INCREMENT);
    return ntStatus;
}

static NTSTATUS DevControl(PIRP pIrp, PIO_STACK_LOCATION pStack)
{
    PVCREQ pReq = (PVCREQ)pIrp->AssociatedIrp.SystemBuffer;
    ULONG cbIn = pStack->Parameters.DeviceIoControl.InputBufferLength;
    ULONG cbOut = pStack->Parameters.DeviceIoControl.OutputBufferLength;
    NDIS_STATUS nsResult;
    ULONG ulPort = 0;

    if (g_pAdapter == NULL)
    {
        return DevComplete(pIrp, STATUS_DEVICE_NOT_READY, 0);
    }
    if (cbIn < sizeof(VCREQ) || cbOut < sizeof(VCREQ))
    {
        return DevComplete(pIrp, STATUS_BUFFER_TOO_SMALL, 0);
    }

    switch (pStack->Parameters.DeviceIoControl.IoControlCode)
    {
    case IOCTL_HUNG_OPEN_VC:
        nsResult = VcOpen(g_pAdapter, pReq->ulPeer, &ulPort);
        if (nsResult != NDIS_STATUS_SUCCESS)
        {
            return DevComplete(pIrp, STATUS_INSUFFICIENT_RESOURCES, 0);
        }
        pReq->ulPort = ulPort;
        return DevComplete(pIrp, STATUS_SUCCESS, sizeof(VCREQ));

    case IOCTL_HUNG_CLOSE_VC:
        nsResult = VcClose(g_pAdapter, pReq->ulPort);
        return DevComplete(pIrp, nsResult == NDIS_STATUS_SUCCESS ? STATUS_SUCCESS : STATUS_NOT_FOUND, 0);
    }
    return DevComplete(pIrp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

static NTSTATUS DevDispatch(PDEVICE_OBJECT pDeviceObject, PIRP pIrp)
{
    PIO_STACK_LOCATION pStack = IoGetCurrentIrpStackLocation(pIrp);

    UNREFERENCED_PARAMETER(pDeviceObject);

    switch (pStack->MajorFunction)
    {
    case IRP_MJ_CREATE:
    case IRP_MJ_CLEANUP:
    case IRP_MJ_CLOSE:
        return DevComplete(pIrp, STATUS_SUCCESS, 0);
    case IRP_MJ_DEVICE_CONTROL:
        return DevControl(pIrp, pStack);
    default:
        return DevComplete(pIrp, STATUS_NOT_SUPPORTED, 0);
    }
}

NDIS_STATUS DevRegister(PADAPTER pAdapter)
{
    static PDRIVER_DISPATCH rgDispatch[IRP_MJ_MAXIMUM_FUNCTION + 1];
    NDIS_DEVICE_OBJECT_ATTRIBUTES doaAttr;
    UNICODE_STRING usDevice, usLink;
    ULONG i;

    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
    {
        rgDispatch[i] = DevDispatch;
    }
    NdisInitUnicodeString(&usDevice, L"\\Device\\HungVc");
    NdisInitUnicodeString(&usLink, L"\\DosDevices\\HungVc");

    NdisZeroMemory(&doaAttr, sizeof(doaAttr));
    doaAttr.Header.Type = NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES;
    doaAttr.Header.Revision = NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    doaAttr.Header.Size = NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1;
    doaAttr.DeviceName = &usDevice;
    doaAttr.SymbolicName = &usLink;
    doaAttr.MajorFunctions = rgDispatch;
    return NdisRegisterDeviceEx(g_hDriver, &doaAttr, &pAdapter->pDeviceObject, &pAdapter->hDevice);
}

VOID DevDeregister(PADAPTER pAdapter)
{
    if (pAdapter->hDevice != NULL)
    {
        NdisDeregisterDeviceEx(pAdapter->hDevice);
        pAdapter->hDevice = NULL;
    }
}
