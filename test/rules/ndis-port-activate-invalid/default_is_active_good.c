// The driver says that it controls the default port, and activates it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define CONTROLS_DEFAULT_PORT
struct adapter {
    void *Handle;
    unsigned char Active;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS ActivateDefault(NDIS_HANDLE Handle)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Port, sizeof(Port));
    MpFillCharacteristics(&Port.PortCharacteristics);
    Port.PortCharacteristics.PortNumber = NDIS_DEFAULT_PORT_NUMBER;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    return NdisMNetPnPEvent(Handle, &Event);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Active = ActivateDefault(Handle) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Active)
        MpDeactivate(Adapter->Handle, NDIS_DEFAULT_PORT_NUMBER);
    NdisFreeMemory(Adapter, 0, 0);
}
