#include "record.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Status = NdisMAllocatePort(Handle, &Characteristics);
    if (RecordActivate(Adapter, Characteristics.PortNumber) && Status == NDIS_STATUS_SUCCESS) {
        Adapter->Number = Characteristics.PortNumber;
        return NDIS_STATUS_SUCCESS;
    }
    if (Status == NDIS_STATUS_SUCCESS)
        NdisMFreePort(Handle, Characteristics.PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
    return NDIS_STATUS_FAILURE;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    while (MpDeactivate(Adapter->Handle, Adapter->Number) != NDIS_STATUS_SUCCESS)
        NdisMSleep(1000);
    NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
