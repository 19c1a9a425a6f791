// What the user pointed at, as translation units: source files and the flags to parse them with.
//
// Nothing is executed: compile commands are read, never run, and flags that would load code are dropped.
#ifndef PROJECT_PROJECT_H
#define PROJECT_PROJECT_H

#include "support/vec.h"

#include <stdbool.h>

struct project_request {
    const char *cwd;             // absolute: what relative paths start from
    const char *const *paths;    // files and folders, as the user wrote them
    size_t path_count;
    const char *database;        // compile_commands.json or the folder that it lies in; NULL: none
    const char *const *flags;    // the user's own clang flags, for every source
    size_t flag_count;
    const char *const *system_folders; // headers found there are not looked for in the repository
    size_t system_folder_count;
};

struct project_flags {
    VEC(char *) at; // clang flags; paths in them are absolute
};

struct project_source {
    char *path;      // absolute
    char *shown;     // as the user would write it in the working folder
    char *directory; // where its compiler would run
    struct project_flags flags;
};

enum project_problem_kind {
    PROJECT_BAD_PATH,       // a path that the user gave is not there or not a C source
    PROJECT_BAD_DATABASE,   // compile_commands.json cannot be read
    PROJECT_NO_SOURCES,     // nothing to check was found
    PROJECT_MISSING_SOURCE, // the project names a source that is not there: the check is incomplete
    PROJECT_DROPPED_FLAG,   // a flag was left out for safety
    PROJECT_NOTE,           // worth knowing, harmless
};

struct project_problem {
    enum project_problem_kind kind;
    char *text; // a whole message, with the place and what to do
};

struct project {
    VEC(struct project_source) sources; // sorted by path, each once
    VEC(struct project_problem) problems;
    char *root; // the repository's root: the nearest folder upward with a .git in it, else the common folder
};

// Finds the sources. Never fails: what is wrong is in the project's problems.
void project_find(const struct project_request *request, struct project *project);

void project_free(struct project *project);

// Appends a problem; takes ownership of TEXT. A text that is there already is not repeated.
void project_add_problem(struct project *project, enum project_problem_kind kind, char *text);

void project_flags_free(struct project_flags *flags);

#endif
