#include "mgr.h"

PMGR_ADAPTER MgrAdapter;
FAST_MUTEX MgrMutex;

static NDIS_STATUS
MgrSetRegistrationAttributes(_In_ MGR_ADAPTER *Adapter)
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
MgrInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PMGR_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);

    // A second adapter is not served.
    if (MgrAdapter != NULL) {
        return NDIS_STATUS_NOT_SUPPORTED;
    }
    Adapter = (PMGR_ADAPTER)NdisAllocateMemoryWithTagPriority(NdisMiniportHandle, sizeof(*Adapter), MGR_TAG,
                                                              NormalPoolPriority);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->MiniportHandle = NdisMiniportHandle;
    Adapter->Flags = 0;
    Status = MgrSetRegistrationAttributes(Adapter);
    if (Status == NDIS_STATUS_SUCCESS) {
        Status = MgrRegisterDevice();
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return Status;
    }
    MgrAdapter = Adapter;
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID
MgrHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PMGR_ADAPTER Adapter = (PMGR_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    MgrDeregisterDevice();
    ExAcquireFastMutex(&MgrMutex);
    MgrAdapter = NULL;
    ExReleaseFastMutex(&MgrMutex);

    if (Adapter->Active) {
        (VOID)MgrDeactivate(Adapter);
    }
    if (Adapter->Allocated) {
        (VOID)MgrFree(Adapter);
    }
    NdisFreeMemory(Adapter, 0, 0);
}
