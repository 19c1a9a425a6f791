/* netioapi.h of whoever comes next on the include path, with what it builds on in the kernel. */
#ifndef NDISLINT_NETIOAPI_H
#define NDISLINT_NETIOAPI_H
#include <ntddk.h>
#include <ws2def.h>
#include <ws2ipdef.h>
#include <ifdef.h>
#include <nldef.h>
#include_next <netioapi.h>
#endif
