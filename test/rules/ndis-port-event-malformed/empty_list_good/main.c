#include "list.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT Record;
    PNDIS_PORT First = NULL;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
    if (Adapter->Number != 0) {
        NdisZeroMemory(&Record, sizeof(Record));
        Record.PortCharacteristics.PortNumber = Adapter->Number;
        First = &Record;
    }
    Adapter->Up = ListActivate(Handle, First) == NDIS_STATUS_SUCCESS;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (Adapter->Up)
        Adapter->Up = MpDeactivate(Adapter->Handle, Adapter->Number) != NDIS_STATUS_SUCCESS;
    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
