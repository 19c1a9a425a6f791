/* ntifs.h of whoever comes next on the include path, on top of the completed ntddk.h. */
#ifndef NDISLINT_NTIFS_H
#define NDISLINT_NTIFS_H
#include <ntddk.h>
#include_next <ntifs.h>
#endif
