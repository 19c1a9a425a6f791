// ndislint check: checks drivers and says what is wrong with them.
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/judge.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "report/fingerprint.h"
#include "report/text.h"
#include "report/verify.h"

#include "support/file.h"

#include <signal.h>
#include <unistd.h>

struct check_options {
    struct common_options common;
    bool verify, stats, replay, no_slice, no_merge, no_precompile;
    bool list_suppressions, show_quiet;
    struct judge_options judge;
    const char *fail_on, *colour;
    struct option_list outputs;
    unsigned steps;
};

static const struct option option_table[] = {
    COMMON_OPTIONS(struct check_options, common),
    {"--fail-on", "LEVEL", "fail at findings of this level: error, warning (default) or note", OPTION_TEXT,
        offsetof(struct check_options, fail_on)},
    {"--output", "FORMAT[:FILE]",
        "write the report in this format: text (default), msvc, sarif, json, github, gitlab, checkstyle, junit, html; "
        "may be "
        "repeated, with a FILE each",
        OPTION_LIST, offsetof(struct check_options, outputs)},
    JUDGE_OPTIONS(struct check_options, judge),
    {"--list-suppressions", NULL, "list the suppressions in the sources, with their reasons", OPTION_FLAG,
        offsetof(struct check_options, list_suppressions)},
    {"--show-quiet", NULL, "write findings that are left out to SARIF and HTML too, marked as such", OPTION_FLAG,
        offsetof(struct check_options, show_quiet)},
    {"--stats", NULL, "say what was seen of the driver, and what became of every port call", OPTION_FLAG,
        offsetof(struct check_options, stats)},
    {"--replay", NULL, "say with each finding by which answers of the models a native run takes its path", OPTION_FLAG,
        offsetof(struct check_options, replay)},
    {"--verify", NULL, "compare the findings with expected-… comments in the sources", OPTION_FLAG,
        offsetof(struct check_options, verify)},
    {"--no-slice", NULL, "execute code that cannot matter too", OPTION_FLAG, offsetof(struct check_options, no_slice)},
    {"--no-merge", NULL, "never merge states of the exploration", OPTION_FLAG,
        offsetof(struct check_options, no_merge)},
    {"--no-precompile", NULL, "parse each file whole, whatever several files begin with", OPTION_FLAG,
        offsetof(struct check_options, no_precompile)},
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

// What a run of the subcommand works with.
struct check {
    const struct check_options *options;
    struct outputs outputs;
    struct text_output text;
    enum report_level fail_on;
    struct report_run run;
    struct catalogue *catalogue;
    struct configured configured;
    struct judge judge;
    char *cwd, *version;
    time_t checked_at;
};

static void print_suppressions(const struct check *check)
{
    FILE *out = check->text.out;
    for (size_t i = 0; i < check->judge.suppressions.at.count; i++) {
        const struct suppression *suppression = &check->judge.suppressions.at.at[i];
        text_print_place(&check->text, &suppression->place);
        fputs("suppresses", out);
        for (size_t r = 0; r < suppression->rules.count; r++)
            fprintf(out, "%s %s", r ? "," : "", suppression->rules.at[r]);
        fprintf(out, "%s, %u used: ", suppression->rules.count ? "" : " all rules", suppression->used);
        excerpt_print_text(out, suppression->reason ? suppression->reason : "(no reason)");
        fputc('\n', out);
    }
}

static void print_text(const struct check *check)
{
    const struct report_run *run = &check->run;
    for (size_t i = 0; i < run->drivers.count; i++) {
        text_print_findings(&check->text, &run->drivers.at[i]);
        if (check->options->replay)
            text_print_replays(&check->text, &run->drivers.at[i]);
        if (check->options->stats)
            text_print_stats(&check->text, &run->drivers.at[i]);
    }
    text_print_remarks(&check->text, run);
    if (check->options->list_suppressions)
        print_suppressions(check);
    fflush(stdout);
    common_print_errors(run);
    for (size_t i = 0; i < run->drivers.count && !run->errors.count; i++) // after an error nothing was checked
        text_print_verdict(&check->text, &run->drivers.at[i]);
}

static struct report_view view_of(const struct check *check)
{
    return (struct report_view){
        .run = &check->run,
        .catalogue = check->catalogue,
        .sources = check->text.sources,
        .cwd = check->cwd,
        .root = check->run.root ? check->run.root : check->cwd,
        .version = check->version,
        .checked_at = check->checked_at,
        .status = report_exit_status(&check->run, check->fail_on),
        .quiet = check->options->show_quiet ? REPORT_QUIET_TOO : REPORT_LOUD_ONLY,
    };
}

// Writes all that was asked for. What could not be written outweighs what was found.
static int write_outputs(const struct check *check)
{
    struct report_view view = view_of(check);
    bool written = true, printed = false;
    for (size_t i = 0; i < check->outputs.at.count; i++) {
        if (check->outputs.at.at[i].format)
            written &= outputs_write(&check->outputs.at.at[i], &view);
        else
            print_text(check);
        printed |= !check->outputs.at.at[i].format;
    }
    if (!printed)
        common_print_errors(&check->run);
    return written ? (int)view.status : REPORT_STATUS_USAGE;
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

static void set_session(const struct check *check, struct session_options *session, struct progress *progress)
{
    const struct check_options *options = check->options;
    session->slicing = options->no_slice ? SESSION_WHOLE : SESSION_SLICED;
    session->merging = options->no_merge ? SESSION_UNMERGED : SESSION_MERGED;
    session->mentions = options->judge.diff_base ? SESSION_WITH_MENTIONS : SESSION_WITHOUT_MENTIONS;
    session->precompiling = options->no_precompile ? SESSION_PARSED : SESSION_PRECOMPILED;
    const char *configured = config_text(check->configured.config, CONFIG_STEPS);
    session->step_budget = options->steps || !configured ? options->steps : strtoul(configured, NULL, 10);
    session->stop = &stop_requested;
    session->progress = progress_show;
    session->progress_to = progress;
}

// Reads the catalogue; the rules that the configuration names must be in it.
static bool open_catalogue(struct check *check, const struct session_options *session)
{
    check->catalogue = session_catalogue(session, &check->run);
    char *problem = check->catalogue ? config_check_rules(check->configured.config, check->catalogue) : NULL;
    if (problem)
        vec_push(&check->run.errors, problem);
    return !check->run.errors.count;
}

static int judge_and_write(struct check *check)
{
    judge_run(&check->judge, &check->run, check->catalogue, check->text.sources);
    struct report_view view = view_of(check);
    bool written = judge_write(&check->judge, &view, &check->run);
    int status = write_outputs(check);
    return written ? status : REPORT_STATUS_USAGE;
}

static int run_check(struct check *check, struct session_options *session)
{
    struct progress progress;
    struct excerpt_cache sources = {0};
    check->text.sources = &sources;
    progress_begin(&progress);
    set_session(check, session, &progress);
    catch_interrupts();
    if (open_catalogue(check, session))
        session_check(session, &check->run);
    progress_end(&progress);
    fingerprint_run(&check->run, &sources);
    int status = check->options->verify ? verify(&check->text, &check->run) : judge_and_write(check);
    catalogue_free(check->catalogue);
    report_run_free(&check->run);
    excerpt_free(&sources);
    return status;
}

// Understands the options that need more than their table. False, and the user was told why, if one is wrong.
static bool understand(const struct check_options *options, struct check *check)
{
    check->options = options;
    check->fail_on = REPORT_WARNING;
    check->text.out = stdout;
    const char *configured = config_text(check->configured.config, CONFIG_FAIL_ON);
    const char *fail_on = options->fail_on ? options->fail_on : configured;
    if (fail_on && !report_level_parse(fail_on, &check->fail_on)) {
        fprintf(stderr, "ndislint check: --fail-on %s: the level must be error, warning or note\n", fail_on);
        return false;
    }
    if (!parse_colour(options->colour, &check->text.colour)) {
        fprintf(stderr, "ndislint check: --color %s: must be always, never or auto\n", options->colour);
        return false;
    }
    return outputs_parse("check", &options->outputs, &check->outputs);
}

static void close_check(struct check *check)
{
    judge_close(&check->judge);
    common_release(&check->configured);
    vec_free(&check->outputs.at);
    free(check->cwd);
    free(check->version);
}

// Now, or what stands for it in builds that shall be reproducible.
static time_t report_time(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
}

static int check_operands(const struct check_options *options, const struct operands *operands)
{
    struct check check = {.cwd = file_cwd(), .version = session_version(), .checked_at = report_time()};
    struct session_options session = common_session(&options->common, operands);
    int status = REPORT_STATUS_USAGE;
    if (common_configure(&options->common, operands, &check.configured, &session) && understand(options, &check)) {
        check.judge = (struct judge){.options = &options->judge, .config = check.configured.config, .cwd = check.cwd};
        status = judge_open(&check.judge, operands) ? run_check(&check, &session) : REPORT_STATUS_USAGE;
    }
    close_check(&check);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct check_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO)
        status = check_operands(&options, &operands);
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
