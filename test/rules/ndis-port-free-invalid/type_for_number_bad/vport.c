#include "vport.h"

VOID VPortDelete(NDIS_HANDLE Handle, ULONG Kind, NDIS_PORT_NUMBER Number)
{
    if (Kind != VPORT_NONE)
        NdisMFreePort(Handle, Number); // expected-warning {{'Number' is no number}} [ndis-port-free-invalid]
}
