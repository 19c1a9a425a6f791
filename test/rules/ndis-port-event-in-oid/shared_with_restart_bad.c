// The function that activates serves MiniportRestart and the OID handler.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_RESTART
#define WITH_OID
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char Wanted, Active;
};
#include "../Inputs/miniport.h"

static VOID Bring(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    if (!Adapter->Wanted || Adapter->Active || Adapter->PortNumber == 0)
        return;
    NdisZeroMemory(&Port, sizeof(Port));
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    if (NT_SUCCESS(NdisMNetPnPEvent(Adapter->Handle, &Event))) // expected-warning {{before the request is completed}} [ndis-port-event-in-oid]
        Adapter->Active = TRUE;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpRestart(NDIS_HANDLE Context, PNDIS_MINIPORT_RESTART_PARAMETERS Parameters)
{
    Bring(Context);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    if (Request->RequestType != NdisRequestSetInformation)
        return NDIS_STATUS_NOT_SUPPORTED;
    Adapter->Wanted = TRUE;
    Bring(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Active)
        Adapter->Active = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
