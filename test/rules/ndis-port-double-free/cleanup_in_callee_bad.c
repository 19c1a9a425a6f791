// The deciding fact lies in another function: the callee frees the port on failure, and so does the caller.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    void *Table;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MakeTable(ADAPTER *Adapter, NDIS_PORT_NUMBER *Number)
{
    Adapter->Table = NdisAllocateMemoryWithTagPriority(Adapter->Handle, 64, MP_TAG, NormalPoolPriority);
    if (Adapter->Table == NULL) {
        NdisMFreePort(Adapter->Handle, *Number);
        return NDIS_STATUS_RESOURCES;
    }
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status = NDIS_STATUS_RESOURCES;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return Status;
    MpFillCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Handle, &Characteristics);
    if (Status != NDIS_STATUS_SUCCESS)
        goto Fail;
    Adapter->PortNumber = Characteristics.PortNumber;
    Status = MakeTable(Adapter, &Adapter->PortNumber);
    if (Status != NDIS_STATUS_SUCCESS)
        goto Fail;
    return NDIS_STATUS_SUCCESS;

Fail:
    if (Adapter->PortNumber != 0)
        NdisMFreePort(Handle, Adapter->PortNumber); // expected-error {{freed before}} [ndis-port-double-free]
    NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter->Table, 0, 0);
    NdisFreeMemory(Adapter, 0, 0);
}
