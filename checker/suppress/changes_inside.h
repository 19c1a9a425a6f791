// What changes.c reads and touched.c compares with.
#ifndef SUPPRESS_CHANGES_INSIDE_H
#define SUPPRESS_CHANGES_INSIDE_H

#include "report/blocks.h"
#include "suppress/changes.h"

// Lines FIRST to LAST of a file are new or other than before; if LAST < FIRST, lines are gone between LAST and FIRST.
struct hunk {
    unsigned first, last;
    bool removes;
};

struct file_changes {
    char *path; // absolute
    VEC(struct hunk) hunks;
    struct blocks blocks; // of the file as it is now
};

struct changes {
    VEC(struct file_changes) files;
    bool definitions;           // a path crosses what its lines mean by names too
    VEC(char *) removed_macros; // names of those whose definition, or a part of it, is gone
};

// The changes of the file at PATH (absolute), or NULL.
struct file_changes *changes_of(const struct changes *changes, const char *path);

// Whether lines FIRST to LAST of FILE, which may be NULL, are not as they were.
bool changes_inside(const struct file_changes *file, unsigned first, unsigned last);

#endif
