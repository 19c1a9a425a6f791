/*
 * Nothing but Windows' base types for drivers.
 *
 * mingw-w64's netioapi.h includes this header of applications, which needs windows.h, and uses nothing of it.
 */
#ifdef _WINDOWS_
#include_next <iprtrmib.h>
#else
#include <minwindef.h>
#endif
