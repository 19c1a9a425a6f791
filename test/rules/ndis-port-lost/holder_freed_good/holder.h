#include <ndis.h>
#define ADAPTER struct adapter
struct holder {
    LIST_ENTRY Link;
    NDIS_PORT_NUMBER Number;
};
struct adapter {
    NDIS_HANDLE Handle;
    LIST_ENTRY Holders;
};

NDIS_STATUS HolderAdd(ADAPTER *Adapter);
BOOLEAN HolderDrop(ADAPTER *Adapter);
