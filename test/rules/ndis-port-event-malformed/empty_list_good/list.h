#include <ndis.h>
#define ADAPTER struct adapter
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN Up;
};

NDIS_STATUS ListActivate(NDIS_HANDLE Handle, PNDIS_PORT First);
