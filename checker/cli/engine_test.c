// ndislint engine-test: runs the engine on a small program and compares what it computed with expectations.
#include "cli/commands.h"
#include "cli/common.h"

struct test_options {
    struct common_options common;
    bool no_slice, no_merge, print;
    const char *entry;
    unsigned steps;
};

static const struct option option_table[] = {
    {"--entry", "NAME", "the function to begin with (default: lint_main)", OPTION_TEXT,
        offsetof(struct test_options, entry)},
    {"--no-slice", NULL, "execute code that cannot matter too", OPTION_FLAG, offsetof(struct test_options, no_slice)},
    {"--no-merge", NULL, "never merge states of the exploration", OPTION_FLAG, offsetof(struct test_options, no_merge)},
    {"--print", NULL, "print what the test intrinsics say, and compare nothing", OPTION_FLAG,
        offsetof(struct test_options, print)},
    {"--steps", "N", "give up after N steps of exploration", OPTION_NUMBER, offsetof(struct test_options, steps)},
    COMMON_OPTIONS(struct test_options, common),
    {0},
};

static int test(const struct test_options *options, struct session_options *session)
{
    session->step_budget = options->steps;
    session->slicing = options->no_slice ? SESSION_WHOLE : SESSION_SLICED;
    session->merging = options->no_merge ? SESSION_UNMERGED : SESSION_MERGED;
    struct report_run report = {0};
    unsigned differences = session_engine_test(session, options->entry ? options->entry : "lint_main",
        options->print ? SESSION_TEST_PRINT : SESSION_TEST_COMPARE, stdout, &report);
    fflush(stdout);
    common_print_errors(&report);
    bool failed = report.errors.count > 0;
    report_run_free(&report);
    return failed ? REPORT_STATUS_USAGE : differences ? REPORT_STATUS_FINDINGS : REPORT_STATUS_CLEAN;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct test_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && operands.paths.count != 1) {
        fputs("ndislint engine-test: name one source file\n", stderr);
    } else if (outcome == PARSE_GO) {
        struct session_options session = common_session(&options.common, &operands);
        status = test(&options, &session);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_engine_test = {
    .name = "engine-test",
    .arguments = "[options] FILE [-- CLANG FLAGS...]",
    .summary = "test the engine on FILE, whose comments say what it must compute",
    .details = "`// expect: A | B` on a line names all values that the test intrinsics on it print, sorted;\n"
               "`// expect: unreached` says that they print nothing.",
    .options = option_table,
    .run = run,
};
