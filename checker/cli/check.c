// ndislint check: checks drivers and says what is wrong with them.
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "report/fingerprint.h"
#include "report/text.h"
#include "report/verify.h"

#include "support/file.h"
#include "support/output.h"
#include "support/path.h"
#include "suppress/baseline.h"
#include "suppress/changes.h"
#include "suppress/suppress.h"

#include <signal.h>
#include <unistd.h>

struct check_options {
    struct common_options common;
    bool verify, stats, replay, no_slice, no_merge;
    bool require_reason, list_suppressions, show_quiet, no_suppress;
    const char *fail_on, *colour, *baseline, *write_baseline, *diff_base;
    struct option_list touching;
    struct option_list outputs;
    unsigned steps;
};

static const struct option option_table[] = {
    COMMON_OPTIONS(struct check_options, common),
    {"--fail-on", "LEVEL", "fail at findings of this level: error, warning (default) or note", OPTION_TEXT,
        offsetof(struct check_options, fail_on)},
    {"--output", "FORMAT[:FILE]",
        "write the report in this format: text (default), msvc, sarif, json, github, gitlab, checkstyle, junit, html; may be "
        "repeated, with a FILE each",
        OPTION_LIST, offsetof(struct check_options, outputs)},
    {"--baseline", "FILE", "leave out findings that FILE has, written by --write-baseline", OPTION_TEXT,
        offsetof(struct check_options, baseline)},
    {"--write-baseline", "FILE", "write the findings to FILE, and leave them out", OPTION_TEXT,
        offsetof(struct check_options, write_baseline)},
    {"--diff-base", "REF", "leave out findings whose path crosses no line changed since the commit REF", OPTION_TEXT,
        offsetof(struct check_options, diff_base)},
    {"--touching", "FILE", "leave out findings whose path crosses no line of FILE; may be repeated", OPTION_LIST,
        offsetof(struct check_options, touching)},
    {"--require-reason", NULL, "let suppressions without a reason count for nothing", OPTION_FLAG,
        offsetof(struct check_options, require_reason)},
    {"--list-suppressions", NULL, "list the suppressions in the sources, with their reasons", OPTION_FLAG,
        offsetof(struct check_options, list_suppressions)},
    {"--no-suppressions", NULL, "report what suppressions in the sources excuse too", OPTION_FLAG,
        offsetof(struct check_options, no_suppress)},
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
    struct suppressions suppressions;
    struct baseline *baseline;
    struct changes *diff; // NULL: --diff-base was not given
    char *cwd, *version;
};

static void print_suppressions(const struct check *check)
{
    FILE *out = check->text.out;
    for (size_t i = 0; i < check->suppressions.at.count; i++) {
        const struct suppression *suppression = &check->suppressions.at.at[i];
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

// Tells the user of PROBLEM (released here), if there is one.
static bool complain(char *problem)
{
    if (problem)
        fprintf(stderr, "ndislint: %s\n", problem);
    free(problem);
    return !problem;
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

// Which findings count, in this order: what the source excuses, what was there before, what is not asked for.
static void judge(struct check *check)
{
    const struct check_options *options = check->options;
    struct report_run *run = &check->run;
    if (check->catalogue && !options->no_suppress)
        suppress_run(run, check->catalogue, check->text.sources,
            options->require_reason ? SUPPRESS_REASONS_REQUIRED : SUPPRESS_REASONS_OPTIONAL, &check->suppressions);
    if (check->baseline)
        baseline_apply(check->baseline, run);
    if (check->diff)
        changes_apply(check->diff, check->cwd, run);
    if (options->touching.values.count) {
        struct changes *files =
            changes_of_files(check->cwd, options->touching.values.at, options->touching.values.count);
        changes_apply(files, check->cwd, run);
        changes_free(files);
    }
}

static bool write_baseline(struct check *check)
{
    const char *path = check->options->write_baseline;
    struct report_view view = view_of(check);
    if (!path || check->run.errors.count)
        return true;
    char *problem = baseline_write(path, &view, &check->run);
    if (problem)
        fprintf(stderr, "ndislint: %s\n", problem);
    free(problem);
    return !problem;
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
    session->step_budget = options->steps;
    session->stop = &stop_requested;
    session->progress = progress_show;
    session->progress_to = progress;
}

static int run_check(struct check *check, struct session_options *session)
{
    struct progress progress;
    struct excerpt_cache sources = {0};
    check->text.sources = &sources;
    progress_begin(&progress);
    set_session(check, session, &progress);
    catch_interrupts();
    session_check(session, &check->run);
    progress_end(&progress);
    struct report_run unread = {0}; // what is wrong with the catalogue, the run says already
    check->catalogue = session_catalogue(session, &unread);
    fingerprint_run(&check->run, &sources);
    int status;
    if (check->options->verify) {
        status = verify(&check->text, &check->run);
    } else {
        judge(check);
        bool written = write_baseline(check);
        status = write_outputs(check);
        status = written ? status : REPORT_STATUS_USAGE;
    }
    catalogue_free(check->catalogue);
    report_run_free(&unread);
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
    if (options->fail_on && !report_level_parse(options->fail_on, &check->fail_on)) {
        fprintf(stderr, "ndislint check: --fail-on %s: the level must be error, warning or note\n", options->fail_on);
        return false;
    }
    if (!parse_colour(options->colour, &check->text.colour)) {
        fprintf(stderr, "ndislint check: --color %s: must be always, never or auto\n", options->colour);
        return false;
    }
    return outputs_parse("check", &options->outputs, &check->outputs);
}

// Opens what must be there before anything is checked. False, and the user was told why, if something is not.
static bool open_inputs(const struct check_options *options, const struct operands *operands, struct check *check)
{
    char *problem = NULL;
    if (options->baseline)
        check->baseline = baseline_read(options->baseline, &problem);
    if (!problem && options->write_baseline)
        problem = output_check(options->write_baseline);
    if (!problem && options->diff_base) {
        char *first = path_absolute(check->cwd, operands->paths.count ? operands->paths.at[0] : ".");
        char *folder = file_is_folder(first) ? memory_format("%s", first) : path_folder(first);
        check->diff = changes_since(folder, options->diff_base, &problem);
        free(first);
        free(folder);
    }
    return complain(problem);
}

static void close_check(struct check *check)
{
    suppress_free(&check->suppressions);
    baseline_free(check->baseline);
    changes_free(check->diff);
    vec_free(&check->outputs.at);
    free(check->cwd);
    free(check->version);
}

static int run(const struct command *command, int count, char **arguments)
{
    struct check_options options = {0};
    struct operands operands = {0};
    struct check check = {.cwd = file_cwd(), .version = session_version()};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && understand(&options, &check) && open_inputs(&options, &operands, &check)) {
        struct session_options session = common_session(&options.common, &operands);
        status = run_check(&check, &session);
    }
    close_check(&check);
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
