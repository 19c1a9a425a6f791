// The exploration, in a process of its own: no driver may take the program along.
#ifndef SESSION_EXPLORE_H
#define SESSION_EXPLORE_H

#include "engine/engine.h"

// Explores PROGRAM, also widely, as OPTIONS say. Returns the result, or NULL and in *WHY, to be released with free(),
// what became of it.
struct engine_result *explore_apart(const struct ir_program *program, const struct engine_options *options, char **why);

#endif
