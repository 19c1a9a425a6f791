/*
 * How much of each thing the models follow. The harness repeats events without end; these bounds, and equal
 * states at lint_cut, make the exploration finite.
 */
#ifndef LINT_BOUNDS_H
#define LINT_BOUNDS_H

/* Adapters of one driver that live at once. */
#define LINT_ADAPTERS 1

/* Live ports of one adapter. Room for what one entry point allocates in a loop. */
#define LINT_PORTS 16

/* An event that begins with this many ports more than MiniportInitializeEx left gets no further port. */
#define LINT_EXTRA_PORTS 2

/* Work items, timers, DPCs and threads that wait for their turn. */
#define LINT_DEFERRED 4

/* How often a wait lets something else run before the wait is hopeless. */
#define LINT_WAIT_ROUNDS 8

/* Requests of a control device that the driver holds back (STATUS_PENDING). */
#define LINT_PENDING_IRPS 1

/* Bytes behind an OID request, an I/O request, a registry string. */
#define LINT_OID_BUFFER 256
#define LINT_IO_BUFFER 256
#define LINT_STRING_BUFFER 64

/* 1: packets are sent and received too. */
#define LINT_DATA_PATH 1

#endif
