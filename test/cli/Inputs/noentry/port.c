#include <ndis.h>

NDIS_STATUS AddPort(NDIS_HANDLE adapter, NDIS_PORT_NUMBER *number)
{
    NDIS_PORT_CHARACTERISTICS port = {0};
    NDIS_STATUS status = NdisMAllocatePort(adapter, &port);

    if (status == NDIS_STATUS_SUCCESS)
        *number = port.PortNumber;
    return status;
}
