/*++
Module Name:  mux.c
Abstract:     DriverEntry of the sample multiplexer, and the list of lower adapters.
--*/
#include "precomp.h"

NDIS_HANDLE     ProtHandle = NULL;
NDIS_HANDLE     DriverHandle = NULL;
NDIS_SPIN_LOCK  GlobalLock;
LIST_ENTRY      AdapterList;

DRIVER_INITIALIZE DriverEntry;

#pragma NDIS_INIT_FUNCTION(DriverEntry)

NTSTATUS
DriverEntry(
    IN  PDRIVER_OBJECT      DriverObject,
    IN  PUNICODE_STRING     RegistryPath
    )
{
    NDIS_STATUS                             Status;
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS    MPChars;

    NdisAllocateSpinLock(&GlobalLock);
    InitializeListHead(&AdapterList);

    do
    {
        NdisZeroMemory(&MPChars, sizeof(MPChars));
        MPChars.Header.Type     = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
        MPChars.Header.Size     = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
        MPChars.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1;
        MPChars.Flags           = NDIS_INTERMEDIATE_DRIVER;
        MPChars.MajorNdisVersion = 6;
        MPChars.MinorNdisVersion = 0;
        MPChars.InitializeHandlerEx     = MPInitialize;
        MPChars.HaltHandlerEx           = MPHalt;
        MPChars.UnloadHandler           = MPUnload;
        MPChars.PauseHandler            = MPPause;
        MPChars.RestartHandler          = MPRestart;
        MPChars.OidRequestHandler       = MPOidRequest;
        MPChars.CancelOidRequestHandler = MPCancelOidRequest;
        MPChars.SendNetBufferListsHandler   = MPSend;
        MPChars.ReturnNetBufferListsHandler = MPReturn;
        MPChars.CancelSendHandler       = MPCancelSend;
        MPChars.DevicePnPEventNotifyHandler = MPPnPEvent;
        MPChars.ShutdownHandlerEx       = MPShutdown;

        Status = NdisMRegisterMiniportDriver(DriverObject, RegistryPath, NULL, &MPChars, &DriverHandle);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }

        Status = RegisterProtocol();
        if (Status != NDIS_STATUS_SUCCESS)
        {
            NdisMDeregisterMiniportDriver(DriverHandle);
            break;
        }

        NdisIMAssociateMiniport(DriverHandle, ProtHandle);
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS)
    {
        NdisFreeSpinLock(&GlobalLock);
    }
    return Status;
}

VOID
MPUnload(
    IN PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);

    if (ProtHandle != NULL)
    {
        NdisDeregisterProtocolDriver(ProtHandle);
    }
    NdisMDeregisterMiniportDriver(DriverHandle);
    NdisFreeSpinLock(&GlobalLock);
}
