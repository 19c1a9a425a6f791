// What the text of a C file says about its surroundings, without preprocessing it: which files it includes, which
// NDIS macros it defines, which trace functions its WPP configuration names.
//
// Conditions are not evaluated: an #include under #if 0 is listed too. That is harmless for all that these lists
// are for, and needs no knowledge of macros.
#ifndef SUPPORT_DIRECTIVES_H
#define SUPPORT_DIRECTIVES_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>

struct include_directive {
    const char *name; // as written between the quotes or brackets
    bool angled;
    unsigned line;
};

// One FUNC line of a WPP configuration: FUNC TraceError{LEVEL=3}(FLAGS, MSG, ...);
struct wpp_function {
    const char *name;      // "TraceError"
    const char *constants; // "LEVEL=3", or ""
    const char *params;    // "FLAGS, MSG, ..."
};

struct directives {
    VEC(struct include_directive) includes;
    VEC(const char *) ndis_macros; // names with NDIS in them that the file defines
    VEC(const char *) ndis_tests;  // names like NDIS680_MINIPORT that conditions of the file ask about
    VEC(struct wpp_function) wpp_functions;
};

// Reads the N bytes at TEXT (followed by a NUL) into OUT, which is zeroed; its texts live in ARENA.
void directives_read(const char *text, size_t n, struct arena *arena, struct directives *out);

// Reads only the includes in front of everything else: nothing but blanks and comments stands between them.
void directives_read_first(const char *text, size_t n, struct arena *arena, struct directives *out);

void directives_free(struct directives *directives);

#endif
