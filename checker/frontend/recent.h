// What a process that parses again and again has at hand of the last times. All of it can be made again.
#ifndef FRONTEND_RECENT_H
#define FRONTEND_RECENT_H

#include "frontend/parse.h"
#include "support/digest.h"
#include "support/lookups.h"

// A run begins, perhaps within another one: what none of the last few has asked for is forgotten. RECENT may be NULL, here and
// below.
void recent_begin(struct frontend_recent *recent);

// What the N bytes at TEXT, of which DIGEST is the digest, mention: borrowed until the run ends. NULL if RECENT is.
const struct lookups *recent_lookups(struct frontend_recent *recent, struct digest digest, const char *text, size_t n);

// A precompiled header that an earlier run has made, and what came of that: which files clang read.
struct recent_header {
    struct precompiled made;
    struct parse_outcome outcome;
};

// The one with KEY, borrowed until the run ends; NULL: there is none.
const struct recent_header *recent_find_header(struct frontend_recent *recent, struct digest key);

// Takes MADE, which is saved, and OUTCOME.
void recent_keep_header(struct frontend_recent *recent, struct digest key, const struct precompiled *made,
    const struct parse_outcome *outcome);

#endif
