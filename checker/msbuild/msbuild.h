// What MSBuild would make of a project file before it builds anything: its properties and items.
//
// Nothing is executed: targets, tasks and SDKs are passed by. Only files below the root are read. Every size and depth
// is bounded, so that any bytes have an answer.
#ifndef MSBUILD_MSBUILD_H
#define MSBUILD_MSBUILD_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>

struct folder_cache;

struct msbuild_setting {
    const char *name, *value;
};

struct msbuild_request {
    const char *path;  // of the project file; absolute
    const char *text;  // its N bytes; NULL: they are read from PATH
    size_t n;
    const char *root;  // absolute: no file outside of it is read
    const struct msbuild_setting *globals; // properties that the project cannot set: Configuration, Platform, …
    size_t global_count;
    const struct msbuild_setting *defaults; // properties that are set before the project begins
    size_t default_count;
    struct folder_cache *folders;
};

// A place in a project file. FILE is absolute; NULL: nowhere, the toolset does it.
struct msbuild_place {
    const char *file;
    unsigned line;
};

// One element of a list, and where it was written.
struct msbuild_element {
    const char *text;
    struct msbuild_place place;
};

// A setting of an item: "AdditionalIncludeDirectories".
struct msbuild_value {
    const char *name, *text;
    VEC(struct msbuild_element) elements; // of TEXT, split at semicolons; in order, empty ones left out
};

struct msbuild_item {
    const char *type;    // "ClCompile"
    const char *include; // as the project writes it, expanded; without escapes
    struct msbuild_place place;
    VEC(struct msbuild_value) values; // settings of its own and those of its type
};

struct msbuild_property; // see msbuild_get

struct msbuild_project {
    struct arena arena; // of all texts here
    struct msbuild_property *properties;
    VEC(struct msbuild_item) items;
    VEC(struct msbuild_item) definitions; // what the items of each type begin with; "include" is ""
    VEC(const char *) files;    // that were read: the project first
    VEC(const char *) missing;  // imports that are not there, as written, expanded
    VEC(const char *) problems; // what could not be understood, with its place
};

// Evaluates the project file. OUT is released with msbuild_free. False if the file itself cannot be read or is no
// project: why stands in the problems.
bool msbuild_evaluate(const struct msbuild_request *request, struct msbuild_project *out);
void msbuild_free(struct msbuild_project *project);

// The value of property NAME; "" if there is none. Names have no case.
const char *msbuild_get(const struct msbuild_project *project, const char *name);

// The setting NAME of ITEM, or NULL; its text, or "".
const struct msbuild_value *msbuild_setting(const struct msbuild_item *item, const char *name);
const char *msbuild_text(const struct msbuild_item *item, const char *name);

// PATH as a project file writes it, relative to FOLDER, as it is called on this disk: in any case, with backslashes.
// Where nothing of that name is there, as it would be called. Absolute; released with free().
char *msbuild_path(struct folder_cache *folders, const char *folder, const char *path);

#endif
