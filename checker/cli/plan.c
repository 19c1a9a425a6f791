// ndislint plan: the two steps of a check, sources to units and units to findings, for a build engine.
#include "cli/commands.h"
#include "cli/common.h"

#include "session/plan.h"
#include "support/file.h"
#include "support/path.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

struct plan_options {
    struct common_options common;
    const char *format;
};

static const struct option option_table[] = {
    {"--format", "FORMAT", "ninja: a build.ninja; github-matrix: the matrix of a workflow, with a job for each driver",
        OPTION_TEXT, offsetof(struct plan_options, format)},
    COMMON_OPTIONS(struct plan_options, common),
    {0},
};

static const struct {
    const char *name;
    enum session_plan_format format;
} formats[] = {{"ninja", SESSION_PLAN_NINJA}, {"github-matrix", SESSION_PLAN_GITHUB}};

static bool choose_format(const char *name, struct session_plan *plan)
{
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(formats[i].name, name)) {
            plan->format = formats[i].format;
            return true;
        }
    if (name)
        fprintf(stderr, "ndislint plan: %s: unknown format: ninja or github-matrix\n", name);
    else
        fputs("ndislint plan: name a format: --format ninja or --format github-matrix\n", stderr);
    return false;
}

// What a plan runs, wherever it is run: absolute paths. What is allocated goes to OWNED.
struct planning {
    const struct plan_options *options;
    struct session_plan plan;
    char program[PATH_MAX];
    char *cwd;
    VEC(char *) owned;
};

static const char *absolute(struct planning *planning, const char *path)
{
    char *made = path_absolute(planning->cwd, path);
    vec_push(&planning->owned, made);
    return made;
}

static void add_argument(struct planning *planning, const char *name, const char *value)
{
    vec_push(&planning->plan.check_arguments, name);
    if (value)
        vec_push(&planning->plan.check_arguments, value);
}

static void fill_plan(struct planning *planning, const struct configured *configured)
{
    const struct common_options *common = &planning->options->common;
    ssize_t n = readlink("/proc/self/exe", planning->program, sizeof planning->program - 1);
    planning->program[n > 0 ? n : 0] = 0;
    planning->plan.program = planning->program;
    planning->plan.config = configured->config->path;
    for (size_t i = 0; i < common->rules.values.count; i++) {
        const char *folder = absolute(planning, common->rules.values.at[i]);
        vec_push(&planning->plan.rules, folder);
        add_argument(planning, "--rules", folder);
    }
    if (common->config)
        add_argument(planning, "--config", absolute(planning, common->config));
    if (common->no_config)
        add_argument(planning, "--no-config", NULL);
    if (common->cache)
        add_argument(planning, "--cache", absolute(planning, common->cache));
    if (common->no_cache)
        add_argument(planning, "--no-cache", NULL);
}

static void release(struct planning *planning)
{
    for (size_t i = 0; i < planning->owned.count; i++)
        free(planning->owned.at[i]);
    vec_free(&planning->owned);
    vec_free(&planning->plan.rules);
    vec_free(&planning->plan.check_arguments);
    free(planning->cwd);
}

static int print_plan(const struct plan_options *options, const struct operands *operands)
{
    struct session_options session = common_session(&options->common, operands);
    struct configured configured = {0};
    struct report_run report = {0};
    struct planning planning = {.options = options, .cwd = file_cwd()};
    bool right = choose_format(options->format, &planning.plan) &&
                 common_configure(&options->common, operands, &configured, &session);
    if (right) {
        fill_plan(&planning, &configured);
        session_print_plan(&session, &planning.plan, stdout, &report);
    }
    fflush(stdout);
    common_print_errors(&report);
    int status = !right || report.errors.count ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
    report_run_free(&report);
    common_release(&configured);
    release(&planning);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct plan_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO)
        status = print_plan(&options, &operands);
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_plan = {
    .name = "plan",
    .arguments = "[options] --format FORMAT [PATH...] [-- CLANG FLAGS...]",
    .summary = "write how a build engine checks the drivers in PATH: a build.ninja, a matrix of jobs",
    .details =
        "ndislint plan --format ninja . >build.ninja && ninja compiles each source to a unit, and writes what is found "
        "in "
        "each\ndriver to ndislint-build/DRIVER.sarif; ninja fails as the checks do, and repeats only what has changed.",
    .options = option_table,
    .run = run,
};
