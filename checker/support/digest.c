// Digests of contents.
#include "support/digest.h"

#include "support/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct digesting {
    XXH3_state_t *state; // aligned as it wants to be
};

static struct digest from_xxh(XXH128_hash_t hash)
{
    return (struct digest){hash.low64, hash.high64};
}

struct digest digest_of(const void *bytes, size_t n)
{
    return from_xxh(XXH3_128bits(bytes, n));
}

struct digesting *digest_begin(void)
{
    struct digesting *digesting = memory_new(sizeof *digesting);
    digesting->state = XXH3_createState();
    if (!digesting->state)
        memory_exhausted();
    XXH3_128bits_reset(digesting->state);
    return digesting;
}

void digest_add(struct digesting *digesting, const void *bytes, size_t n)
{
    if (n)
        XXH3_128bits_update(digesting->state, bytes, n);
}

void digest_add_text(struct digesting *digesting, const char *text)
{
    digest_add(digesting, text, strlen(text) + 1);
}

void digest_add_number(struct digesting *digesting, uint64_t number)
{
    digest_add(digesting, &number, sizeof number);
}

struct digest digest_end(struct digesting *digesting)
{
    struct digest digest = from_xxh(XXH3_128bits_digest(digesting->state));
    XXH3_freeState(digesting->state);
    free(digesting);
    return digest;
}

void digest_include(struct digest *set, struct digest member)
{
    set->low += member.low;
    set->high += member.high + (set->low < member.low);
}

void digest_text(struct digest digest, char text[DIGEST_DIGITS + 1])
{
    snprintf(text, DIGEST_DIGITS + 1, "%016" PRIx64 "%016" PRIx64, digest.high, digest.low);
}
