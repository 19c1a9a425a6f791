// Safe fixes of findings: small changes to the driver's text, each kept only if a check of the changed driver no longer
// has the finding, has no new one, and saw as much of the driver as before.
//
//     repair.c     tries changes            propose.c    thinks of some
#ifndef LSP_REPAIR_H
#define LSP_REPAIR_H

#include "lsp/place.h"
#include "session/session.h"

// Checks with OPTIONS; what the sources excuse does not count. RUN, zeroed before, is released with report_run_free.
void repair_check(const struct session_options *options, struct report_run *run);

// What names a finding whatever line it is in; two may have the same. Released with free().
char *repair_key(const struct report_finding *finding);

// The bytes from START to END of the file at PATH (absolute) become TEXT.
struct repair {
    const char *path, *text;
    size_t start, end;
};

// Calls TAKE with the first fix of FINDING, one of those of RUN, which a check with OPTIONS gave. Each try is such a
// check.
void repair_search(const struct session_options *options, const struct report_run *run,
    const struct report_finding *finding, void (*take)(void *subject, const char *title, const struct repair *repair),
    void *subject);

// What a proposal can use.
struct subject {
    const struct report_driver *driver;
    const struct report_finding *finding;
    const char *cwd; // what the report's paths are relative to
    struct texts texts;
    // Tries a change; true if it is a fix: then nothing further is to be proposed.
    bool (*try)(void *trial, const char *title, const struct repair *repair);
    void *trial;
};

// Proposes what may fix the finding, best first.
void propose(struct subject *subject);

#endif
