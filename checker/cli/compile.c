// ndislint compile: a source as a unit, which is checked in its place: the first of the two steps of a build.
#include "cli/commands.h"
#include "cli/common.h"

struct compile_options {
    struct common_options common;
    const char *output, *dependencies;
    bool as_given;
};

static const struct option option_table[] = {
    {"-o", "FILE.nir", "write the unit to FILE.nir", OPTION_TEXT, offsetof(struct compile_options, output)},
    {"--depfile", "FILE", "write the files that it was made of to FILE, as a rule for make or ninja", OPTION_TEXT,
        offsetof(struct compile_options, dependencies)},
    {"--as-given", NULL, "take the flags behind -- alone: look for no project, and guess no include folders", OPTION_FLAG,
        offsetof(struct compile_options, as_given)},
    COMMON_OPTIONS(struct compile_options, common),
    {0},
};

static int compile(const struct compile_options *options, const struct operands *operands)
{
    struct session_options session = common_session(&options->common, operands);
    session.guessing = options->as_given ? SESSION_TAKES_AS_GIVEN : SESSION_GUESSES;
    struct configured configured = {0};
    struct report_run report = {0};
    int status = REPORT_STATUS_USAGE;
    if (common_configure(&options->common, operands, &configured, &session)) {
        bool made = session_compile(&session, options->output, options->dependencies, &report);
        common_print_errors(&report);
        status = report.errors.count ? REPORT_STATUS_USAGE : made ? REPORT_STATUS_CLEAN : REPORT_STATUS_INCOMPLETE;
    }
    report_run_free(&report);
    common_release(&configured);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct compile_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO && (operands.paths.count != 1 || !options.output))
        fputs("ndislint compile: name a source and a unit: ndislint compile FILE -o FILE.nir\n", stderr);
    else if (outcome == PARSE_GO)
        status = compile(&options, &operands);
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_compile = {
    .name = "compile",
    .arguments = "[options] FILE -o FILE.nir [-- CLANG FLAGS...]",
    .summary = "compile a source to a unit, for 'ndislint check *.nir'",
    .details = "A build runs it for each source, wherever it likes, and then checks the units of a driver together. "
               "Units are\n"
               "read by the build of ndislint that has made them.",
    .options = option_table,
    .run = run,
};
