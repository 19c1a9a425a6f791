#include "drv.h"

VOID DrvFreePort(PADAPTER Adapter)
{
    if (Adapter->HasPort) {
        Adapter->HasPort = FALSE;
        NdisMFreePort(Adapter->Handle, Adapter->Port);
    }
}

VOID DrvHaltEx(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    PADAPTER Adapter = Context;

    UNREFERENCED_PARAMETER(Action);
    DrvFreePort(Adapter);
    NdisFreeMemory(Adapter, 0, 0);
}
