#include <ndis.h>
#define ADAPTER struct adapter
struct port {
    NDIS_PORT_NUMBER Number;
    BOOLEAN Active;
};
struct adapter {
    NDIS_HANDLE Handle;
    struct port Ports[2];
};

VOID SetRemove(ADAPTER *Adapter, ULONG Index);
