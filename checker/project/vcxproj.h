// A C++ project file (.vcxproj), evaluated in one of its configurations: what it makes, of which sources, with which
// flags, and which libraries it links.
#ifndef PROJECT_VCXPROJ_H
#define PROJECT_VCXPROJ_H

#include "msbuild/msbuild.h"
#include "project/configuration.h"
#include "project/project.h"

struct folder_cache;
struct solution_project;

enum vcxproj_kind {
    VCXPROJ_DRIVER,  // a kernel-mode driver
    VCXPROJ_LIBRARY, // a static library, for the kernel or for anything
    VCXPROJ_USER,    // of user mode, or nothing that is compiled
    VCXPROJ_UNREADABLE,
};

// How to evaluate a project. Borrowed.
struct vcxproj_setting {
    struct folder_cache *folders;
    const char *root;     // absolute: no file outside of it is read
    const char *solution; // of the .sln; absolute; NULL: it is in none
    const struct solution_project *entry;       // the project in that solution; NULL: it is in none
    const char *const *solution_configurations; // those of the solution
    size_t solution_configuration_count;
    const char *wdk;           // Include/<version> of a WDK; NULL: none
    const char *configuration; // asked for, "Debug|x64"
};

struct vcxproj {
    char *path;          // absolute
    char *name;          // of what it makes: TargetName
    char *configuration; // the one that it is evaluated in
    enum vcxproj_kind kind;
    char *why; // for its kind, in words
    struct msbuild_project build;
    struct configurations configurations; // all that it has
};

// Evaluates the project file at PATH in the configuration that is asked for, or the nearest that it has.
void vcxproj_read(const char *path, const struct vcxproj_setting *setting, struct vcxproj *out);
void vcxproj_free(struct vcxproj *vcxproj);

// Appends the sources that VCXPROJ compiles to PROJECT, with their flags, and counts its items there. Items whose file
// is missing, and flags that are left out, become problems.
void vcxproj_sources(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct project *project);

// Appends the files that VCXPROJ compiles, or leaves out on purpose; absolute; each to be released with free().
struct path_list {
    VEC(char *) at;
};
void path_list_free(struct path_list *paths);
void vcxproj_paths(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct path_list *paths);

// The project files that VCXPROJ refers to, absolute, and the names of the .lib files that it links, without folder
// and extension. The texts are released with free().
struct vcxproj_links {
    VEC(char *) projects, names;
};
void vcxproj_links(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct vcxproj_links *links);
void vcxproj_links_free(struct vcxproj_links *links);

#endif
