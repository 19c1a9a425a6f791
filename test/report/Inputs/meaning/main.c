#include "meaning.h"
#define ADAPTER ADAPTER
#define WITH_OID
#include "miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    return Adapter == NULL ? NDIS_STATUS_RESOURCES : NDIS_STATUS_SUCCESS;
}

static VOID First(ADAPTER *Adapter, ULONG Mode)
{
    if (Mode == ModeThird && Limits[1] > 2)
        if (Adapter->Flags == 0 && Adapter->Shape.Size == 0)
            NdisMFreePort(Adapter->Handle,
                FIRST_NUMBER);
    TRACE("first");
#ifdef WITH_TRACES
    DbgPrint("first");
#endif
#ifdef WITH_NAMES
    DbgPrint("name");
#endif
}

static VOID Second(ADAPTER *Adapter)
{
    NdisMFreePort(Adapter->Handle, 0);
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    if (Request->DATA.SET_INFORMATION.Oid == OID_GEN_CURRENT_PACKET_FILTER)
        First(Context, Request->DATA.SET_INFORMATION.BytesRead);
    else
        Second(Context);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    NdisFreeMemory(Context, 0, 0);
}
