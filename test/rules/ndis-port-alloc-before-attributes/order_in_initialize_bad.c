// MiniportInitializeEx allocates the port before it sets the attributes.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Adapter), MP_TAG, NormalPoolPriority);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->Handle = Handle;
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS) // expected-error {{before NdisMSetMiniportAttributes}} [ndis-port-alloc-before-attributes]
        goto Fail;
    Adapter->PortNumber = Characteristics.PortNumber;
    if (MpSetAttributes(Handle, Adapter) == NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_SUCCESS;
    NdisMFreePort(Handle, Adapter->PortNumber);

Fail:
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_RESOURCES;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
