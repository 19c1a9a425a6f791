#include "vwifi.h"

static NDIS_HANDLE MiniportDriverHandle;

DRIVER_INITIALIZE DriverEntry;
MINIPORT_UNLOAD   VwUnload;

#pragma NDIS_INIT_FUNCTION(DriverEntry)
#pragma NDIS_PAGEABLE_FUNCTION(VwUnload)

NTSTATUS
DriverEntry(
    IN PDRIVER_OBJECT   DriverObject,
    IN PUNICODE_STRING  RegistryPath
    )
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS Chars;
    NDIS_STATUS Status;

    NdisZeroMemory(&Chars, sizeof(Chars));

    Chars.Header.Type           = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    Chars.Header.Size           = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    Chars.Header.Revision       = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;

    Chars.MajorNdisVersion      = NDIS_MINIPORT_MAJOR_VERSION;
    Chars.MinorNdisVersion      = NDIS_MINIPORT_MINOR_VERSION;
    Chars.MajorDriverVersion    = 1;

    Chars.InitializeHandlerEx           = VwInitialize;
    Chars.HaltHandlerEx                 = VwHalt;
    Chars.PauseHandler                  = VwPause;
    Chars.RestartHandler                = VwRestart;
    Chars.UnloadHandler                 = VwUnload;
    Chars.ShutdownHandlerEx             = VwShutdown;
    Chars.DevicePnPEventNotifyHandler   = VwDevicePnPEvent;
    Chars.SendNetBufferListsHandler     = VwSend;
    Chars.ReturnNetBufferListsHandler   = VwReturn;
    Chars.CancelSendHandler             = VwCancelSend;
    Chars.OidRequestHandler             = VwOidRequest;
    Chars.CancelOidRequestHandler       = VwCancelOidRequest;

    Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &Chars, &MiniportDriverHandle);
    if (!NT_SUCCESS(Status))
    {
        DbgPrintEx(DPFLTR_IHVNETWORK_ID, DPFLTR_ERROR_LEVEL, "vwifi: NdisMRegisterMiniportDriver failed 0x%08x\n", Status);
    }
    return Status;
}

VOID
VwUnload(
    IN PDRIVER_OBJECT   DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();

    if (MiniportDriverHandle)
    {
        NdisMDeregisterMiniportDriver(MiniportDriverHandle);
        MiniportDriverHandle = NULL;
    }
}
