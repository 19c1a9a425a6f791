// MiniportPause deactivates the default port whether the link is up or not.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
#define WITH_RESTART
#define WITH_PAUSE
#define WITH_OID
struct adapter {
    void *Handle;
    unsigned char Active, LinkUp;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    if (Request->RequestType != NdisRequestSetInformation || Request->DATA.SET_INFORMATION.Oid != 0xff010201)
        return NDIS_STATUS_NOT_SUPPORTED;
    Adapter->LinkUp = !Adapter->LinkUp;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Active)
        return NDIS_STATUS_SUCCESS;
    if (MpActivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER) != NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_FAILURE;
    Adapter->Active = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active && MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER) == NDIS_STATUS_SUCCESS)
        Adapter->Active = FALSE;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    NdisFreeMemory(Context, 0, 0);
}
