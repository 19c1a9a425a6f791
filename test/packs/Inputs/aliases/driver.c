// Ports by way of functions that have no source, of which .ndislint.yaml says what they are like.
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long First, Second;
};
#include "../../../rules/Inputs/miniport.h"

BOOLEAN VendorPortNew(NDIS_HANDLE Handle, NDIS_PORT_NUMBER *Number);
NDIS_STATUS VendorPortUp(NDIS_PORT_NUMBER Number);
VOID VendorPortDown(NDIS_PORT_NUMBER Number);
VOID VendorPortDelete(NDIS_PORT_NUMBER Number, NDIS_HANDLE Handle);

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    if (!VendorPortNew(Handle, &Adapter->First))
        return NDIS_STATUS_SUCCESS;
    if (VendorPortNew(Handle, &Adapter->Second) && VendorPortUp(Adapter->Second) != NDIS_STATUS_SUCCESS) {
        VendorPortDelete(Adapter->Second, Handle);
        Adapter->Second = 0;
    }
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->Second != 0)
        VendorPortDelete(Adapter->Second, Adapter->Handle); // expected-error {{port 'Adapter->Second' is active}} [ndis-port-free-active]
    NdisFreeMemory(Adapter, 0, 0);
} // expected-error {{'&Adapter->First' received}} [ndis-port-leak-halt]
