/* minwindef.h of whoever comes next on the include path, on the kernel's base types instead of an application's. */
#ifndef NDISLINT_MINWINDEF_H
#define NDISLINT_MINWINDEF_H
#ifndef NT_INCLUDED
#define NT_INCLUDED
#endif
#include <ntdef.h>
#include_next <minwindef.h>
#endif
