#include "lane.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) == NDIS_STATUS_SUCCESS) {
        Adapter->Receive.Number = Characteristics.PortNumber;
        Adapter->Receive.Owner = TRUE;
        Adapter->Send.Number = Adapter->Receive.Number;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    LaneFree(Adapter, &Adapter->Receive);
    LaneFree(Adapter, &Adapter->Send);
    NdisFreeMemory(Adapter, 0, 0);
}
