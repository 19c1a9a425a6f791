/* The base types that netioapi.h's users get by it; the router's MIB itself needs all of windows.h. */
#ifndef NDISLINT_IPRTRMIB_H
#define NDISLINT_IPRTRMIB_H
#include "kernel/windef.h"
#endif
