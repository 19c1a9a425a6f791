#include "two.h"

VOID
TwoPortInit(PTWO_PORT pPort, NDIS_PORT_NUMBER ulNumber)
{
    NdisZeroMemory(pPort, sizeof(TWO_PORT));
    pPort->ulNumber = ulNumber;
    pPort->fValid = TRUE;
}

VOID
TwoPortTerm(PTWO_ADAPTER pAdapter, PTWO_PORT pPort)
{
    if (!pPort->fValid)
        return;
    pPort->fValid = FALSE;
    if (!pPort->fDefault)
        NdisMFreePort(pAdapter->hMiniport, pPort->ulNumber);
}
