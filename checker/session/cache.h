// What earlier runs have computed: units of sources (frontend/kept.h) and results of explorations, in one store.
#ifndef SESSION_CACHE_H
#define SESSION_CACHE_H

#include "engine/engine.h"
#include "session/session.h"
#include "support/store.h"

// The store of OPTIONS, closed with store_close. NULL: nothing is kept; a note in RUN says why, if the user named a folder.
struct store *cache_open(const struct session_options *options, struct report_run *run);

// What tells this build of the program, and the libclang that it uses, from others.
struct digest cache_edition(void);

// Under what the result of exploring PROGRAM with OPTIONS, both borrowed, is kept: first the bytes of its units, for it
// takes less time to compare them, or only what is essential. Released with cache_keys_free.
enum cache_way { CACHE_BY_BYTES, CACHE_BY_ESSENCE };
struct cache_keys;
struct cache_keys *cache_keys_new(
    const struct ir_program *program, const struct engine_options *options, enum cache_way way);
void cache_keys_free(struct cache_keys *keys);

// The result that is kept in STORE, or NULL. It is that of a program of the same bytes; or of one with the same essence
// (ir/essence.h), with its places moved to where they are in the program.
struct engine_result *cache_find_result(struct store *store, struct cache_keys *keys);
void cache_keep_result(struct store *store, struct cache_keys *keys, const struct engine_result *result);

#endif
