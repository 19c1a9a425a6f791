// The names of files that the text of a C file may have a preprocessor look for, whatever stands around them: no
// condition, comment or literal is understood, so more names come out than are looked for, and none is missed.
#ifndef SUPPORT_LOOKUPS_H
#define SUPPORT_LOOKUPS_H

#include "support/vec.h"

#include <stdbool.h>

struct lookups {
    VEC(char *) names; // of #include, #include_next, #import, __has_include; may repeat; owned
    bool hidden;       // what it may look for beside them cannot be told: #include MACRO, #embed
};

// Adds what the N bytes at TEXT mention to LOOKUPS, which is zeroed before and released with lookups_free.
void lookups_read(const char *text, size_t n, struct lookups *lookups);
void lookups_free(struct lookups *lookups);

#endif
