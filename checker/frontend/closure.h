// What the units of sources can depend on, before anything is parsed: by this they are found again (frontend_options.store).
//
// A source's closure holds each file that it may include, and each file that those may, whatever conditions say. A name
// counts as found in each folder in which any header of the run is looked for, and not just in the first: so a header that
// comes, goes or changes anywhere on the way changes the closure, and which folder wins is left to clang. The closure holds
// more than clang reads. That it holds no less is asked after the parse: closure_explains.
#ifndef FRONTEND_CLOSURE_H
#define FRONTEND_CLOSURE_H

#include "frontend/search.h"
#include "support/digest.h"

struct closure;

// SETUP and SEARCH, which has followed all sources, are borrowed. TMH is the text of each .tmh file, or NULL. RECENT (NULL:
// nothing) is what the process has at hand.
struct closure *closure_new(
    const struct flags_setup *setup, const struct search *search, const char *tmh, struct frontend_recent *recent);
void closure_free(struct closure *closure);

// Reads what SOURCE, which is borrowed, may depend on. All sources come before the first question.
void closure_add(struct closure *closure, const struct frontend_source *source);

// The names and texts of all files of SOURCE's closure.
struct digest closure_digest(struct closure *closure, const struct frontend_source *source);

// Whether the closure knows all that clang did for SOURCE: it holds each of the COUNT files READ, and these, and the
// source, say which headers they look for.
bool closure_explains(struct closure *closure, const struct frontend_source *source, char *const *read, size_t count);

// The names, texts and times of change of all files that the includes in TEXT, which stands in no folder, may lead to: clang
// asks a precompiled header for the times. *EDITED: whether an editor has one of the files open.
struct digest closure_digest_text(struct closure *closure, const char *text, bool *edited);

// Whether the closure of TEXT holds all of what clang has READ for it.
bool closure_explains_text(struct closure *closure, const char *text, char *const *read, size_t count);

// Whether all files of SOURCE's closure are still as they were read.
bool closure_unchanged(struct closure *closure, const struct frontend_source *source);

#endif
