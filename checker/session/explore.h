// The exploration, in a process of its own: no driver may take the program along.
#ifndef SESSION_EXPLORE_H
#define SESSION_EXPLORE_H

#include "session/cache.h"

// Explores PROGRAM, also widely, as OPTIONS say; or takes the result that is kept in STORE (NULL: none is), and if there is
// none, keeps it there. Returns the result, or NULL and in *WHY, to be released with free(), what became of it.
struct engine_result *explore_or_recall(struct store *store, enum cache_way way, const struct ir_program *program,
    const struct engine_options *options, char **why);

#endif
