// Findings that the source itself excuses.
//
//     Free(Adapter);            // NOLINT(ndis-port-free-active): reason
//     // NOLINTNEXTLINE(ndis-port-*): reason
//     // NOLINTBEGIN(…): reason … // NOLINTEND(…)
//     #pragma prefast(suppress: ndis-port-lost, "reason")       for the next line of code
//     #pragma warning(suppress: ndis-port-lost)  // reason      for the next line of code
//
// What names no rule of ours is another tool's, but for a bare NOLINT, which stands for all rules.
#ifndef SUPPRESS_SUPPRESS_H
#define SUPPRESS_SUPPRESS_H

#include "report/catalogue.h"
#include "report/excerpt.h"
#include "report/report.h"

enum suppress_kind { SUPPRESS_LINE, SUPPRESS_NEXT_LINE, SUPPRESS_RANGE, SUPPRESS_PRAGMA };

// One suppression that names rules of ours, or all rules.
struct suppression {
    enum suppress_kind kind;
    struct report_place place;
    VEC(char *) rules;    // ids, or patterns with *; none: all rules
    unsigned first, last; // the lines that it covers; 0: none
    char *reason;         // NULL: none is given
    unsigned used;        // findings that it has excused
};

struct suppressions {
    VEC(struct suppression) at; // by file, in order of place
};

enum suppress_reasons { SUPPRESS_REASONS_OPTIONAL, SUPPRESS_REASONS_REQUIRED };

// Reads the suppressions in the sources of RUN's drivers and quietens the findings that they excuse. Adds to RUN's remarks
// what is misspelt, what excuses nothing although everything was seen, and, where reasons are required, what lacks one
// and therefore excuses nothing. LIST, zeroed before, is released with suppress_free.
void suppress_run(struct report_run *run, const struct catalogue *catalogue, struct excerpt_cache *sources,
    enum suppress_reasons reasons, struct suppressions *list);

// Reads the suppressions of one file into LIST, and what is misspelt there into RUN's remarks.
void suppress_read(struct report_run *run, const struct catalogue *catalogue, const struct excerpt_file *file,
    struct suppressions *list);

void suppress_free(struct suppressions *list);

#endif
