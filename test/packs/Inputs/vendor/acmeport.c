/*
 * Acme's port library, of which a driver has the header alone: what its functions do with NDIS, and a rule of its own.
 *
 *     acme-port-open-twice   AcmePortOpen while a port is open
 */
#include "model.h"

static NDIS_PORT_NUMBER open_port;
static unsigned opened_at;

NDIS_STATUS AcmePortOpen(NDIS_HANDLE Handle, PNDIS_PORT_NUMBER Number);
VOID AcmePortClose(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number);

NDIS_STATUS AcmePortOpen(NDIS_HANDLE Handle, PNDIS_PORT_NUMBER Number)
{
    NDIS_PORT_CHARACTERISTICS characteristics;
    NDIS_STATUS status;

    if (opened_at)
        lint_violation("acme-port-open-twice", open_port, opened_at,
            "AcmePortOpen opens a second port for '%2' while one is open: the library loses the first one's number");
    memset(&characteristics, 0, sizeof characteristics);
    status = NdisMAllocatePort(Handle, &characteristics);
    if (status != NDIS_STATUS_SUCCESS)
        return status;
    *Number = open_port = characteristics.PortNumber;
    opened_at = lint_site();
    return status;
}

VOID AcmePortClose(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number)
{
    NdisMFreePort(Handle, Number);
    opened_at = 0;
}
