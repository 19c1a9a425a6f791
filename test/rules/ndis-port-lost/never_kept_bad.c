// The function that allocates the port keeps its number in a local variable.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static VOID MakePort(ADAPTER *Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;

    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Adapter->Handle, &Characteristics) != NDIS_STATUS_SUCCESS)
        return;
    DbgPrint("port %lu\n", Characteristics.PortNumber);
} // expected-warning {{lost in 'MakePort'}} [ndis-port-lost]

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MakePort(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
