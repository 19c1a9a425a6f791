// Whether the port is freed depends on the configuration.
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "ports.h"

#include "Miniport.H"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = PortsMake(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

#ifdef FREES_PORTS
    if (Adapter->PortNumber != 0)
        PortsFree(Adapter->Handle, Adapter->PortNumber);
#endif
    NdisFreeMemory(Adapter, 0, 0);
}
