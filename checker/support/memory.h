// Memory that never fails to arrive: the one place where running out of it ends the process.
#ifndef SUPPORT_MEMORY_H
#define SUPPORT_MEMORY_H

#include <stddef.h>
#include <stdlib.h>

// Ends the process: for memory that a library did not get.
void memory_exhausted(void) __attribute__((noreturn));

// Zeroed memory of SIZE bytes, released with free().
void *memory_new(size_t size);

// AT, reallocated so that it holds at least WANTED elements of SIZE bytes; updates *CAPACITY.
void *memory_grow(void *at, size_t *capacity, size_t wanted, size_t size);

// A copy of the N bytes at TEXT with a terminating NUL, released with free().
char *memory_text(const char *text, size_t n);

// printf into fresh memory, released with free().
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
