/*
 * What driver and rule pack are compiled with for a native run, before their first line.
 *
 * mingw-w64's headers serve a host too where long has 64 bits: they say __LONG32 where Windows means 32 bits. So all
 * that is left are words of the compiler that a host does not know.
 */
#define __forceinline inline __attribute__((always_inline))
#define __cdecl
#define __stdcall
#define __fastcall

/* The host's counts wider characters. */
#define wcslen native_wcslen
