// Functions without source that behave like one that the rule pack has a model of: `aliases` of .ndislint.yaml.
//
//     aliases:
//       - function: AcmePortRelease
//         like: NdisMFreePort
//         handle: 1
//         number: 2
//
// What `like` may say stands in aliases/kinds.yaml of the rule pack; beside it lies a model for each, in which macros
// stand for the function and for its parameters.
#ifndef SESSION_ALIASES_H
#define SESSION_ALIASES_H

#include "support/vec.h"

struct alias {
    char *function;
    char *model;        // the file with its model; absolute
    VEC(char *) flags;  // -D… for that file
};

struct aliases {
    VEC(struct alias) list;
};

// Reads them from the .ndislint.yaml at PATH. PACK is the folder of the rule pack. NULL on success;
// else what is wrong, with file, line and column, released with free().
char *aliases_read(struct aliases *aliases, const char *path, const char *pack);

void aliases_free(struct aliases *aliases);

#endif
