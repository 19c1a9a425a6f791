#include "fabric.h"

static NDIS_STATUS
FabSetRegistrationAttributes(_In_ FAB_ADAPTER *Adapter)
{
    NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES Registration;

    NdisZeroMemory(&Registration, sizeof(Registration));
    Registration.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    Registration.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    Registration.MiniportAdapterContext = (NDIS_HANDLE)Adapter;
    Registration.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM;
    Registration.CheckForHangTimeInSeconds = 4;
    Registration.InterfaceType = NdisInterfaceInternal;
    return NdisMSetMiniportAttributes(Adapter->MiniportHandle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&Registration);
}

_Use_decl_annotations_
NDIS_STATUS
FabInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PFAB_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PFAB_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), FAB_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    InitializeListHead(&Adapter->IdlePorts);
    InitializeListHead(&Adapter->BusyPorts);
    Adapter->MiniportHandle = NdisMiniportHandle;
    Status = FabSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
    }
    return Status;
}

_Use_decl_annotations_
NDIS_STATUS
FabOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PFAB_ADAPTER Adapter = (PFAB_ADAPTER)MiniportAdapterContext;
    NDIS_PORT_NUMBER Number = 0;

    if (OidRequest->RequestType != NdisRequestSetInformation) {
        return NDIS_STATUS_NOT_SUPPORTED;
    }
    if (OidRequest->DATA.SET_INFORMATION.InformationBufferLength >= sizeof(Number)) {
        Number = *(PNDIS_PORT_NUMBER)OidRequest->DATA.SET_INFORMATION.InformationBuffer;
    }

    switch (OidRequest->DATA.SET_INFORMATION.Oid) {
    case OID_FAB_ADD:
        return FabAddPort(Adapter);
    case OID_FAB_CLAIM:
        return FabMovePort(&Adapter->IdlePorts, &Adapter->BusyPorts, Number);
    case OID_FAB_RELEASE:
        return FabMovePort(&Adapter->BusyPorts, &Adapter->IdlePorts, Number);
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

_Use_decl_annotations_
VOID
FabHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PFAB_ADAPTER Adapter = (PFAB_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    FabDrainPorts(Adapter, &Adapter->IdlePorts);
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]
