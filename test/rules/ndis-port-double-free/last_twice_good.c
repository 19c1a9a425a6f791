// The loop of halt begins behind the port that was freed right before.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define PORTS 3
struct adapter {
    void *Handle;
    unsigned long Count;
    unsigned long Numbers[PORTS];
};
#include "../Inputs/miniport.h"

static VOID FreePorts(ADAPTER *Adapter)
{
    ULONG i;

    for (i = 0; i < Adapter->Count; i++)
        NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    for (Adapter->Count = 0; Adapter->Count < PORTS; Adapter->Count++) {
        MpFillCharacteristics(&Characteristics);
        if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS)
            break;
        Adapter->Numbers[Adapter->Count] = Characteristics.PortNumber;
    }
    if (Adapter->Count == PORTS)
        return NDIS_STATUS_SUCCESS;
    FreePorts(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->Numbers[PORTS - 1]);
    Adapter->Count--;
    FreePorts(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
