// A source that was parsed and lowered, as a file (.nir): the first of the two steps of a build, of which the second is to
// check several of them.
#ifndef FRONTEND_COMPILED_H
#define FRONTEND_COMPILED_H

#include "frontend/frontend.h"
#include "support/bytes.h"
#include "support/digest.h"

struct parse_outcome;

// Zeroed, it is empty. Released with compiled_free.
struct compiled {
    char *source; // its path, absolute
    struct digest text; // of the source, before it was parsed
    char *wdk; // whose headers it was parsed with, as in frontend_options; NULL: fallback headers
    VEC(char *) ndis_flags; // as in frontend_result
    struct parse_outcome *outcome;
};

// Parses and lowers SOURCE. What is wrong with it stands in what compiled_join makes of it.
void compiled_make(
    const struct frontend_options *options, const struct frontend_source *source, struct compiled *compiled);

// Whether there is a unit.
bool compiled_is_made(const struct compiled *compiled);

// Appends COMPILED to BYTES in the form that compiled_read takes from the same EDITION of this program.
void compiled_write(const struct compiled *compiled, struct digest edition, struct bytes *bytes);

// Reads the N bytes at BYTES, which are not trusted, into COMPILED, which is zeroed. NULL, or what is wrong with them (a
// constant): then COMPILED is empty.
const char *compiled_read(const void *bytes, size_t n, struct digest edition, struct compiled *compiled);

// The files that were included by it, *COUNT, as clang calls them; they may repeat. Borrowed.
char *const *compiled_files(const struct compiled *compiled, size_t *count);

// Makes of COUNT of them, which are empty then, what frontend_run makes of their sources.
void compiled_join(struct compiled *compiled, size_t count, struct frontend_result *result);

void compiled_free(struct compiled *compiled);

#endif
