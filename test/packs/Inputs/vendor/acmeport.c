/*
 * Acme's port library, of which a driver has the header alone: what its functions do with NDIS, and a rule of its own.
 *
 *     acme-port-open-twice   AcmePortOpen while a port of the adapter is open
 */
#include "lifecycle.h"

/* What the library keeps of each adapter. */
static struct {
    NDIS_PORT_NUMBER number;
    unsigned opened_at; /* 0: no port is open */
} ports[LINT_ADAPTERS];

NDIS_STATUS AcmePortOpen(NDIS_HANDLE Handle, PNDIS_PORT_NUMBER Number);
VOID AcmePortClose(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number);

NDIS_STATUS AcmePortOpen(NDIS_HANDLE Handle, PNDIS_PORT_NUMBER Number)
{
    struct lint_adapter *adapter = lint_adapter_of(Handle);
    NDIS_PORT_CHARACTERISTICS characteristics;
    unsigned i;

    if (!adapter)
        return NDIS_STATUS_INVALID_PARAMETER;
    i = (unsigned)(adapter - lint_adapters);
    if (ports[i].opened_at)
        lint_violation("acme-port-open-twice", ports[i].number, ports[i].opened_at,
            "AcmePortOpen opens a second port for '%2' while one is open: the library loses the first one's number");
    memset(&characteristics, 0, sizeof characteristics);
    if (NdisMAllocatePort(Handle, &characteristics) != NDIS_STATUS_SUCCESS)
        return NDIS_STATUS_RESOURCES;
    *Number = ports[i].number = characteristics.PortNumber;
    ports[i].opened_at = lint_site();
    return NDIS_STATUS_SUCCESS;
}

VOID AcmePortClose(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number)
{
    struct lint_adapter *adapter = lint_adapter_of(Handle);

    NdisMFreePort(Handle, Number);
    if (adapter)
        ports[adapter - lint_adapters].opened_at = 0;
}
