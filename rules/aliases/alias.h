/*
 * What the models of aliases share. The checker defines ALIAS, the function's name; ALIAS_NUMBER and ALIAS_HANDLE, the
 * parameters that .ndislint.yaml says are that; and ALIAS_RETURNS_…
 */
#include "../lifecycle.h"

/* All that fits into a register, whatever its type. */
#define ALIAS_PARAMETERS \
    ULONG_PTR a1, ULONG_PTR a2, ULONG_PTR a3, ULONG_PTR a4, ULONG_PTR a5, ULONG_PTR a6, ULONG_PTR a7, ULONG_PTR a8

ULONG_PTR ALIAS(ALIAS_PARAMETERS);

/* A handle that is none of the parameters is that of the adapter that there is, if there is one only. */
#ifdef ALIAS_HANDLE
#define ALIAS_HANDLE_VALUE ((NDIS_HANDLE)ALIAS_HANDLE)
#else
#define ALIAS_HANDLE_VALUE (lint_adapter_count == 1 ? lint_adapters[0].handle : (NDIS_HANDLE)0)
#endif

#ifdef ALIAS_RETURNS_boolean
#define ALIAS_RESULT(status) ((status) == NDIS_STATUS_SUCCESS)
#else
#define ALIAS_RESULT(status) ((ULONG_PTR)(ULONG)(status))
#endif
