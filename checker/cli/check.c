// ndislint check: checks drivers and says what is wrong with them.
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/progress.h"
#include "report/text.h"
#include "report/verify.h"

#include <signal.h>
#include <unistd.h>

struct check_options {
    struct common_options common;
    bool verify, stats, replay, no_slice, no_merge;
    const char *fail_on, *colour;
    unsigned steps;
};

static const struct option option_table[] = {
    COMMON_OPTIONS(struct check_options, common),
    {"--fail-on", "LEVEL", "fail at findings of this level: error, warning (default) or note", OPTION_TEXT,
        offsetof(struct check_options, fail_on)},
    {"--stats", NULL, "say what was seen of the driver, and what became of every port call", OPTION_FLAG,
        offsetof(struct check_options, stats)},
    {"--replay", NULL, "say with each finding by which answers of the models a native run takes its path", OPTION_FLAG,
        offsetof(struct check_options, replay)},
    {"--verify", NULL, "compare the findings with expected-… comments in the sources", OPTION_FLAG,
        offsetof(struct check_options, verify)},
    {"--no-slice", NULL, "execute code that cannot matter too", OPTION_FLAG, offsetof(struct check_options, no_slice)},
    {"--no-merge", NULL, "never merge states of the exploration", OPTION_FLAG,
        offsetof(struct check_options, no_merge)},
    {"--steps", "N", "give up after N steps of exploration", OPTION_NUMBER, offsetof(struct check_options, steps)},
    {"--color", "WHEN", "always, never, or auto (default: on a terminal, unless NO_COLOR is set)", OPTION_TEXT,
        offsetof(struct check_options, colour)},
    {0},
};

// A signal handler can reach nothing else.
static volatile int stop_requested;

// The first Ctrl-C asks the exploration to end; the second one kills, since the disposition is reset.
static void on_interrupt(int signal_number)
{
    (void)signal_number;
    stop_requested = 1;
}

static void catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static bool parse_colour(const char *when, enum text_colour *colour)
{
    const char *no_colour = getenv("NO_COLOR");
    bool automatic = isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
    *colour = automatic ? TEXT_COLOURED : TEXT_PLAIN;
    if (!when || !strcmp(when, "auto"))
        return true;
    *colour = strcmp(when, "never") ? TEXT_COLOURED : TEXT_PLAIN;
    return !strcmp(when, "never") || !strcmp(when, "always");
}

static int print_run(const struct check_options *options, const struct text_output *text, const struct report_run *run,
    enum report_level fail_on)
{
    for (size_t i = 0; i < run->drivers.count; i++) {
        text_print_findings(text, &run->drivers.at[i]);
        if (options->replay)
            text_print_replays(text, &run->drivers.at[i]);
        if (options->stats)
            text_print_stats(text, &run->drivers.at[i]);
    }
    fflush(stdout);
    common_print_errors(run);
    for (size_t i = 0; i < run->drivers.count && !run->errors.count; i++) // after an error nothing was checked
        text_print_verdict(text, &run->drivers.at[i]);
    return (int)report_exit_status(run, fail_on);
}

// What was expected decides. An error of the run itself is never expected, and an incomplete check that finds nothing
// proves nothing.
static int verify(const struct text_output *text, const struct report_run *run)
{
    unsigned differences = verify_run(text, run);
    for (size_t i = 0; i < run->drivers.count; i++)
        text_print_verdict(text, &run->drivers.at[i]);
    fflush(stdout);
    common_print_errors(run);
    if (run->errors.count)
        return REPORT_STATUS_USAGE;
    if (differences)
        return REPORT_STATUS_FINDINGS;
    for (size_t i = 0; i < run->drivers.count; i++)
        if (run->drivers.at[i].reasons.count && !run->drivers.at[i].findings.count)
            return REPORT_STATUS_INCOMPLETE;
    return REPORT_STATUS_CLEAN;
}

static int check(const struct check_options *options, struct session_options *session, enum report_level fail_on,
    enum text_colour colour)
{
    session->slicing = options->no_slice ? SESSION_WHOLE : SESSION_SLICED;
    session->merging = options->no_merge ? SESSION_UNMERGED : SESSION_MERGED;
    session->step_budget = options->steps;
    session->stop = &stop_requested;
    struct progress progress;
    progress_begin(&progress);
    session->progress = progress_show;
    session->progress_to = &progress;

    struct report_run run = {0};
    struct excerpt_cache sources = {0};
    struct text_output text = {stdout, colour, &sources};
    catch_interrupts();
    session_check(session, &run);
    progress_end(&progress);
    int status = options->verify ? verify(&text, &run) : print_run(options, &text, &run, fail_on);
    excerpt_free(&sources);
    report_run_free(&run);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct check_options options = {0};
    struct operands operands = {0};
    enum report_level fail_on = REPORT_WARNING;
    enum text_colour colour;
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && options.fail_on && !report_level_parse(options.fail_on, &fail_on)) {
        fprintf(stderr, "ndislint check: --fail-on %s: the level must be error, warning or note\n", options.fail_on);
    } else if (outcome == PARSE_GO && !parse_colour(options.colour, &colour)) {
        fprintf(stderr, "ndislint check: --color %s: must be always, never or auto\n", options.colour);
    } else if (outcome == PARSE_GO) {
        struct session_options session = common_session(&options.common, &operands);
        status = check(&options, &session, fail_on, colour);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_check = {
    .name = "check",
    .arguments = "[options] [PATH...] [-- CLANG FLAGS...]",
    .summary = "check the driver in PATH (a folder, or its source files; default: this folder)",
    .details =
        "All sources of one driver are checked together. Exit status: 0 no findings, 1 findings, 2 bad usage or\n"
        "input, 3 no findings, but something could not be analysed, 70 an error of ndislint itself.",
    .options = option_table,
    .run = run,
};
