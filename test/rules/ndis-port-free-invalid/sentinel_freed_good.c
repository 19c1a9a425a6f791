// ~0 stands for "no port", and whoever frees looks for it.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define NO_PORT (~0ul & 0xffffffff)
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static VOID MakePort(ADAPTER *Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;

    MpFillCharacteristics(&Characteristics);
    if (NT_SUCCESS(NdisMAllocatePort(Adapter->Handle, &Characteristics)))
        Adapter->PortNumber = Characteristics.PortNumber;
    else
        Adapter->PortNumber = NO_PORT;
}

static VOID DropPort(ADAPTER *Adapter)
{
    if (Adapter->PortNumber != NO_PORT)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
}

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

    DropPort(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
