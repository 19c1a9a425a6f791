/* The compiler's own cpuid.h, except for a function that mingw-w64's intrin.h has too. */
#define __cpuidex native_cpuidex
#include_next <cpuid.h>
#undef __cpuidex
