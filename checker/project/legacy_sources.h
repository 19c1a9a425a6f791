// What a `sources` file compiles, and with which flags.
#ifndef PROJECT_LEGACY_SOURCES_H
#define PROJECT_LEGACY_SOURCES_H

#include "project/found.h"

// Appends the sources that LEGACY compiles to PROJECT, with their flags, and counts its items there. Items whose file
// is missing, and flags that are left out, become problems.
void legacy_sources(const struct found *found, struct found_legacy *legacy, struct project *project);

// The names of the libraries that LEGACY links, without folder and extension; each to be released with free().
void legacy_links(struct found_legacy *legacy, struct path_list *names);

// Appends the files that LEGACY compiles; absolute; each to be released with free().
void legacy_paths(const struct found *found, struct found_legacy *legacy, struct path_list *paths);

#endif
