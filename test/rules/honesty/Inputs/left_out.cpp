#define ADAPTER struct adapter
#include <ndis.h>
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
};
#include "../../Inputs/miniport.h"

struct Sink {
    virtual void Take(ADAPTER *Adapter) = 0;
};

struct Freer : Sink {
    void Take(ADAPTER *Adapter) override
    {
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    }
};

static Freer TheFreer;
static Sink *TheSink = &TheFreer;

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
    ADAPTER *Adapter = MpNewAdapter(Handle);

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    Adapter->Number = MpAllocate(Handle);
#ifdef VIRTUAL
    if (Adapter->Number != 0)
        TheSink->Take(Adapter);
#endif
#ifdef RANGE
    struct Numbers {
        NDIS_PORT_NUMBER *At;
        NDIS_PORT_NUMBER *begin() { return At; }
        NDIS_PORT_NUMBER *end() { return At + 1; }
    } All = {&Adapter->Number};
    for (NDIS_PORT_NUMBER Number : All)
        MpActivate(Handle, Number);
#endif
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    ADAPTER *Adapter = static_cast<ADAPTER *>(Context);

    if (Adapter->Number != 0)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}
