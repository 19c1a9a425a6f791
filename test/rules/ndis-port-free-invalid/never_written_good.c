// The number that stands for no port is written before anything can fail.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned char Wanted;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;
    ADAPTER *Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Adapter), MP_TAG, NormalPoolPriority);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Handle = Handle;
    Adapter->Wanted = Parameters->IfIndex > 4;
    Adapter->PortNumber = 0;
    Status = MpSetAttributes(Handle, Adapter);
    if (Status == NDIS_STATUS_SUCCESS && Adapter->Wanted) {
        MpFillCharacteristics(&Characteristics);
        Status = NdisMAllocatePort(Handle, &Characteristics);
        if (Status == NDIS_STATUS_SUCCESS)
            Adapter->PortNumber = Characteristics.PortNumber;
    }
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
