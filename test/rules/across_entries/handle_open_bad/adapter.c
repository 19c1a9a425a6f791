#include "ctl.h"

static NDIS_STATUS
CtlSetRegistrationAttributes(_In_ CTL_ADAPTER *Adapter)
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
CtlInitializeEx(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PCTL_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);
    UNREFERENCED_PARAMETER(MiniportInitParameters);
    Adapter = (PCTL_ADAPTER)ExAllocatePoolWithTag(NonPagedPool, sizeof(*Adapter), CTL_TAG);
    if (Adapter == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    InitializeListHead(&Adapter->Ports);
    Adapter->MiniportHandle = NdisMiniportHandle;
    Status = CtlSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        ExFreePoolWithTag(Adapter, CTL_TAG);
        return Status;
    }

    ExAcquireFastMutex(&CtlMutex);
    if (CtlAdapterCount == 0) {
        Status = CtlDeviceAdd();
    }
    if (Status == NDIS_STATUS_SUCCESS) {
        CtlAdapterCount++;
        InsertTailList(&CtlAdapters, &Adapter->Link);
    }
    ExReleaseFastMutex(&CtlMutex);

    if (Status != NDIS_STATUS_SUCCESS) {
        ExFreePoolWithTag(Adapter, CTL_TAG);
    }
    return Status;
}

_Use_decl_annotations_
VOID
CtlHaltEx(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PCTL_ADAPTER Adapter = (PCTL_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);
    ExAcquireFastMutex(&CtlMutex);
    RemoveEntryList(&Adapter->Link);
    if (--CtlAdapterCount == 0) {
        CtlDeviceRemove();
    }
    ASSERT(IsListEmpty(&Adapter->Ports));
    ExReleaseFastMutex(&CtlMutex);
    ExFreePoolWithTag(Adapter, CTL_TAG);
} // expected-error {{allocated}} [ndis-port-leak-halt]
