/* What every model includes: the driver's view of NDIS, the intrinsics, the bounds. */
#ifndef LINT_MODEL_H
#define LINT_MODEL_H

/* The models are what others import: no declaration says dllimport. */
#include <ntdef.h>
#undef DECLSPEC_IMPORT
#define DECLSPEC_IMPORT

#include <ndis.h>

#include "bounds.h"
#include "ndislint.h"

/* What a call returns that fails. NDIS and kernel share the number. */
#define LINT_FAILURE ((NDIS_STATUS)NDIS_STATUS_RESOURCES)

/* Intrinsics take integers: a pointer as one. */
#define lint_word(pointer) ((lint_u64)(ULONG_PTR)(pointer))

/* 1 if the driver set ENTRY, a handler in a table of its own, to a function. */
#define lint_handled(entry) (!lint_is_unwritten(lint_word(entry)) && lint_callable(entry))

/* A routine of the driver, whatever its parameters are. */
typedef void (*lint_routine)(void);

/* Unknown values by width. */
extern const struct lint_domain lint_any_byte, lint_any_ushort, lint_any_ulong, lint_any_bool;

#endif
