// WPP software tracing without its preprocessor: what the generated .tmh files would define, as no-ops.
#ifndef FRONTEND_WPP_H
#define FRONTEND_WPP_H

#include "support/directives.h"

// The trace functions of all configurations that were seen, in order of sight; texts are borrowed.
struct wpp_names {
    VEC(struct wpp_function) functions;
};

void wpp_names_add(struct wpp_names *names, const struct directives *directives);
void wpp_names_free(struct wpp_names *names);

// The text of a .tmh file that defines NAMES and what every .tmh file defines, each unless it is defined already.
// Released with free().
char *wpp_text(const struct wpp_names *names);

// Whether a function called NAME that nothing declares is a trace macro whose configuration was not found.
bool wpp_looks_like_trace(const char *name);

#endif
