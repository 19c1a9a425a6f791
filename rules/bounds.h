/*
 * How much of each thing the models follow. The harness repeats events without end; these bounds, and equal
 * states at lint_cut, make the exploration finite. A native run may define its own.
 */
#ifndef LINT_BOUNDS_H
#define LINT_BOUNDS_H

/* Adapters of one driver that live at once, in a wide exploration (lint_is_wide); else there is one. */
#ifndef LINT_ADAPTERS
#define LINT_ADAPTERS 2
#endif

/* Live ports of one adapter. Room for what one entry point allocates in a loop. */
#ifndef LINT_PORTS
#define LINT_PORTS 16
#endif

/* An event that begins with this many ports more than MiniportInitializeEx left gets no further port. */
#ifndef LINT_EXTRA_PORTS
#define LINT_EXTRA_PORTS 2
#endif

/* Numbers of one adapter that are remembered although no port has them any more. */
#ifndef LINT_GONE_PORTS
#define LINT_GONE_PORTS 8
#endif

/* Work items, timers, DPCs and threads that wait for their turn, of each adapter. */
#ifndef LINT_DEFERRED
#define LINT_DEFERRED 4
#endif

/* How often a wait lets something else run before the wait is hopeless. */
#ifndef LINT_WAIT_ROUNDS
#define LINT_WAIT_ROUNDS 8
#endif

/* How many waits of one event may time out: a thread that polls for ever ends there. */
#ifndef LINT_TIMEOUTS
#define LINT_TIMEOUTS 3
#endif

/* Requests of a control device that the driver holds back (STATUS_PENDING). */
#ifndef LINT_PENDING_IRPS
#define LINT_PENDING_IRPS 1
#endif

/* How often opening a control device fails before nobody tries any more. */
#ifndef LINT_FAILED_OPENS
#define LINT_FAILED_OPENS 1
#endif

/* Bytes behind an OID request, an I/O request, a registry string. */
#ifndef LINT_OID_BUFFER
#define LINT_OID_BUFFER 256
#endif
#ifndef LINT_IO_BUFFER
#define LINT_IO_BUFFER 256
#endif
#ifndef LINT_STRING_BUFFER
#define LINT_STRING_BUFFER 64
#endif

/* What a native run tries as an OID, as a kind of OID request, as a number (a registry value, say), as the first port's
 * number, as a control code: the values that its driver knows. */
#ifndef LINT_OID_SAMPLES
#define LINT_OID_SAMPLES 4, {0xff010201, 0xff010202, 0xff010203, OID_GEN_CURRENT_PACKET_FILTER}
#endif
#ifndef LINT_REQUEST_SAMPLES
#define LINT_REQUEST_SAMPLES 2, {NdisRequestSetInformation, NdisRequestQueryInformation}
#endif
#ifndef LINT_NUMBER_SAMPLES
#define LINT_NUMBER_SAMPLES 2, {1, 0}
#endif
#ifndef LINT_LOWEST_PORT
#define LINT_LOWEST_PORT 1
#endif
#ifndef LINT_CONTROL_SAMPLES
#define LINT_CONTROL_SAMPLES 4, {0x122000, 0x122004, 0x122008, 0x12200c}
#endif

/* 1: packets are sent and received too. */
#ifndef LINT_DATA_PATH
#define LINT_DATA_PATH 1
#endif

#endif
