// The variables of the driver and of the rule pack (see sections.h), as bytes.
#ifndef NATIVE_VARIABLES_H
#define NATIVE_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many bytes they have, and copies to and from.
size_t variables_size(void);
void variables_save(unsigned char *to);
void variables_restore(const unsigned char *from);

// As they were when this was called first.
void variables_reset(void);

// What they point to is in use (arena_mark).
void variables_mark(void);

// Whether a variable of the driver, the pack's aside, holds VALUE as an aligned word of 32 bits.
bool variables_of_driver_hold(uint32_t value);

#endif
