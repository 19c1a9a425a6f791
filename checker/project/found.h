// The project files of a repository: solutions, C++ projects, `sources`; each read once.
#ifndef PROJECT_FOUND_H
#define PROJECT_FOUND_H

#include "msbuild/solution.h"
#include "project/legacy.h"
#include "project/vcxproj.h"

struct found_solution {
    char *path, *problem;
    struct solution solution;
};

struct found_vcxproj {
    struct vcxproj_setting setting;
    struct vcxproj read;
};

struct found_legacy {
    char *path;
    struct legacy read;
    enum vcxproj_kind kind;
    char *name, *why;
};

struct found {
    const struct project_request *request;
    char *root;
    struct folder_cache *folders;
    const char *configuration;
    VEC(struct found_solution) solutions;
    VEC(struct found_vcxproj) vcxprojs; // sorted by path
    VEC(struct found_legacy) legacies;  // sorted by path
    VEC(char *) sources;                // C and C++ files, sorted
    bool cut;                           // there are more files than anyone should walk
};

// Reads what lies below ROOT, or, where the user means a FOLDER that is passed by there, below that; both absolute.
void found_read(struct found *found, const struct project_request *request, const char *root, const char *folder);
void found_free(struct found *found);

// How near two paths are: by how many bytes they begin alike, and one.
size_t found_nearness(const char *a, const char *b);

// The C++ project at PATH, or NULL.
const struct found_vcxproj *found_vcxproj_at(const struct found *found, const char *path);

// The same project, read in CONFIGURATION. OUT is released with vcxproj_free.
void found_reread(const struct found_vcxproj *vcxproj, const char *configuration, struct vcxproj *out);

#endif
