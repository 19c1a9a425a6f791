/* What belongs to no other area: unknown values, what stops the machine, and what only looks at a driver's object. */
#include "model.h"

const struct lint_domain lint_any_ulong = {"any 32 bits", 0, 0xffffffff, LINT_NUMBER_SAMPLES};

static const struct lint_domain ndis_versions = {"the version of NDIS", 0x60000, 0x6ffff, 1, {0x60057}};

UINT NdisGetVersion(VOID)
{
    return lint_fresh_in(UINT, ndis_versions);
}

/* A bug check ends everything. */

VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR BugCheckParameter1, ULONG_PTR BugCheckParameter2,
    ULONG_PTR BugCheckParameter3, ULONG_PTR BugCheckParameter4)
{
    (void)BugCheckCode;
    (void)BugCheckParameter1;
    (void)BugCheckParameter2;
    (void)BugCheckParameter3;
    (void)BugCheckParameter4;
    for (;;)
        lint_block("the driver stops the machine");
}

VOID KeBugCheck(ULONG BugCheckCode)
{
    KeBugCheckEx(BugCheckCode, 0, 0, 0, 0);
}

VOID ExRaiseStatus(NTSTATUS Status)
{
    (void)Status;
    for (;;)
        lint_raise();
}

/* Told to NDIS, and forgotten: what is given here may hold a port's number without harm. */

VOID NdisMIndicateStatusEx(NDIS_HANDLE MiniportAdapterHandle, PNDIS_STATUS_INDICATION StatusIndication)
{
    (void)MiniportAdapterHandle;
    (void)StatusIndication;
}

/* What is printed is not kept. */

ULONG DbgPrint(PCSTR Format, ...)
{
    (void)Format;
    return STATUS_SUCCESS;
}

ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...)
{
    (void)ComponentId;
    (void)Level;
    (void)Format;
    return STATUS_SUCCESS;
}

ULONG vDbgPrintEx(ULONG ComponentId, ULONG Level, PCCH Format, va_list arglist)
{
    (void)ComponentId;
    (void)Level;
    (void)Format;
    (void)arglist;
    return STATUS_SUCCESS;
}
