#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN HasPort;
};

typedef NDIS_STATUS STEP(ADAPTER *Adapter);
STEP PortStep;
