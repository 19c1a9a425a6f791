#include <ndis.h>

typedef struct _ADAPTER {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    NDIS_PORT_NUMBER Monitor;
} ADAPTER;

VOID LinkUp(ADAPTER *Adapter);
VOID LinkDelete(ADAPTER *Adapter);
VOID MonitorStart(ADAPTER *Adapter);
