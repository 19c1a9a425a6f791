#include "model.h"

VOID AcmePortReset(const char *Rule)
{
    lint_violation(Rule, 0, 0, "AcmePortReset is called");
}
