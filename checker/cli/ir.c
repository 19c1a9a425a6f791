// ndislint ir: prints the lowered form of source files.
#include "cli/commands.h"
#include "cli/common.h"

struct ir_options {
    struct common_options common;
    const char *function;
    bool no_precompile;
};

static const struct option option_table[] = {
    {"--function", "NAME", "print this function only", OPTION_TEXT, offsetof(struct ir_options, function)},
    {"--no-precompile", NULL, "parse each file whole, whatever several files begin with", OPTION_FLAG,
        offsetof(struct ir_options, no_precompile)},
    COMMON_OPTIONS(struct ir_options, common),
    {0},
};

static int print(const struct ir_options *options, const struct operands *operands)
{
    struct session_options session = common_session(&options->common, operands);
    struct configured configured = {0};
    session.precompiling = options->no_precompile ? SESSION_PARSED : SESSION_PRECOMPILED;
    struct report_run report = {0};
    int status = REPORT_STATUS_USAGE;
    if (common_configure(&options->common, operands, &configured, &session)) {
        bool whole = session_print_ir(&session, options->function, stdout, &report);
        fflush(stdout);
        common_print_errors(&report);
        status = report.errors.count ? REPORT_STATUS_USAGE : whole ? REPORT_STATUS_CLEAN : REPORT_STATUS_INCOMPLETE;
    }
    report_run_free(&report);
    common_release(&configured);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct ir_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && !operands.paths.count && !options.common.commands) {
        fprintf(stderr, "ndislint ir: name a source file: ndislint ir FILE\n");
    } else if (outcome == PARSE_GO) {
        status = print(&options, &operands);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_ir = {
    .name = "ir",
    .arguments = "[options] FILE... [-- CLANG FLAGS...]",
    .summary = "print the intermediate representation of source files",
    .options = option_table,
    .run = run,
};
