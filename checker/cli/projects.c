// ndislint projects, why, compdb and flags: what is found in a repository, and how its sources are parsed.
#include "cli/commands.h"
#include "cli/common.h"

struct projects_options {
    struct common_options common;
    const char *overlay;
};

static const struct option option_table[] = {
    COMMON_OPTIONS(struct projects_options, common),
    {0},
};

static const struct option overlay_table[] = {
    {"--overlay", "DIR", "write the virtual files that the command lines need to DIR", OPTION_TEXT,
        offsetof(struct projects_options, overlay)},
    COMMON_OPTIONS(struct projects_options, common),
    {0},
};

static void print(const struct command *command, const struct projects_options *options,
    const struct session_options *session, struct report_run *report)
{
    if (command == &command_projects)
        session_print_projects(session, stdout, report);
    else if (command == &command_why)
        session_print_why(session, stdout, report);
    else if (command == &command_flags)
        session_print_flags(session, options->overlay, stdout, report);
    else
        session_print_compdb(session, options->overlay, stdout, report);
}

static int print_operands(
    const struct command *command, const struct projects_options *options, const struct operands *operands)
{
    struct session_options session = common_session(&options->common, operands);
    struct configured configured = {0};
    struct report_run report = {0};
    bool right = common_configure(&options->common, operands, &configured, &session);
    if (right)
        print(command, options, &session, &report);
    fflush(stdout);
    common_print_errors(&report);
    int status = !right || report.errors.count ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
    report_run_free(&report);
    common_release(&configured);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct projects_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO) {
        status = print_operands(command, &options, &operands);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_projects = {
    .name = "projects",
    .arguments = "[options] [PATH...]",
    .summary = "list the drivers in PATH, what makes them drivers, and what is not checked and why",
    .options = option_table,
    .run = run,
};

const struct command command_why = {
    .name = "why",
    .arguments = "[options] FILE...",
    .summary = "say which projects compile FILE, and where each of its flags was written",
    .options = option_table,
    .run = run,
};

const struct command command_compdb = {
    .name = "compdb",
    .arguments = "[options] [PATH...]",
    .summary = "write a compile_commands.json of the drivers in PATH, for clangd and others",
    .options = overlay_table,
    .run = run,
};

const struct command command_flags = {
    .name = "flags",
    .arguments = "[options] [PATH...] [-- CLANG FLAGS...]",
    .summary = "print the clang command line with which each file is parsed",
    .options = overlay_table,
    .run = run,
};
