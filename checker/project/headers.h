// Where a WDK may lie on this machine, or in a repository.
#ifndef PROJECT_HEADERS_H
#define PROJECT_HEADERS_H

#include "support/vec.h"

// Folders in which a WDK may be, likeliest first: NuGet packages of the repository at ROOT (absolute) and of the user,
// what the environment of a developer's prompt names, Windows Kits. None of them needs to hold one. The texts are
// released with free().
struct headers_places {
    VEC(char *) at;
};
void headers_find(const char *root, struct headers_places *places);
void headers_free(struct headers_places *places);

#endif
