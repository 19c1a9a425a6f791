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

// What the exploration of PROGRAM with OPTIONS depends on.
struct digest cache_exploration(const struct ir_program *program, const struct engine_options *options);

// The result that was kept under KEY, or NULL. STORE may be NULL.
struct engine_result *cache_find_result(struct store *store, struct digest key);
void cache_keep_result(struct store *store, struct digest key, const struct engine_result *result);

#endif
