// Which findings of a check count: what the source, the configuration and a baseline excuse, and what was not asked for.
#ifndef CLI_JUDGE_H
#define CLI_JUDGE_H

#include "cli/options.h"
#include "config/config.h"
#include "suppress/baseline.h"
#include "suppress/changes.h"
#include "suppress/suppress.h"

struct judge_options {
    const char *baseline, *write_baseline, *diff_base;
    struct option_list touching;
    bool require_reason, no_suppress;
};

// The rows of an option table for the field FIELD, a struct judge_options, of the record TYPE.
// clang-format off
#define JUDGE_OPTIONS(type, field) \
    {"--baseline", "FILE", "leave out findings that FILE has, written by --write-baseline", OPTION_TEXT, \
        offsetof(type, field.baseline)}, \
    {"--write-baseline", "FILE", "write the findings to FILE, and leave them out", OPTION_TEXT, \
        offsetof(type, field.write_baseline)}, \
    {"--diff-base", "REF", "leave out findings whose path crosses no line changed since the commit REF", OPTION_TEXT, \
        offsetof(type, field.diff_base)}, \
    {"--touching", "FILE", "leave out findings whose path crosses no line of FILE; may be repeated", OPTION_LIST, \
        offsetof(type, field.touching)}, \
    {"--require-reason", NULL, "let suppressions without a reason count for nothing", OPTION_FLAG, \
        offsetof(type, field.require_reason)}, \
    {"--no-suppressions", NULL, "report what suppressions in the sources excuse too", OPTION_FLAG, \
        offsetof(type, field.no_suppress)}
// clang-format on

struct judge {
    const struct judge_options *options; // borrowed
    const struct config *config; // borrowed
    const char *cwd; // borrowed
    struct baseline *baseline; // NULL: there is none
    struct changes *diff, *touched; // NULL: they were not asked for
    struct suppressions suppressions; // those that were met
};

// Opens what must be there before anything is checked: the baseline, and the commit to compare with in the repository of
// the first of OPERANDS. False, and the user was told why, if something is not. JUDGE, with its first three fields set,
// is released with judge_close.
bool judge_open(struct judge *judge, const struct operands *operands);

// Quietens the findings of RUN that do not count.
void judge_run(
    struct judge *judge, struct report_run *run, const struct catalogue *catalogue, struct excerpt_cache *sources);

// Writes the baseline, if that was asked for. False, and the user was told why, if it cannot be written.
bool judge_write(const struct judge *judge, const struct report_view *view, struct report_run *run);

void judge_close(struct judge *judge);

#endif
