/*
 * wdm.h of whoever comes next on the include path, followed by what it lacks.
 *
 * Written against mingw-w64's DDK. Parts that need more than wdm.h has are added by ntddk.h.
 */
#ifndef NDISLINT_WDM_H
#define NDISLINT_WDM_H

#include <sal.h>
#include <specstrings.h>
#include <driverspecs.h>

/* wdm.h gives these two a body that C++ refuses after intrin.h; its own macros then name the builtins. */
#include <ntdef.h>
#include <intrin.h>
#define InterlockedBitTestAndSet lint_InterlockedBitTestAndSet
#define InterlockedBitTestAndReset lint_InterlockedBitTestAndReset

/* The one member of that name ends a structure which newer systems have made longer. */
#define MaximumVector \
    MaximumVector; \
    IRQ_DEVICE_POLICY AffinityPolicy; \
    USHORT Group; \
    IRQ_PRIORITY PriorityPolicy; \
    KAFFINITY TargetedProcessors

#include_next <wdm.h>

#undef MaximumVector

#include "kernel/basics.h"

#endif
