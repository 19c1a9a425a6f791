// The front end: C sources and flags in, lowered units out.
#include "frontend/frontend.h"

#include "frontend/answer.h"
#include "frontend/pool.h"
#include "frontend/search.h"

#include <sys/mman.h>
#include <unistd.h>

// A file without a name, whose content is TEXT: children see it, the disk does not.
struct hidden_file {
    int fd; // -1: none
    char *path;
};

static struct hidden_file hidden_file_make(const char *name, const char *text)
{
    struct hidden_file file = {text ? memfd_create(name, 0) : -1, NULL};
    size_t n = text ? strlen(text) : 0;
    if (file.fd < 0)
        return file;
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(file.fd, text + at, n - at);
        if (wrote <= 0)
            break;
        at += (size_t)wrote;
    }
    file.path = memory_format("/proc/self/fd/%d", file.fd);
    return file;
}

static void hidden_file_free(struct hidden_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file->path);
}

// Everything between the sources and their units.
struct run {
    const struct frontend_options *options;
    const struct frontend_source *sources;
    uint32_t count;
    struct flags_setup setup;
    struct hidden_file overlay, tmh;
    struct flag_list *flags; // of each source
    struct parse_job *jobs;
    struct parse_outcome *outcomes;
    size_t done;
};

// Follows the includes and makes the command lines.
static void run_prepare(struct run *run)
{
    flags_setup_make(&run->setup, run->options);
    struct search *search = search_new(&run->setup, run->options->wdk ? SEARCH_EVERYTHING : SEARCH_OWN);
    for (uint32_t i = 0; i < run->count; i++)
        search_follow(search, &run->sources[i]);
    char *tmh = search_uses_wpp(search) ? search_tmh(search) : NULL;
    run->tmh = hidden_file_make("wpp.tmh", tmh);
    char *overlay = search_overlay(search, run->tmh.path ? run->tmh.path : "/dev/null");
    run->overlay = hidden_file_make("overlay.json", overlay);
    for (uint32_t i = 0; i < run->count; i++) {
        struct flags_own own = search_own(search, &run->sources[i]);
        flags_make(&run->setup, &run->sources[i], &own, run->overlay.path, &run->flags[i]);
        run->jobs[i] = (struct parse_job){i, run->sources[i].path, &run->flags[i], search_uses_wpp(search)};
    }
    free(overlay);
    free(tmh);
    search_free(search);
}

static void run_done(void *subject, uint32_t job)
{
    (void)job;
    struct run *run = subject;
    run->done++;
    if (run->options->progress)
        run->options->progress(run->options->progress_subject, run->done, run->count);
}

static unsigned process_count(const struct frontend_options *options)
{
    if (options->jobs)
        return options->jobs;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (unsigned)cores : 1;
}

static void run_parse(struct run *run)
{
    struct pool_request request = {
        .jobs = run->jobs,
        .count = run->count,
        .processes = run->options->process == FRONTEND_IN_PROCESS ? 0 : process_count(run->options),
        .stop = run->options->stop,
        .done = run_done,
        .subject = run,
    };
    pool_run(&request, run->outcomes);
}

// Whether RESULT says already that this header is missing, or this flag unknown: one file has it from another.
static bool is_known(const struct frontend_result *result, const struct frontend_problem *problem)
{
    if (problem->kind != FRONTEND_MISSING_HEADER && problem->kind != FRONTEND_REFUSED)
        return false;
    for (size_t i = 0; i < result->problems.count; i++)
        if (result->problems.at[i].kind == problem->kind && strcmp(result->problems.at[i].text, problem->text) == 0)
            return true;
    return false;
}

static void run_collect(struct run *run, struct frontend_result *result)
{
    result->units = memory_new(run->count * sizeof(struct ir_unit *));
    result->unit_count = run->count;
    for (uint32_t i = 0; i < run->count; i++) {
        struct parse_outcome *outcome = &run->outcomes[i];
        result->units[i] = outcome->unit;
        result->error_count += outcome->errors;
        outcome->unit = NULL;
        for (size_t k = 0; k < outcome->problems.count; k++) {
            struct frontend_problem *problem = &outcome->problems.at[k];
            if (is_known(result, problem))
                continue;
            vec_push(&result->problems, *problem);
            problem->file = problem->text = NULL;
        }
        outcome_free(outcome);
    }
}

void frontend_run(const struct frontend_options *options, const struct frontend_source *sources, size_t count,
    struct frontend_result *result)
{
    *result = (struct frontend_result){0};
    struct run run = {.options = options, .sources = sources, .count = (uint32_t)count};
    run.flags = memory_new(count * sizeof *run.flags);
    run.jobs = memory_new(count * sizeof *run.jobs);
    run.outcomes = memory_new(count * sizeof *run.outcomes);
    run_prepare(&run);
    run_parse(&run);
    run_collect(&run, result);
    for (size_t i = 0; i < count; i++)
        vec_free(&run.flags[i].at);
    hidden_file_free(&run.overlay);
    hidden_file_free(&run.tmh);
    flags_setup_free(&run.setup);
    free(run.outcomes);
    free(run.jobs);
    free(run.flags);
}

void frontend_result_free(struct frontend_result *result)
{
    for (size_t i = 0; i < result->unit_count; i++)
        ir_unit_free(result->units[i]);
    free(result->units);
    for (size_t i = 0; i < result->problems.count; i++) {
        free(result->problems.at[i].file);
        free(result->problems.at[i].text);
    }
    vec_free(&result->problems);
    *result = (struct frontend_result){0};
}
