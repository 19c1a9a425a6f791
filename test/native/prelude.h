/*
 * What the driver and the rule pack are compiled with for a native run, before their first line.
 *
 * mingw-w64's headers serve a host too where long has 64 bits: they say __LONG32 where Windows means 32 bits. So all
 * that is left are words of the compiler that a host does not know, and where variables and code are to lie, so that
 * the machine finds them: it saves and restores the variables, and tells the driver's calls from the pack's.
 */
#define __forceinline inline __attribute__((always_inline))
#define __cdecl
#define __stdcall
#define __fastcall

/* The host's counts wider characters. */
#define wcslen native_wcslen

#ifdef __clang__
#pragma clang section data = "native_data" bss = "native_bss"
#ifdef NATIVE_DRIVER
#pragma clang section text = "native_driver"
#endif
#endif
