// The loop frees the numbers at the indices.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
#define PORTS 2
struct adapter {
    void *Handle;
    unsigned long Numbers[PORTS + 1]; /* [0] is the default port */
};
#include "../Inputs/miniport.h"

static VOID FreePorts(ADAPTER *Adapter)
{
    ULONG i;

    for (i = 1; i <= PORTS; i++)
        if (Adapter->Numbers[i] != 0)
            NdisMFreePort(Adapter->Handle, Adapter->Numbers[i]);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = MpNewAdapter(Handle);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    for (i = 1; i <= PORTS; i++) {
        MpFillCharacteristics(&Characteristics);
        if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS) {
            FreePorts(Adapter);
            NdisFreeMemory(Adapter, 0, 0);
            return NDIS_STATUS_RESOURCES;
        }
        Adapter->Numbers[i] = Characteristics.PortNumber;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    FreePorts(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
