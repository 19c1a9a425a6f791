// RUN: %ndislint check --verify %s
// Known wrong: of a return with an undeclared name nothing is left, so execution goes on behind it. The verdict says that the
// function does not parse there, but the finding is of a path that the driver does not have.
#define ADAPTER struct adapter
#define WITH_OID
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
};
#include "../Inputs/miniport.h"

/* VENDOR_STATUS_THERE_ALREADY comes from a header that is not there. */
static NDIS_STATUS Add(ADAPTER *Adapter)
{
    if (Adapter->Number != 0)
        return VENDOR_STATUS_THERE_ALREADY;
    Adapter->Number = MpAllocate(Adapter->Handle); // expected-warning {{is lost}} [ndis-port-lost]
    return Adapter->Number != 0 ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    return Request->DATA.SET_INFORMATION.Oid == 0xff010201 ? Add(Context) : NDIS_STATUS_NOT_SUPPORTED;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
