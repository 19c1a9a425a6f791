// Which compile errors matter: clang drops the statement that an error is in, so what it did is not known.
#ifndef SESSION_GAPS_H
#define SESSION_GAPS_H

#include "frontend/frontend.h"
#include "report/catalogue.h"
#include "report/report.h"

// Adds a reason to DRIVER for each of its functions that has an error inside and can reach what the rules are
// about, by its calls or by the names in its text, and for each error outside of all functions.
void gaps_in_driver(struct report_driver *driver, const char *cwd, const struct frontend_result *sources,
    const struct catalogue *catalogue);

// What is wrong with the parsed rule pack, or NULL: the pack must parse without any error. Released with free().
char *gaps_in_models(const struct frontend_result *models, const char *cwd);

#endif
