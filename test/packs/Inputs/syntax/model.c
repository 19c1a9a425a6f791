#include "model.h"

VOID AcmePortReset(NDIS_HANDLE Handle)
{
    lint_note(0, "reset" ;
}
