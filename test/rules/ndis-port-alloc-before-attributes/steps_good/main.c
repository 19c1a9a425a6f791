#include "steps.h"
#include "../../Inputs/miniport.h"

static NDIS_STATUS RegisterStep(ADAPTER *Adapter)
{
    return MpSetAttributes(Adapter->Handle, Adapter);
}

static STEP *const Steps[] = {RegisterStep, PortStep};

static VOID TearDown(ADAPTER *Adapter)
{
    if (Adapter->HasPort)
        NdisMFreePort(Adapter->Handle, Adapter->Number);
    NdisFreeMemory(Adapter, 0, 0);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_STATUS Status = NDIS_STATUS_SUCCESS;
    ADAPTER *Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Adapter), MP_TAG, NormalPoolPriority);
    ULONG i;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->Handle = Handle;
    for (i = 0; i < ARRAYSIZE(Steps) && Status == NDIS_STATUS_SUCCESS; i++)
        Status = Steps[i](Adapter);
    if (Status != NDIS_STATUS_SUCCESS)
        TearDown(Adapter);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    TearDown(Context);
}
