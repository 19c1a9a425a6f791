#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN Active;
};

NDIS_STATUS Up(ADAPTER *Adapter);
