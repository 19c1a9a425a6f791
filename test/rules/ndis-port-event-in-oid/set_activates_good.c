// An OID request has a work item activate the port.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_OID
struct adapter {
    void *Handle;
    void *WorkItem;
    unsigned long PortNumber;
    unsigned char Active, Queued;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS Activate(ADAPTER *Adapter)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;
    NDIS_STATUS Status;

    NdisZeroMemory(&Port, sizeof(Port));
    Port.PortCharacteristics.PortNumber = Adapter->PortNumber;
    MpFillEvent(&Event, NetEventPortActivation, &Port, sizeof(Port));
    Status = NdisMNetPnPEvent(Adapter->Handle, &Event);
    Adapter->Active = Status == NDIS_STATUS_SUCCESS;
    return Status;
}

static VOID ActivateLater(PVOID Context, NDIS_HANDLE WorkItem)
{
    ADAPTER *Adapter = Context;

    Activate(Adapter);
    Adapter->Queued = FALSE;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->WorkItem = NdisAllocateIoWorkItem(Handle);
    if (Adapter->WorkItem == NULL) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpOidRequest(NDIS_HANDLE Context, PNDIS_OID_REQUEST Request)
{
    ADAPTER *Adapter = Context;

    if (Request->DATA.SET_INFORMATION.Oid != 0xff010201)
        return NDIS_STATUS_NOT_SUPPORTED;
    if (Adapter->PortNumber == 0 || Adapter->Active || Adapter->Queued)
        return NDIS_STATUS_INVALID_STATE;
    Adapter->Queued = TRUE;
    NdisQueueIoWorkItem(Adapter->WorkItem, ActivateLater, Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Queued)
        NdisMSleep(1);
    while (Adapter->Active)
        Adapter->Active = MpDeactivate(Adapter->Handle, Adapter->PortNumber) != NDIS_STATUS_SUCCESS;
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeIoWorkItem(Adapter->WorkItem);
    NdisFreeMemory(Adapter, 0, 0);
}
