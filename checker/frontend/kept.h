// Outcomes of sources that were parsed before, by an earlier run or another process, in place of parsing them again.
#ifndef FRONTEND_KEPT_H
#define FRONTEND_KEPT_H

#include "frontend/closure.h"
#include "frontend/parse.h"
#include "support/store.h"

struct kept {
    struct store *store; // NULL: nothing is kept
    struct frontend_recent *recent; // what the process has at hand; NULL: nothing
    struct closure *closure;
    const struct frontend_source *sources;
    const struct parse_job *jobs; // of each source
    size_t count;
    struct digest *keys; // of each source
};

// Computes the keys of all sources, when it is known how they would be parsed. Everything is borrowed; closure_new says
// what SEARCH and TMH are.
void kept_open(struct kept *kept, const struct flags_setup *setup, const struct search *search, const char *tmh);
void kept_close(struct kept *kept);

// Whether the outcome of source I seems to be kept. That takes less time than to find it.
bool kept_has(const struct kept *kept, uint32_t i);

// Whether the outcome of source I was kept: then it is in OUTCOME.
bool kept_find(const struct kept *kept, uint32_t i, struct parse_outcome *outcome);

// The key of a precompiled header of TEXT, with which source I begins, in KEY. False if it may not be used another time: an
// editor has one of its files open, or nothing is kept.
bool kept_key_beginning(const struct kept *kept, uint32_t i, const char *text, struct digest *key);

// Whether it is certain that OUTCOME, that of precompiling TEXT, depends on nothing but that key.
bool kept_explains_beginning(const struct kept *kept, const char *text, const struct parse_outcome *outcome);

// Keeps OUTCOME, that of parsing source I just now, if it is certain what it depends on. BEGINNING is what came of the
// precompiled header with which it may have been parsed, or NULL.
void kept_add(
    const struct kept *kept, uint32_t i, const struct parse_outcome *outcome, const struct parse_outcome *beginning);

#endif
