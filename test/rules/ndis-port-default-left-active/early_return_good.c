// The function that halt calls is done with the default port before it returns.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static VOID ClosePorts(ADAPTER *Adapter)
{
    MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER);
    if (Adapter->PortNumber == 0)
        return;
    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    if (MpActivate(Handle, NDIS_DEFAULT_PORT_NUMBER) != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_FAILURE;
    }
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ClosePorts(Context);
    NdisFreeMemory(Context, 0, 0);
}
