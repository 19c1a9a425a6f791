// ndislint run: executes a C program in the engine, as a test of the engine: it must do what compilers' programs do.
#include "cli/commands.h"
#include "cli/common.h"

struct run_options {
    const char *rules;
    unsigned jobs, steps;
    bool windows;
};

static const struct option option_table[] = {
    {"--steps", "N", "give up after N steps (default: 100 million)", OPTION_NUMBER,
        offsetof(struct run_options, steps)},
    {"--windows", NULL, "compile it as a driver is: LLP64, Microsoft's extensions and layout", OPTION_FLAG,
        offsetof(struct run_options, windows)},
    {"--rules", "DIR", "use the rule pack in DIR, whose folder libc models the C library", OPTION_TEXT,
        offsetof(struct run_options, rules)},
    {"-j", "N", "parse N files at once (default: one per processor)", OPTION_NUMBER,
        offsetof(struct run_options, jobs)},
    {0},
};

static int execute(const struct run_options *options, const struct operands *operands)
{
    struct session_options session = {
        .paths = operands->paths.at,
        .path_count = operands->paths.count,
        .flags = operands->flags.at,
        .flag_count = operands->flags.count,
        .rules = &options->rules,
        .rules_count = options->rules != NULL,
        .jobs = options->jobs,
        .step_budget = options->steps,
    };
    struct report_run report = {0};
    enum session_target target = options->windows ? SESSION_WINDOWS : SESSION_HOST;
    int status = session_execute(&session, target, stdout, stderr, &report);
    fflush(stdout);
    common_print_errors(&report);
    report_run_free(&report);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct run_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO && !operands.paths.count)
        fputs("ndislint run: name the source files of a program\n", stderr);
    else if (outcome == PARSE_GO)
        status = execute(&options, &operands);
    operands_free(&operands);
    return status;
}

const struct command command_run = {
    .name = "run",
    .arguments = "[options] FILE... [-- CLANG FLAGS...]",
    .summary = "execute a C program of this machine in the engine (a test of the engine)",
    .details = "The program is compiled for x86_64 Linux with this machine's headers. It prints and exits as it would\n"
               "natively (134 for abort). Exit status 124: the steps are spent. 125: it could not be executed, or it\n"
               "came to something that is not known: a construct that is not modelled, memory that was never written.",
    .options = option_table,
    .run = run,
};
