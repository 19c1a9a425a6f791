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
};

#endif
