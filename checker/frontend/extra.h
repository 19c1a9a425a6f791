// Files that clang reads beside those on the disk: the overlay, generated headers.
#ifndef FRONTEND_EXTRA_H
#define FRONTEND_EXTRA_H

#include <stdbool.h>

// One of them: without a name, so that children see it and the disk does not, or in a folder of the user's.
struct extra_file {
    int fd;     // -1: none, or in a folder
    char *path; // NULL: none
};

// The file NAME with TEXT, for this process and its children.
struct extra_file extra_file_hide(const char *name, const char *text);

// The file NAME with TEXT in FOLDER. What is wrong with that goes to *PROBLEM, if that is NULL; released with free().
struct extra_file extra_file_show(const char *folder, const char *name, const char *text, char **problem);

void extra_file_free(struct extra_file *file);

#endif
