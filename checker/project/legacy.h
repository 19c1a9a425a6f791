// A `sources` or `dirs` file of the build system that WDKs had before Visual Studio: macros as in nmake.
#ifndef PROJECT_LEGACY_H
#define PROJECT_LEGACY_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>

struct folder_cache;
struct legacy_macro;

struct legacy_request {
    const char *path; // of the file; absolute
    const char *text; // its N bytes; NULL: they are read from PATH
    size_t n;
    const char *root; // absolute: no file outside of it is read
    const char *wdk;  // Include/<version> of a WDK; NULL: none
    struct folder_cache *folders;
};

struct legacy {
    struct arena arena;
    struct legacy_macro *macros;
    VEC(const char *) missing;  // included files that are not there
    VEC(const char *) problems; // what could not be understood, with its place
};

// Reads the file and what it includes. OUT is released with legacy_free. False if it cannot be read.
bool legacy_read(const struct legacy_request *request, struct legacy *out);
void legacy_free(struct legacy *legacy);

// The value of macro NAME with what it refers to replaced; "" if there is none. Lives as long as LEGACY.
const char *legacy_get(struct legacy *legacy, const char *name);

// Where NAME was set, "/…/sources:12", or "".
const char *legacy_place(const struct legacy *legacy, const char *name);

#endif
