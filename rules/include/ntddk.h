/*
 * ntddk.h of whoever comes next on the include path, followed by what it lacks.
 *
 * Written against mingw-w64's DDK. Each part says what it adds; none replaces a function that is there.
 */
#ifndef NDISLINT_NTDDK_H
#define NDISLINT_NTDDK_H

/* Declared anew below, with the const where it belongs. */
#define RtlEqualString lint_RtlEqualString

#include_next <ntddk.h>

#undef RtlEqualString

#include "kernel/basics.h"

#ifdef __cplusplus
extern "C" {
#endif

#include "kernel/pool.h"
#include "kernel/interlocked.h"
#include "kernel/locks.h"
#include "kernel/processors.h"
#include "kernel/time.h"
#include "kernel/memory.h"
#include "kernel/io.h"
#include "kernel/runtime.h"

#ifdef __cplusplus
}
#endif

#endif
