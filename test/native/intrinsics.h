// The native twins of rules/ndislint.h: what they are told.
#ifndef NATIVE_INTRINSICS_H
#define NATIVE_INTRINSICS_H

#include <stdbool.h>
#include <stdint.h>

struct intrinsics {
    uint32_t failures; // how many more calls may fail in this run
    bool spoken;       // say each step
    int unwritten;     // each byte of allocated memory before it is written
};

extern struct intrinsics intrinsics;

#endif
