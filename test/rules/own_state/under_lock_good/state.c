#include "state.h"

VOID
StateInit(PPORT_STATE_MACHINE pSm)
{
    NdisAllocateSpinLock(&pSm->lock);
    pSm->state = PortStateIdle;
}

// From stateFrom to busy, unless it is in another state.
BOOLEAN
StateBegin(PPORT_STATE_MACHINE pSm, PORT_STATE stateFrom)
{
    BOOLEAN fBegun = FALSE;

    NdisAcquireSpinLock(&pSm->lock);
    if (pSm->state == stateFrom)
    {
        pSm->state = PortStateBusy;
        fBegun = TRUE;
    }
    NdisReleaseSpinLock(&pSm->lock);
    return fBegun;
}

static VOID
StateSet(PPORT_STATE_MACHINE pSm, PORT_STATE state)
{
    NdisAcquireSpinLock(&pSm->lock);
    pSm->state = state;
    NdisReleaseSpinLock(&pSm->lock);
}

VOID
StateEndActivate(PPORT_STATE_MACHINE pSm, NDIS_STATUS ndisStatus)
{
    StateSet(pSm, NT_SUCCESS(ndisStatus) ? PortStateActive : PortStateIdle);
}

VOID
StateEndDeactivate(PPORT_STATE_MACHINE pSm, NDIS_STATUS ndisStatus)
{
    StateSet(pSm, NT_SUCCESS(ndisStatus) ? PortStateIdle : PortStateActive);
}

BOOLEAN
StateIs(PPORT_STATE_MACHINE pSm, PORT_STATE state)
{
    BOOLEAN fIs;

    NdisAcquireSpinLock(&pSm->lock);
    fIs = (pSm->state == state);
    NdisReleaseSpinLock(&pSm->lock);
    return fIs;
}
