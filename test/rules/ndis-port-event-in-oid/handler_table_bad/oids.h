#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN Active, Down;
};

NDIS_STATUS OidDispatch(ADAPTER *Adapter, NDIS_OID Oid);
VOID PortDown(ADAPTER *Adapter);
