/* A function that allocates a port and stores its number. */
#include "alias.h"

ULONG_PTR ALIAS(ALIAS_PARAMETERS)
{
    NDIS_PORT_CHARACTERISTICS characteristics;
    NDIS_STATUS status;

    memset(&characteristics, 0, sizeof characteristics);
    status = NdisMAllocatePort(ALIAS_HANDLE_VALUE, &characteristics);
    if (status == NDIS_STATUS_SUCCESS)
        *(NDIS_PORT_NUMBER *)ALIAS_NUMBER = characteristics.PortNumber;
    return ALIAS_RESULT(status);
}
