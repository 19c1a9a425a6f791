// Which findings of a check count.
#include "cli/judge.h"

#include "support/file.h"
#include "support/output.h"
#include "support/path.h"

// Tells the user of PROBLEM (released here), if there is one.
static bool complain(char *problem)
{
    if (problem)
        fprintf(stderr, "ndislint: %s\n", problem);
    free(problem);
    return !problem;
}

static struct changes *open_diff(const struct judge *judge, const struct operands *operands, char **problem)
{
    char *first = path_absolute(judge->cwd, operands->paths.count ? operands->paths.at[0] : ".");
    char *folder = file_is_folder(first) ? memory_format("%s", first) : path_folder(first);
    struct changes *diff = changes_since(folder, judge->options->diff_base, problem);
    free(first);
    free(folder);
    return diff;
}

// The command line wins over the configuration. A baseline that is about to be written anew need not be there.
static const char *baseline_path(const struct judge *judge)
{
    if (judge->options->baseline || judge->options->write_baseline)
        return judge->options->baseline;
    return config_text(judge->config, CONFIG_BASELINE);
}

bool judge_open(struct judge *judge, const struct operands *operands)
{
    const struct judge_options *options = judge->options;
    const char *baseline = baseline_path(judge);
    char *problem = NULL;
    if (baseline)
        judge->baseline = baseline_read(baseline, &problem);
    if (!problem && options->write_baseline)
        problem = output_check(options->write_baseline);
    if (!problem && options->diff_base)
        judge->diff = open_diff(judge, operands, &problem);
    if (options->touching.values.count)
        judge->touched = changes_of_files(judge->cwd, options->touching.values.at, options->touching.values.count);
    return complain(problem);
}

static enum suppress_reasons reasons_of(const struct judge *judge)
{
    const char *required = config_text(judge->config, CONFIG_REQUIRE_REASON);
    bool configured = required && !strcmp(required, "true");
    return judge->options->require_reason || configured ? SUPPRESS_REASONS_REQUIRED : SUPPRESS_REASONS_OPTIONAL;
}

static bool is_source(const struct judge *judge, const struct report_run *run, const char *path)
{
    char *wanted = path_absolute(judge->cwd, path);
    bool found = false;
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t i = 0; i < run->drivers.at[d].sources.count && !found; i++) {
            char *source = path_absolute(judge->cwd, run->drivers.at[d].sources.at[i]);
            found = !strcmp(source, wanted);
            free(source);
        }
    free(wanted);
    return found;
}

// Nobody shall think that a file was checked that no driver has.
static void note_strangers(const struct judge *judge, struct report_run *run)
{
    const struct option_list *files = &judge->options->touching;
    for (size_t i = 0; i < files->values.count && !run->errors.count; i++)
        if (!is_source(judge, run, files->values.at[i]))
            vec_push(
                &run->notes, memory_format("%s is part of no driver here, so it was not checked", files->values.at[i]));
}

void judge_run(
    struct judge *judge, struct report_run *run, const struct catalogue *catalogue, struct excerpt_cache *sources)
{
    if (catalogue && !judge->options->no_suppress)
        suppress_run(run, catalogue, sources, reasons_of(judge), &judge->suppressions);
    config_apply_levels(judge->config, run);
    if (judge->baseline)
        baseline_apply(judge->baseline, run);
    if (judge->diff)
        changes_apply(judge->diff, judge->cwd, run);
    if (judge->touched)
        changes_apply(judge->touched, judge->cwd, run);
    note_strangers(judge, run);
}

bool judge_write(const struct judge *judge, const struct report_view *view, struct report_run *run)
{
    const char *path = judge->options->write_baseline;
    return !path || run->errors.count || complain(baseline_write(path, view, run));
}

void judge_close(struct judge *judge)
{
    suppress_free(&judge->suppressions);
    baseline_free(judge->baseline);
    changes_free(judge->diff);
    changes_free(judge->touched);
}
