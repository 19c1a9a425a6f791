/* What every model includes: the driver's view of NDIS, the intrinsics, the bounds. */
#ifndef LINT_MODEL_H
#define LINT_MODEL_H

/* The models are what others import: no declaration says dllimport. */
#include <ntdef.h>
#undef DECLSPEC_IMPORT
#define DECLSPEC_IMPORT

/* Headers may give these a body: that one gets another name, so that a model can have its own. */
#define KeGetCurrentIrql lint_inline_KeGetCurrentIrql
#define KeLowerIrql lint_inline_KeLowerIrql
#define KfRaiseIrql lint_inline_KfRaiseIrql
#define KeRaiseIrqlToDpcLevel lint_inline_KeRaiseIrqlToDpcLevel
#define ExAllocatePoolZero lint_inline_ExAllocatePoolZero
#define ExAllocatePoolQuotaZero lint_inline_ExAllocatePoolQuotaZero
#define ExAllocatePoolPriorityZero lint_inline_ExAllocatePoolPriorityZero
#define ExAllocatePoolUninitialized lint_inline_ExAllocatePoolUninitialized
#define ExAllocatePoolQuotaUninitialized lint_inline_ExAllocatePoolQuotaUninitialized
#define ExAllocatePoolPriorityUninitialized lint_inline_ExAllocatePoolPriorityUninitialized

#include <ndis.h>

#undef KeGetCurrentIrql
#undef KeLowerIrql
#undef KfRaiseIrql
#undef KeRaiseIrqlToDpcLevel
#undef ExAllocatePoolZero
#undef ExAllocatePoolQuotaZero
#undef ExAllocatePoolPriorityZero
#undef ExAllocatePoolUninitialized
#undef ExAllocatePoolQuotaUninitialized
#undef ExAllocatePoolPriorityUninitialized

/* These may be macros. */
#undef KeAcquireSpinLock
#undef KeRaiseIrql

#include "bounds.h"
#include "ndislint.h"

/* What a call returns that fails. NDIS and kernel share the number. */
#define LINT_FAILURE ((NDIS_STATUS)NDIS_STATUS_RESOURCES)

/* Intrinsics take integers: a pointer as one. */
#define lint_word(pointer) ((lint_u64)(ULONG_PTR)(pointer))

/* 1 if the driver set ENTRY, a handler in a table of its own, to a function. */
#define lint_handled(entry) (!lint_is_unwritten(lint_word(entry)) && lint_callable(entry))

/* The same, for what the harness need not call: 1 if calling it may matter for a rule. */
#define lint_wanted(entry) (lint_handled(entry) && lint_matters(lint_word(entry)))

/* A routine of the driver, whatever its parameters are. */
typedef void (*lint_routine)(void);

/* An unknown 32-bit value. */
extern const struct lint_domain lint_any_ulong;

#endif
