#include "common.h"

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD DriverUnload;

static NDIS_HANDLE NdisMiniportDriverHandle;

_Use_decl_annotations_
NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {0};
    WDF_DRIVER_CONFIG config;
    NTSTATUS status;

    /* NDIS owns the device stack: the framework only lends its objects. */
    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNoDispatchOverride;
    config.DriverPoolTag = POOL_TAG_BRIDGE;

    status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
    if (!NT_SUCCESS(status))
    {
        KdPrint(("bridge: WdfDriverCreate failed %!STATUS!\n", status));
        return status;
    }

    characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    characteristics.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    characteristics.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    characteristics.Flags = NDIS_WDM_DRIVER;
    characteristics.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    characteristics.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    characteristics.InitializeHandlerEx = BridgeInitializeEx;
    characteristics.HaltHandlerEx = BridgeHaltEx;
    characteristics.UnloadHandler = DriverUnload;
    characteristics.PauseHandler = BridgePause;
    characteristics.RestartHandler = BridgeRestart;
    characteristics.OidRequestHandler = BridgeOidRequest;
    characteristics.CancelOidRequestHandler = BridgeCancelOidRequest;
    characteristics.SendNetBufferListsHandler = BridgeSend;
    characteristics.ReturnNetBufferListsHandler = BridgeReturn;
    characteristics.CancelSendHandler = BridgeCancelSend;
    characteristics.DevicePnPEventNotifyHandler = BridgePnPEvent;
    characteristics.ShutdownHandlerEx = BridgeShutdown;

    status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &characteristics, &NdisMiniportDriverHandle);
    if (status != NDIS_STATUS_SUCCESS)
    {
        WdfDriverMiniportUnload(WdfGetDriver());
        return status;
    }
    return STATUS_SUCCESS;
}

static VOID
DriverUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    WdfDriverMiniportUnload(WdfGetDriver());
    NdisMDeregisterMiniportDriver(NdisMiniportDriverHandle);
}
