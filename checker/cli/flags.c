// ndislint flags: prints how each source file is parsed.
#include "cli/commands.h"
#include "cli/common.h"

struct flags_options {
    struct common_options common;
    const char *overlay;
};

static const struct option option_table[] = {
    {"--overlay", "DIR", "write the virtual files that the command lines need to DIR", OPTION_TEXT,
        offsetof(struct flags_options, overlay)},
    COMMON_OPTIONS(struct flags_options, common),
    {0},
};

static int run(const struct command *command, int count, char **arguments)
{
    struct flags_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO) {
        struct session_options session = common_session(&options.common, &operands);
        struct report_run report = {0};
        session_print_flags(&session, options.overlay, stdout, &report);
        fflush(stdout);
        common_print_errors(&report);
        status = report.errors.count ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
        report_run_free(&report);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_flags = {
    .name = "flags",
    .arguments = "[options] [PATH...] [-- CLANG FLAGS...]",
    .summary = "print the clang command line with which each file is parsed",
    .options = option_table,
    .run = run,
};
