#include "vport.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) == NDIS_STATUS_SUCCESS) {
        Adapter->Number = Characteristics.PortNumber;
        Adapter->Kind = VPORT_MANAGEMENT;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    VPortDelete(Adapter->Handle, Adapter->Number, Adapter->Kind);
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{allocated}} [ndis-port-leak-halt]
