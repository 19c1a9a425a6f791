/* A function that frees a port by its number. */
#include "alias.h"

ULONG_PTR ALIAS(ALIAS_PARAMETERS)
{
    return ALIAS_RESULT(NdisMFreePort(ALIAS_HANDLE_VALUE, (NDIS_PORT_NUMBER)ALIAS_NUMBER));
}
