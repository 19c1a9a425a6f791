// Where the rule pack lies and which files it has.
#ifndef SESSION_PACK_H
#define SESSION_PACK_H

#include "support/vec.h"

struct pack {
    char *folder;        // absolute
    // Its models and harness: pack.c, if there is one, which includes all others, so that the headers are parsed
    // once; else every *.c. Absolute, in byte order.
    VEC(char *) sources;
};

// Finds the pack: FOLDER if not NULL, else $NDISLINT_RULES, else beside the installed program, else where this
// program was built. NULL on success; else what is wrong, released with free().
char *pack_find(struct pack *pack, const char *folder);

void pack_free(struct pack *pack);

#endif
