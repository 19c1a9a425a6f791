#include "model.h"

VOID AcmePortReset(NDIS_HANDLE Handle)
{
    (void)Handle;
    lint_violation("acme-port-open-twice");
}
