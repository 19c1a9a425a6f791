// The wide exploration: small programs are explored a second time with more of each thing at once. What it finds is
// found as surely as anything; that it comes to no end says nothing, since the first exploration has.
#include "engine/run.h"

#include <stdlib.h>

enum {
    SMALL = 50 * 1000,       // steps that the first exploration may have taken
    WIDE_STEPS = 600 * 1000, // the budget of the second one
};

static bool is_known(const struct engine_result *result, const struct engine_finding *finding)
{
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct engine_finding *known = &result->findings.at[i];
        if (!strcmp(known->rule, finding->rule) && known->place.line == finding->place.line && known->place.path &&
            finding->place.path && !strcmp(known->place.path, finding->place.path))
            return true;
    }
    return false;
}

// Moves what RESULT lacks out of WIDE.
static void take_findings(struct engine_result *result, struct engine_result *wide)
{
    size_t known = result->findings.count, added = 0;
    for (size_t i = 0; i < wide->findings.count; i++) {
        result->findings.count = known;
        bool is_new = !is_known(result, &wide->findings.at[i]);
        result->findings.count = known + added;
        if (is_new) {
            vec_push(&result->findings, wide->findings.at[i]);
            added++;
        } else {
            finding_free(&wide->findings.at[i]);
        }
    }
    wide->findings.count = 0;
}

void engine_run_wide(
    const struct ir_program *program, const struct engine_options *options, struct engine_result *result)
{
    struct engine_options wide = *options;
    if (result->verdict != ENGINE_COMPLETE || !result->applicable || result->steps > SMALL)
        return;
    wide.wide = true;
    wide.step_budget = WIDE_STEPS;
    struct engine_result *more = engine_run(program, &wide);
    take_findings(result, more);
    engine_result_free(more);
    finding_sort(result);
}
