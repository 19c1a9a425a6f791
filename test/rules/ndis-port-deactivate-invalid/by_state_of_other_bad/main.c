#include "set.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Ports[0].Number = MpAllocate(Handle);
    Adapter->Ports[1].Number = MpAllocate(Handle);
    if (Adapter->Ports[0].Number != 0)
        Adapter->Ports[0].Active = NT_SUCCESS(MpActivate(Handle, Adapter->Ports[0].Number));
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    SetRemove(Adapter, 0);
    SetRemove(Adapter, 1);
    NdisFreeMemory(Adapter, 0, 0);
}
