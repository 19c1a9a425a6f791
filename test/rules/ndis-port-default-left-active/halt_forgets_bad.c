// MiniportRestart activates the default port once, and nothing deactivates it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
#define WITH_RESTART
struct adapter {
    void *Handle;
    unsigned char DefaultActive;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    return MpNewAdapter(Handle) ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (!Adapter->DefaultActive && MpActivate(Adapter->Handle, 0) == NDIS_STATUS_SUCCESS)
        Adapter->DefaultActive = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{leaves the default port active}} [ndis-port-default-left-active]
