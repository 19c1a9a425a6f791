#include <ndis.h>
#define ADAPTER struct adapter
struct lane {
    NDIS_PORT_NUMBER Number;
    BOOLEAN Owner;
};
struct adapter {
    NDIS_HANDLE Handle;
    struct lane Receive, Send;
};

VOID LaneFree(ADAPTER *Adapter, struct lane *Lane);
