#include "vport.h"

VOID VPortDelete(NDIS_HANDLE Handle, ULONG Kind, NDIS_PORT_NUMBER Number)
{
    if (Kind != VPORT_NONE)
        NdisMFreePort(Handle, Number);
}
