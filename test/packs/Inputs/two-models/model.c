#include "model.h"

NDIS_STATUS NdisMFreePort(NDIS_HANDLE NdisMiniportHandle, NDIS_PORT_NUMBER PortNumber)
{
    (void)NdisMiniportHandle;
    (void)PortNumber;
    return NDIS_STATUS_SUCCESS;
}
