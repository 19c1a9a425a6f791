#define CONTROLS_DEFAULT_PORT
#include "batch.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    struct batch Batch;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Batch.Count = 0;
    Adapter->Number = MpAllocate(Handle);
    if (Adapter->Number != 0)
        BatchAdd(&Batch, Adapter->Number);
    Adapter->PortUp = BatchSend(Adapter, &Batch);
    BatchAdd(&Batch, NDIS_DEFAULT_PORT_NUMBER);
    Adapter->DefaultUp = BatchSend(Adapter, &Batch);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->PortUp)
        Adapter->PortUp = MpDeactivate(Adapter->Handle, Adapter->Number) != NDIS_STATUS_SUCCESS;
    while (Adapter->DefaultUp)
        Adapter->DefaultUp = MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER) != NDIS_STATUS_SUCCESS;
    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
