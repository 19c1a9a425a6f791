// A Visual Studio solution, .sln or .slnx: its projects, what they depend on, and which of their configurations each
// configuration of the solution means.
#ifndef MSBUILD_SOLUTION_H
#define MSBUILD_SOLUTION_H

#include "support/arena.h"
#include "support/vec.h"

// One configuration of the solution and what it means for a project. In an .slnx a part may be "*".
struct solution_mapping {
    const char *solution, *project; // "Debug|x86", "Debug|Win32"
};

struct solution_project {
    const char *name;
    const char *path; // as written: relative to the solution's folder, with backslashes
    const char *id;   // its GUID with the braces, or in an .slnx its path
    VEC(const char *) needs; // ids of projects that it depends on
    VEC(struct solution_mapping) mappings;
};

struct solution {
    struct arena arena;
    VEC(const char *) configurations; // "Debug|x64"
    VEC(struct solution_project) projects;
};

// Reads the N bytes at BYTES. What is wrong, released with free(), or NULL. OUT is released with solution_free in
// either case.
char *solution_read(const char *bytes, size_t n, struct solution *out);
void solution_free(struct solution *solution);

// The configuration of PROJECT that the solution's CONFIGURATION ("Debug|x64") means, to be released
// with free(); that itself where the solution says nothing.
char *solution_map(const struct solution_project *project, const char *configuration);

#endif
