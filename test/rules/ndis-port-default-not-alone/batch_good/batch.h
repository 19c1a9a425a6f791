#include <ndis.h>
#define ADAPTER struct adapter
#define BATCH 4
struct batch {
    ULONG Count;
    NDIS_PORT Records[BATCH];
};
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    BOOLEAN PortUp, DefaultUp;
};

VOID BatchAdd(struct batch *Batch, NDIS_PORT_NUMBER Number);
BOOLEAN BatchSend(ADAPTER *Adapter, struct batch *Batch);
