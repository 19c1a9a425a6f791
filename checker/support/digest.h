// Digests of contents: equal bytes have equal digests, and for others to have equal ones nobody need wait.
//
// XXH3 with 128 bits: as fast as memory. It is no defence against someone who constructs two texts with one digest; all
// that such a person can confuse is what ndislint says about texts of their own.
#ifndef SUPPORT_DIGEST_H
#define SUPPORT_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct digest {
    uint64_t low, high;
};

// The digest of N bytes.
struct digest digest_of(const void *bytes, size_t n);

// A digest of several things, in order. A text counts with its end: "ab", "c" is not "a", "bc".
struct digesting;
struct digesting *digest_begin(void);
void digest_add(struct digesting *digesting, const void *bytes, size_t n);
void digest_add_text(struct digesting *digesting, const char *text);
void digest_add_number(struct digesting *digesting, uint64_t number);
// The digest; DIGESTING is gone.
struct digest digest_end(struct digesting *digesting);

// The digest of a set, as the sum of those of its members: in any order the same.
void digest_include(struct digest *set, struct digest member);

static inline bool digest_equal(struct digest a, struct digest b)
{
    return a.low == b.low && a.high == b.high;
}

enum { DIGEST_DIGITS = 32 };
// Writes DIGEST in hexadecimal, and a NUL.
void digest_text(struct digest digest, char text[DIGEST_DIGITS + 1]);

#endif
