// Which files the sources include, followed as Windows would find them, before anything is parsed.
//
// From that comes a virtual file overlay for clang, with an entry for each include that the disk does not have in
// the case (or with the backslashes) in which it is written, and one for each .tmh file, which the WPP
// preprocessor would generate at build time; and what the sources say about the NDIS version.
#ifndef FRONTEND_SEARCH_H
#define FRONTEND_SEARCH_H

#include "frontend/flags.h"

struct search;

enum search_depth {
    SEARCH_OWN,        // do not read system headers: those of mingw-w64 include each other in exact case
    SEARCH_EVERYTHING, // those of a WDK do not
};

// SETUP is borrowed.
struct search *search_new(const struct flags_setup *setup, enum search_depth depth);
void search_free(struct search *search);

// Follows the includes of SOURCE, which is borrowed. Sources with equal search paths share the work.
void search_follow(struct search *search, const struct frontend_source *source);

// What SOURCE and the files that it includes say about NDIS; SOURCE was followed. The flags in it are borrowed.
const struct flags_ndis *search_ndis(const struct search *search, const struct frontend_source *source);

// The real path of the file that SOURCE, which was followed, includes by NAME from its own folder; NULL if there is none.
// Released with free().
char *search_beside(struct search *search, const struct frontend_source *source, const char *name);

// The overlay as JSON, in which each .tmh file has the content of the file TMH; NULL if nothing needs one. Released
// with free().
char *search_overlay(const struct search *search, const char *tmh);

// What the overlay shows beside the disk: at VIRTUAL_PATH, in any case, the file REAL; NULL: a .tmh file.
struct search_mapping {
    const char *virtual_path, *real;
};

// All of them, *COUNT, in no order; borrowed.
const struct search_mapping *search_mappings(const struct search *search, size_t *count);

// The text of every .tmh file: no-ops for what WPP would define; NULL if there is none. Released with free().
char *search_tmh(const struct search *search);

// Whether SOURCE itself includes a .tmh file; SOURCE was followed.
bool search_traces(struct search *search, const struct frontend_source *source);

#endif
