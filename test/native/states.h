// The states that runs have come to at lint_cut: each once, and how it was reached.
#ifndef NATIVE_STATES_H
#define NATIVE_STATES_H

#include "choice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_STATE UINT32_MAX

struct state {
    uint32_t before;         // the state that the last event began in, or NO_STATE: the beginning
    uint32_t events;         // how many have led here
    uint32_t failures;       // calls that failed on the way
    struct choice *choices;  // of the last event
    uint32_t choice_count;
    uint32_t *chunks;        // the image, in pieces that states share
    uint32_t chunk_count;
    size_t size;
};

// The number of states; they are numbered in the order in which they were found.
uint32_t states_count(void);
const struct state *states_at(uint32_t number);

// Adds the state with IMAGE. STATE says how it was reached; its choices are copied.
void states_add(const unsigned char *image, size_t size, struct state state);

// The same, unless it is there with as few failures; true if it is new.
bool states_add_new(const unsigned char *image, size_t size, struct state state);

// The image of a state; borrowed until the next call.
const unsigned char *states_image(uint32_t number);

#endif
