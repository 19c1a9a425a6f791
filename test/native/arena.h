// The memory that a native run gives to the driver: at fixed places, so that equal runs leave equal bytes.
#ifndef NATIVE_ARENA_H
#define NATIVE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum arena_kind { ARENA_UNUSED, ARENA_ALLOCATED, ARENA_MODEL }; // who is to free it: the driver, or nobody

// Before a run from the beginning: all memory is unused.
void arena_reset(void);

// SIZE bytes, each FILL. Never NULL.
void *arena_allocate(uint64_t size, enum arena_kind kind, int fill);

// Frees a block; false if BLOCK is none that is in use.
bool arena_free(void *block);

// A page of zeros whose first touch calls arena_touched with NAME, which is borrowed, and NOTE.
void *arena_lazy_page(const char *name, uint32_t note);

// Defined by the user of the arena: fills in the first words of such a page. NOTE is ARENA_LATE after arena_sweep.
enum { ARENA_LATE = -1 };
void arena_touched(const char *name, uint32_t note, uint32_t *words);

// If ADDRESS is in an untouched page: makes it readable, lets it be filled in, and returns true. If it is in such a page
// that can only be read: makes it writable, and returns true.
bool arena_fault(void *address);

// What a word in FROM .. TO points to is in use, and so is what that points to: marks that, until arena_unmark or
// arena_sweep.
void arena_mark(const void *from, const void *to);

void arena_unmark(void);

// Whether a marked block or page has VALUE in it, as an aligned word of 32 bits.
bool arena_marked_holds(uint32_t value);

// Whether a page of unknown memory has to which something was written.
bool arena_page_holds(uint32_t value);

// Whether the words FROM .. TO have.
bool arena_words_hold(const void *from, const void *to, uint32_t value);

// Frees what is not marked. The number of blocks among it that the driver should have freed.
unsigned arena_sweep(void);

// Blocks in use that the driver has to free.
unsigned arena_live(void);

// The arena's state as bytes: how many, and copies to and from.
size_t arena_image_size(void);
void arena_save(unsigned char *to);
void arena_restore(const unsigned char *from);

#endif
