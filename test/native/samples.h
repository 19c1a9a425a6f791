/*
 * What a native run tries where the models leave something unknown: values that the reference driver tells apart.
 * The pack takes these in place of its own samples (bounds.h).
 */
#ifndef NATIVE_SAMPLES_H
#define NATIVE_SAMPLES_H

/* Its three requests, and another. */
#define LINT_OID_SAMPLES \
    4, \
    { \
        0xff4d0001, 0xff4d0002, 0xff4d0003, OID_GEN_CURRENT_PACKET_FILTER \
    }
#define LINT_REQUEST_SAMPLES \
    3, \
    { \
        NdisRequestMethod, NdisRequestSetInformation, NdisRequestQueryInformation \
    }

/* As many fixed ports as there is room for, fewer, and a number that makes no sense. */
#define LINT_NUMBER_SAMPLES 3, {2, 1, 0}

/* Not 1: small numbers stand anywhere in memory, so that nobody could see that the last copy of one is lost (held.c). */
#define LINT_LOWEST_PORT 0x10001

/* To add a port, to remove it, and another. */
#define LINT_CONTROL_SAMPLES 3, {0x12a004, 0x12a008, 0x12a00c}

#endif
