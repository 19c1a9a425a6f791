// Whether the models of the rule packs say what they may say.
#ifndef SESSION_MODELS_H
#define SESSION_MODELS_H

#include "frontend/frontend.h"
#include "report/catalogue.h"

// The first thing that is wrong in the parsed packs, with file and line, or NULL: a rule that is not in the CATALOGUE, an
// intrinsic that does not exist, is used wrongly or is defined by a model, two models of one function. Released with
// free().
char *models_check(const struct frontend_result *models, const char *cwd, const struct catalogue *catalogue);

#endif
