#define WITH_OID
#include "holder.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    InitializeListHead(&Adapter->Holders);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    switch (Request->DATA.SET_INFORMATION.Oid) {
    case 0xff010201:
        return HolderAdd(Adapter);
    case 0xff010202:
        return HolderDrop(Adapter) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_INVALID_DATA;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (!IsListEmpty(&Adapter->Holders)) {
        struct holder *Holder = CONTAINING_RECORD(RemoveHeadList(&Adapter->Holders), struct holder, Link);

        NdisMFreePort(Adapter->Handle, Holder->Number);
        ExFreePool(Holder);
    }
    NdisFreeMemory(Adapter, 0, 0);
}
