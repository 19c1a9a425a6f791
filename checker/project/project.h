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
    const char *project;         // a project file, solution, `sources` or `dirs`; NULL: what is found
    const char *configuration;   // "Release|x64"; NULL: Debug|x64, or what is nearest
    enum project_configurations { PROJECT_ONE_CONFIGURATION, PROJECT_ALL_CONFIGURATIONS } configurations;
    const char *wdk;             // the folder Include/<version> of a WDK; NULL: none
    const char *const *flags;    // the user's own clang flags, for every source
    size_t flag_count;
    enum project_guessing { PROJECT_GUESSES, PROJECT_TAKES_AS_GIVEN } guessing; // of named files: no flags but the user's
    const char *const *system_folders; // headers found there are not looked for in the repository
    size_t system_folder_count;
};

struct project_flags {
    VEC(char *) at;      // clang flags; paths in them are absolute
    VEC(char *) origins; // beside each: where it was written, "src/drv.props:12"
};

struct project_source {
    char *path;      // absolute
    char *shown;     // as the user would write it in the working folder
    char *directory; // where its compiler would run
    char *project;   // the file that names it: a project file, a database; absolute; NULL: it was found in a folder
    struct project_flags flags;
};

enum project_problem_kind {
    PROJECT_BAD_PATH,       // a path that the user gave is not there or not a C source
    PROJECT_BAD_DATABASE,   // compile_commands.json cannot be read
    PROJECT_BAD_PROJECT,    // a project file that the user named is none
    PROJECT_NO_SOURCES,     // nothing to check was found
    PROJECT_MISSING_SOURCE, // the project names a source that is not there: the check is incomplete
    PROJECT_DROPPED_FLAG,   // a flag was left out for safety
    PROJECT_NOTE,           // worth knowing, harmless
};

struct project_problem {
    enum project_problem_kind kind;
    char *text; // a whole message, with the place and what to do
};

// The sources of one program.
struct project {
    VEC(struct project_source) sources; // sorted by path, each once
    VEC(struct project_problem) problems;
    struct project_text *texts; // of the problems, by hash: private to the project
    char *root; // the repository's root: the nearest folder upward with a .git in it, else the common folder
    char *name;          // of the driver; NULL: nobody has given it one
    char *file;          // the project file or `sources` that it is made of; absolute; NULL: none
    char *configuration; // "Debug|x64"; NULL: it has none
    char *why;           // what makes it a driver, in words; NULL: the user named it
    VEC(char *) libraries; // the project files of the static libraries in it; absolute
    size_t items, resolved; // compile items that the project files name, and those of them that are there
};

// What was found and is not checked.
struct project_left_out {
    char *path; // absolute
    char *why;
    size_t items, resolved; // as in a project
};

// The programs of a repository.
struct projects {
    VEC(struct project) at;                  // sorted by file, then configuration
    VEC(struct project_left_out) left_out;   // sorted by path
    VEC(struct project_problem) problems;    // that are of no one program
};

// Finds the sources that the user named, as one program. Never fails: what is wrong is in the project's problems.
void project_find(const struct project_request *request, struct project *project);

void project_free(struct project *project);

// Finds the programs that the user means: those of the project files in the folders that were named, or in the working
// folder; else what project_find finds. Sources that the user names take their flags from the project that has them.
void projects_find(const struct project_request *request, struct projects *projects);

void projects_free(struct projects *projects);

// The root of the repository that FOLDER (absolute) lies in, or FOLDER. Released with free().
char *project_root(const char *folder);

// The outermost folder from that of the file PATH (absolute) up to the repository's root that holds a project file;
// NULL if none does. Released with free().
char *project_folder(const char *path);

// The driver's name for reports: its project file as the user would write it in CWD, with its configuration; NULL if
// it has none. Released with free().
char *project_title(const struct project *project, const char *cwd);

// Gives the sources of a program that project files describe what all sources get: the user's flags, and include paths
// for headers that no flag leads to.
void project_complete(const struct project_request *request, struct project *project);

// Appends FLAG, which is taken, and a copy of ORIGIN.
void project_flags_add(struct project_flags *flags, char *flag, const char *origin);

// Appends a problem; takes ownership of TEXT. A text that is there already is not repeated.
void project_add_problem(struct project *project, enum project_problem_kind kind, char *text);

void project_flags_free(struct project_flags *flags);

#endif
