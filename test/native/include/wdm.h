/* The checker's own wdm.h for a compiler that takes __forceinline for a plain word. */
#ifndef NATIVE_WDM_H
#define NATIVE_WDM_H

#include_next <wdm.h>

/* kernel/basics.h has given it back to the compiler. */
#define __forceinline inline __attribute__((always_inline))

#endif
