#include "link.h"
#define ADAPTER ADAPTER
#define WITH_OID
#include "miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
    if (Adapter->Number != 0)
        LinkUp(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    return NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    LinkDelete(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
