/* The library's header, as its vendor delivers it. */
#include <ndis.h>

NDIS_STATUS AcmePortOpen(NDIS_HANDLE Handle, PNDIS_PORT_NUMBER Number);
VOID AcmePortClose(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number);
