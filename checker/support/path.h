// File names as text: joined, made absolute, shown to the user. Nothing here asks the file system.
#ifndef SUPPORT_PATH_H
#define SUPPORT_PATH_H

#include <stdbool.h>
#include <stddef.h>

// PATH (relative to the absolute folder CWD, or absolute) as an absolute path without "." and ".." and doubled
// slashes. Released with free().
char *path_absolute(const char *cwd, const char *path);

// PATH as the user would write it in the folder CWD: relative if it lies below CWD or a few folders up, else as it
// is. Both are absolute and normal. Released with free().
char *path_shown(const char *cwd, const char *path);

// The folder that PATH lies in ("/" for "/x"). Released with free().
char *path_folder(const char *path);

// The last part of PATH, inside PATH.
const char *path_name(const char *path);

// Whether PATH's name ends in EXTENSION (".c"), in any case.
bool path_has_extension(const char *path, const char *extension);

// Whether PATH is FOLDER or lies below it. Both are absolute and normal.
bool path_is_below(const char *path, const char *folder);

// A copy of PATH with slashes for backslashes. Released with free().
char *path_with_slashes(const char *path);

#endif
