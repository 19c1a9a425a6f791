#include "lane.h"

VOID LaneFree(ADAPTER *Adapter, struct lane *Lane)
{
    if (Lane->Number != 0)
        NdisMFreePort(Adapter->Handle, Lane->Number); // expected-error {{freed before}} [ndis-port-double-free]
    Lane->Number = 0;
}
