// Safe fixes of findings: small changes to the driver's text, each kept only if a check of the changed driver no longer
// has the finding, has no new one, and saw as much of the driver as before.
#ifndef LSP_REPAIR_H
#define LSP_REPAIR_H

#include "session/session.h"

// What names a finding whatever line it is in; two may have the same. Released with free().
char *repair_key(const struct report_finding *finding);

// The bytes from START to END of the file at PATH (absolute) become TEXT.
struct repair {
    char *path;
    size_t start, end;
    char *text;
};

// Calls TAKE with each fix of FINDING, one of those of RUN, which a check with OPTIONS gave. Each try is such a check.
void repair_search(const struct session_options *options, const struct report_run *run,
    const struct report_finding *finding, void (*take)(void *subject, const char *title, const struct repair *repair),
    void *subject);

#endif
