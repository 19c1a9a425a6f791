#include "nova.h"

static NDIS_STATUS
NovaSetRegistrationAttributes(_In_ NOVA_ADAPTER *Adapter)
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

static VOID
NovaTearDown(_In_ PNOVA_ADAPTER Adapter)
{
    NovaReleasePort(Adapter);
    if (NOVA_TEST_FLAG(Adapter, NOVA_SETUP_BUFFERS)) {
        NdisFreeMemory(Adapter->Buffers, 0, 0);
    }
    NdisFreeMemory(Adapter, 0, 0);
}

_Use_decl_annotations_
NDIS_STATUS
NovaInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                 PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PNOVA_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    Adapter = (PNOVA_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(NOVA_ADAPTER), NOVA_TAG,
                                                               NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    NdisZeroMemory(Adapter, sizeof(NOVA_ADAPTER));
    Adapter->MiniportHandle = NdisMiniportHandle;

    Status = NovaSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto Exit;
    }
    NOVA_SET_FLAG(Adapter, NOVA_SETUP_ATTRIBUTES);

    Status = NovaSetupPort(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto Exit;
    }

    Adapter->Buffers = NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, 4096, NOVA_TAG, NormalPoolPriority);
    if (Adapter->Buffers == NULL) {
        Status = NDIS_STATUS_RESOURCES;
        goto Exit;
    }
    NOVA_SET_FLAG(Adapter, NOVA_SETUP_BUFFERS);

Exit:
    if (Status != NDIS_STATUS_SUCCESS) {
        NovaTearDown(Adapter);
    }
    return Status;
}

_Use_decl_annotations_
VOID
NovaHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PNOVA_ADAPTER Adapter = (PNOVA_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    Adapter->Setup &= ~(NOVA_SETUP_ATTRIBUTES | NOVA_SETUP_PORT);
    NovaTearDown(Adapter);
} // expected-error {{allocated}} [ndis-port-leak-halt]
