#include "oids.h"

static NDIS_STATUS OidPortDown(ADAPTER *Adapter)
{
    Adapter->Down = TRUE;
    PortDown(Adapter);
    return NDIS_STATUS_SUCCESS;
}

static const struct {
    NDIS_OID Oid;
    NDIS_STATUS (*Handler)(ADAPTER *Adapter);
} Table[] = {{0xff010203, OidPortDown}};

NDIS_STATUS OidDispatch(ADAPTER *Adapter, NDIS_OID Oid)
{
    ULONG i;

    for (i = 0; i < ARRAYSIZE(Table); i++)
        if (Table[i].Oid == Oid)
            return Table[i].Handler(Adapter);
    return NDIS_STATUS_NOT_SUPPORTED;
}
