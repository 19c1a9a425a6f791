/*
 * All models as one translation unit, so that the headers are parsed once. Each file also compiles alone.
 * sync.c comes first: it replaces what headers give a body.
 */
#include "sync.c"

#include "configuration.c"
#include "device.c"
#include "hardware.c"
#include "interlocked.c"
#include "lifecycle.c"
#include "locks.c"
#include "memory.c"
#include "misc.c"
#include "oid.c"
#include "packets.c"
#include "ports.c"
#include "registration.c"
#include "strings.c"
#include "timers.c"
#include "work.c"
#include "workitems.c"
