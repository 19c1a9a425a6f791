#include <ndis.h>
#include "../../Inputs/miniport.h"

struct ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
};

static ADAPTER *NewAdapter(NDIS_HANDLE Handle)
{
    PVOID Memory = NdisAllocateMemoryWithTagPriority(Handle, sizeof(ADAPTER), MP_TAG, NormalPoolPriority);
    ADAPTER *Adapter = static_cast<ADAPTER *>(Memory);

    if (Adapter == nullptr)
        return nullptr;
    Adapter->Handle = Handle;
    if (MpSetAttributes(Handle, Adapter) == NDIS_STATUS_SUCCESS)
        return Adapter;
    NdisFreeMemory(Adapter, 0, 0);
    return nullptr;
}

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
    ADAPTER *Adapter = NewAdapter(Handle);

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
