// MiniportPause frees the port and says so by a flag, which MiniportHaltEx looks at.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define WITH_PAUSE
struct adapter {
    void *Handle;
    unsigned long PortNumber;
    unsigned char HasPort;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    MpFillCharacteristics(&Characteristics);
    if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS) {
        NdisFreeMemory(Adapter, 0, 0);
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->PortNumber = Characteristics.PortNumber;
    Adapter->HasPort = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS MpPause(NDIS_HANDLE Context, PNDIS_MINIPORT_PAUSE_PARAMETERS Parameters)
{
    ADAPTER *Adapter = Context;

    if (Adapter->HasPort)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    Adapter->HasPort = FALSE;
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->HasPort)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
