// The attributes may fail to be set, and nobody looks.
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
    NDIS_STATUS Status;
    ADAPTER *Adapter = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Adapter), MP_TAG);

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    Adapter->Handle = Handle;
    Status = MpSetAttributes(Handle, Adapter);
    MpFillCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Handle, &Characteristics); // expected-error {{before NdisMSetMiniportAttributes}} [ndis-port-alloc-before-attributes]
    if (Status == NDIS_STATUS_SUCCESS)
        Adapter->PortNumber = Characteristics.PortNumber;
    else
        ExFreePoolWithTag(Adapter, MP_TAG);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    ExFreePoolWithTag(Adapter, MP_TAG);
}
