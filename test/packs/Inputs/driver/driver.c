// A driver that knows ports through the library alone.
#define ADAPTER struct adapter
#define WITH_OID
#include "acmeport.h"
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
};
#include "../../../rules/Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    if (AcmePortOpen(Handle, &Adapter->Number) == NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_SUCCESS;
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    if (Request->DATA.SET_INFORMATION.Oid != 0xff010201)
        return NDIS_STATUS_NOT_SUPPORTED;
    // expected-warning@+3 {{a second port for '&Adapter->Number'}} [acme-port-open-twice]
    // expected-warning@+2 {{lost in 'MpOidRequest'}} [ndis-port-lost]
    // expected-warning@+1 {{lost in 'MpOidRequest'}} [ndis-port-lost]
    return AcmePortOpen(Adapter->Handle, &Adapter->Number);
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    AcmePortClose(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
