/* ntintsafe.h of whoever comes next on the include path, with the status codes that its inline functions return. */
#ifndef NDISLINT_NTINTSAFE_H
#define NDISLINT_NTINTSAFE_H
#ifndef NT_INCLUDED
#define NT_INCLUDED
#endif
#include <ntdef.h>
#include <ntstatus.h>
#include_next <ntintsafe.h>
#endif
