// The compiler's settings of one item of a C++ project, as flags for clang.
#ifndef PROJECT_VCXFLAGS_H
#define PROJECT_VCXFLAGS_H

#include "msbuild/msbuild.h"
#include "project/project.h"

struct vcxflags {
    const struct msbuild_project *build;
    struct folder_cache *folders;
    const char *root;          // absolute: response files must lie below it
    const char *path;          // of the project file
    const char *configuration; // "Debug|x64"
};

// Appends the flags of ITEM, each with where it was written. What is dropped for safety is a problem of PROJECT.
void vcxflags_make(const struct vcxflags *vcxflags, const struct msbuild_item *item, struct project *project,
    struct project_flags *flags);

#endif
