// A build of the two steps: sources to units, units to findings, for engines that run such steps.
#ifndef SESSION_PLAN_H
#define SESSION_PLAN_H

#include "session/session.h"
#include "support/vec.h"

struct session_plan {
    enum session_plan_format {
        SESSION_PLAN_NINJA, // a build.ninja: a unit for each source, SARIF for each driver
        SESSION_PLAN_GITHUB // the matrix of a workflow: a job for each driver
    } format;
    const char *program; // of ndislint; absolute
    const char *config;  // the configuration file that holds; absolute; NULL: none
    VEC(const char *) rules;           // folders of rule packs; absolute
    VEC(const char *) check_arguments; // of each check, beside its units
};

// Writes the plan for the drivers that OPTIONS name to OUT. What keeps it from being written goes to RUN's errors.
void session_print_plan(
    const struct session_options *options, const struct session_plan *asked, FILE *out, struct report_run *run);

#endif
