#include "drv.h"

MINIPORT_INITIALIZE DrvInitializeEx;
DRIVER_INITIALIZE DriverEntry;
MINIPORT_UNLOAD DrvUnload;
MINIPORT_PAUSE DrvPause;
MINIPORT_RESTART DrvRestart;

static NDIS_HANDLE DriverHandle;

NDIS_STATUS DrvAllocatePort(PADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Port;
    NDIS_STATUS Status;

    NdisZeroMemory(&Port, sizeof Port);
    Port.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Port.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Port.Header.Size = sizeof Port;
    Port.Flags = NDIS_PORT_CHAR_USE_DEFAULT_AUTH_SETTINGS;
    Status = NdisMAllocatePort(Adapter->Handle, &Port);
    if (Status == NDIS_STATUS_SUCCESS) {
        Adapter->Port = Port.PortNumber;
        Adapter->HasPort = TRUE;
    }
    return Status;
}

NDIS_STATUS DrvInitializeEx(
    NDIS_HANDLE Handle, NDIS_HANDLE Context, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;
    PADAPTER Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof *Adapter, 'trvD', NormalPoolPriority);
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(Adapter, sizeof *Adapter);
    Adapter->Handle = Handle;

    NdisZeroMemory(&Attributes, sizeof Attributes);
    Attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Attributes.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Attributes.RegistrationAttributes.Header.Size = sizeof Attributes.RegistrationAttributes;
    Attributes.RegistrationAttributes.MiniportAdapterContext = Adapter;
    Status = NdisMSetMiniportAttributes(Handle, &Attributes);
    if (Status == NDIS_STATUS_SUCCESS)
        Status = DrvAllocatePort(Adapter);
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

NDIS_STATUS DrvPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS DrvRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Parameters);
    return NDIS_STATUS_SUCCESS;
}

VOID DrvUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    NdisMDeregisterMiniportDriver(DriverHandle);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Characteristics;

    NdisZeroMemory(&Characteristics, sizeof Characteristics);
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Characteristics.Header.Size = sizeof Characteristics;
    Characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Characteristics.InitializeHandlerEx = DrvInitializeEx;
    Characteristics.HaltHandlerEx = DrvHaltEx;
    Characteristics.PauseHandler = DrvPause;
    Characteristics.RestartHandler = DrvRestart;
    Characteristics.UnloadHandler = DrvUnload;
    return NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Characteristics, &DriverHandle);
}
