// The files of a repository: where its root is, which files lie below a folder, what to pass by.
#ifndef PROJECT_TREE_H
#define PROJECT_TREE_H

#include "support/vec.h"

#include <stdbool.h>

// The nearest folder upward from FOLDER (absolute) that holds .git, submodules being part of the repository that
// holds them; NULL if there is none. Released with free().
char *tree_root(const char *folder);

struct tree_files {
    VEC(char *) paths; // absolute, in order of the walk: names of a folder in byte order
    bool cut;          // there are more than anyone should walk
};

// Every regular file below FOLDER. Hidden folders, links to folders and what builds leave behind are passed by.
void tree_walk(const char *folder, struct tree_files *files);

void tree_files_free(struct tree_files *files);

// Whether PATH's extension is that of a source: .c, .cpp, .cc, .cxx.
bool tree_is_source(const char *path);

#endif
