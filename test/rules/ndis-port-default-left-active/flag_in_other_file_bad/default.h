#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    ULONG State;
};
#define STATE_DEFAULT_ACTIVE 2

NDIS_STATUS DefaultUp(ADAPTER *Adapter);
