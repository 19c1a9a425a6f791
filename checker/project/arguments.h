// Compiler arguments of gcc, clang and cl.exe as the clang flags that matter for parsing: the rest is left out.
#ifndef PROJECT_ARGUMENTS_H
#define PROJECT_ARGUMENTS_H

#include "project/project.h"

enum arguments_style { ARGUMENTS_GCC, ARGUMENTS_CL };

enum arguments_trust {
    ARGUMENTS_FROM_USER, // written on our command line: everything passes but what loads code
    ARGUMENTS_FROM_REPO, // found in a repository: only what is known to matter and to be harmless passes
};

struct arguments {
    const char *const *at; // without the compiler's name
    size_t count;
    enum arguments_style style;
    enum arguments_trust trust;
    const char *directory; // absolute: what relative paths in them start from
    const char *root;      // absolute: response files must lie below it
    const char *source;    // the source's own name among them, to be left out; may be NULL
    const char *shown;     // where they come from, for messages
};

// Appends the flags for clang to FLAGS, and to PROJECT a problem for each that was dropped for safety.
void arguments_clean(const struct arguments *arguments, struct project *project, struct project_flags *flags);

// The same for a line of cl.exe's options in a project file of the repository; the compiler's name is not in it.
void arguments_clean_line(
    const struct arguments *arguments, const char *line, struct project *project, struct project_flags *flags);

// The style of the command whose arguments, the compiler's name first, are AT.
enum arguments_style arguments_style_of(const char *const *at, size_t count);

// Splits COMMAND as the shell (GCC) or as Windows (CL, or a compiler that ends in .exe) would.
void arguments_split(const char *command, struct project_flags *words);

// PATH, which may have backslashes or name another machine's drive (C:\src\drv\x.c), as an absolute path here:
// of a foreign path the longest end that exists below ROOT, or the path with slashes if none does. Released with
// free().
char *arguments_path(const char *path, const char *directory, const char *root);

#endif
