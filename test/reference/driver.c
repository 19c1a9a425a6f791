/*
 * Where the driver begins and ends.
 */
#include "model.h"

NDIS_HANDLE ModelDriverHandle;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD ModelUnload;

static VOID
ModelUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);

    NdisMDeregisterMiniportDriver(ModelDriverHandle);
    ModelDriverHandle = NULL;
}

NTSTATUS
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Miniport;
    NDIS_STATUS Status;

    ModelDeviceInitialize();

    NdisZeroMemory(&Miniport, sizeof(Miniport));
    Miniport.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Miniport.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Miniport.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    Miniport.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    Miniport.MajorDriverVersion = 1;
    Miniport.MinorDriverVersion = 0;

    Miniport.InitializeHandlerEx = ModelInitialize;
    Miniport.HaltHandlerEx = ModelHalt;
    Miniport.RestartHandler = ModelRestart;
    Miniport.PauseHandler = ModelPause;
    Miniport.DevicePnPEventNotifyHandler = ModelPnPEvent;
    Miniport.ShutdownHandlerEx = ModelShutdown;
    Miniport.UnloadHandler = ModelUnload;
    Miniport.OidRequestHandler = ModelOidRequest;
    Miniport.CancelOidRequestHandler = ModelCancelOidRequest;
    Miniport.SendNetBufferListsHandler = ModelSend;
    Miniport.ReturnNetBufferListsHandler = ModelReturn;
    Miniport.CancelSendHandler = ModelCancelSend;

    Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Miniport, &ModelDriverHandle);
    return Status == NDIS_STATUS_SUCCESS ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
