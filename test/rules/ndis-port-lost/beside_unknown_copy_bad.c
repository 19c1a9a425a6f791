// The adapter holds bytes that were copied from outside, where the number cannot be.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long long Registers[4];
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisMoveMemory(Adapter->Registers, Parameters->AllocatedResources->PartialDescriptors, sizeof(Adapter->Registers));
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_RESOURCES;
    }
    return NDIS_STATUS_SUCCESS; // expected-warning {{lost in 'MpInitialize'}} [ndis-port-lost]
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    NdisFreeMemory(Context, 0, 0);
}
