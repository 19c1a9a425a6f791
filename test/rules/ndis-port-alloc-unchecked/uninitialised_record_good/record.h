#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
};

BOOLEAN RecordActivate(ADAPTER *Adapter, NDIS_PORT_NUMBER Number);
