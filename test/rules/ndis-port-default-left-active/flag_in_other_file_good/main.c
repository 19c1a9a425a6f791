#define CONTROLS_DEFAULT_PORT
#include "default.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);
    NDIS_STATUS Status;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Status = DefaultUp(Adapter);
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->State & STATE_DEFAULT_ACTIVE)
        MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER);
    NdisFreeMemory(Adapter, 0, 0);
}
