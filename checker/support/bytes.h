// A growing row of bytes, and taking one apart that is not trusted.
#ifndef SUPPORT_BYTES_H
#define SUPPORT_BYTES_H

#include <stdbool.h>
#include <stddef.h>

// Zeroed, it is empty and ready. `at` is released with free().
struct bytes {
    char *at;
    size_t count, capacity;
};

// Appends the N bytes at FROM.
void bytes_add(struct bytes *bytes, const void *from, size_t n);

// What is left of some bytes. `cut` once more was asked for than there was; then nothing is given any more.
struct bytes_reader {
    const char *at;
    size_t left;
    bool cut;
};

// The next N bytes in place; NULL if there are not as many.
const char *bytes_take(struct bytes_reader *reader, size_t n);

// Copies the next N bytes to TO; false, with TO as it was, if there are not as many.
bool bytes_read(struct bytes_reader *reader, void *to, size_t n);

#endif
