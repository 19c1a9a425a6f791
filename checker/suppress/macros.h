// Macros whose definition has changed, and which lines mean something else for that: told from the text, without
// preprocessing it, since what a macro makes of a line may be nothing.
#ifndef SUPPRESS_MACROS_H
#define SUPPRESS_MACROS_H

#include "suppress/changes_inside.h"

struct macros;

// The macros of DRIVER that CHANGES touch, directly or through macros in their bodies. Files are read through CACHE, which
// outlives the result; paths in DRIVER are relative to CWD. Released with macros_free.
struct macros *macros_read(
    const struct changes *changes, const char *cwd, const struct report_driver *driver, struct excerpt_cache *cache);

// Whether what a path does at line LINE of the file PATH (absolute) depends on one: it is named in the statement that goes
// on there, in a condition (#if) around it or inside its function, or, if it makes nothing of its uses, in its function.
bool macros_touch_path(struct macros *macros, const char *path, unsigned line);

// Whether one is named in line LINE, which is a part of a declaration.
bool macros_touch_line(struct macros *macros, const char *path, unsigned line);

void macros_free(struct macros *macros);

#endif
