#include <ndis.h>
#define ADAPTER struct adapter
#define LINK_PORT 1
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN Up;
};

VOID LinkUp(ADAPTER *Adapter);
