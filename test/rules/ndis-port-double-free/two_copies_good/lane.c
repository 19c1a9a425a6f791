#include "lane.h"

VOID LaneFree(ADAPTER *Adapter, struct lane *Lane)
{
    if (Lane->Number != 0 && Lane->Owner)
        NdisMFreePort(Adapter->Handle, Lane->Number);
    Lane->Number = 0;
}
