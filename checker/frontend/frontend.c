// The front end: C sources and flags in, lowered units out.
#include "frontend/frontend.h"

#include "frontend/answer.h"
#include "frontend/beginning.h"
#include "frontend/compiled.h"
#include "frontend/extra.h"
#include "frontend/kept.h"
#include "frontend/pool.h"
#include "frontend/recent.h"
#include "frontend/search.h"
#include "support/file.h"

#include <unistd.h>

enum { LARGEST_SOURCE = 64 << 20 };

static unsigned process_count(const struct frontend_options *options)
{
    if (options->process == FRONTEND_IN_PROCESS)
        return 0;
    if (options->jobs)
        return options->jobs;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores > 0 ? (unsigned)cores : 1;
}

// What several sources, or one again and again, begin with.
struct shared {
    struct precompiled *made;           // by a job of this run,
    const struct recent_header *recent; // or by an earlier one
    const char *text;
    struct digest key;
    bool keyed;  // it may be used another time
    size_t job;  // of this run
};

// Everything between the sources and their units.
struct run {
    const struct frontend_options *options;
    const struct frontend_source *sources;
    uint32_t count;
    unsigned processes; // 0: this one
    struct flags_setup setup;
    struct flag_list ndis; // what the sources say about their kind of driver, or what is assumed
    enum { EXTRA_HIDDEN, EXTRA_SHOWN, EXTRA_NONE } extra; // what becomes of the files that clang sees beside the disk
    const char *folder;                                   // EXTRA_SHOWN: for these
    char *problem;                                        // EXTRA_SHOWN: what could not be written; or NULL
    struct extra_file overlay, tmh;
    struct flag_list *flags; // of each source
    // What several sources begin with is done first. Who comes to a source before it is ready parses without.
    VEC(struct shared) shared;
    struct parse_job *sourced; // how each source would be parsed
    VEC(struct parse_job) jobs; // those that precompile, and one for each source that was not kept
    struct kept kept;
    bool *recalled;                 // of each source: its outcome was kept, and is read while others are parsed
    struct parse_outcome *outcomes; // of each source
    size_t done;
};

static void list_copy(struct flag_list *to, const struct flag_list *from)
{
    for (size_t i = 0; i < from->at.count; i++)
        vec_push(&to->at, from->at.at[i]);
}

// The command line of a source, whose NDIS version is noted for the models.
static void make_flags(struct run *run, const struct search *search, uint32_t i)
{
    struct arena *arena = &run->setup.arena;
    const struct flags_ndis *found = search_ndis(search, &run->sources[i]);
    struct flags_ndis ndis = {.role = found->role, .version = found->version, .tested = found->tested};
    struct flag_list defaults = {0};
    list_copy(&ndis.flags, &found->flags);
    flags_ndis_complete(&run->setup, &run->sources[i], arena, &ndis, &defaults);
    for (size_t k = 0; k < ndis.flags.at.count; k++)
        flag_list_add_new(&run->ndis, arena, ndis.flags.at.at[k]);
    flags_make(&run->setup, &run->sources[i], &defaults, run->overlay.path, &run->flags[i]);
    vec_free(&defaults.at);
    vec_free(&ndis.flags.at);
}

// The extra file NAME with TEXT, which may be NULL: then there is none.
static struct extra_file extra_file_make(struct run *run, const char *name, char *text)
{
    struct extra_file file = {-1, NULL};
    if (text && run->extra == EXTRA_HIDDEN)
        file = extra_file_hide(name, text);
    if (text && run->extra == EXTRA_SHOWN)
        file = extra_file_show(run->folder, name, text, &run->problem);
    return file;
}

static void describe_job(struct run *run, uint32_t source, bool traces)
{
    run->sourced[source] = (struct parse_job){
        .source = source,
        .path = run->sources[source].path,
        .flags = &run->flags[source],
        .traces = traces,
        .mentions = run->options->mentions,
    };
}

// Puts SOURCE on the list of those that are parsed, unless its outcome was kept.
static void add_job(struct run *run, uint32_t source, const struct precompiled *precompiled)
{
    if (run->recalled[source])
        return;
    struct parse_job job = run->sourced[source];
    job.precompiled = precompiled;
    vec_push(&run->jobs, job);
}

// A program of this machine is compiled as it is: names have their case, and nothing says which driver it is.
static void run_prepare_host(struct run *run)
{
    struct flag_list none = {0};
    run->overlay = run->tmh = (struct extra_file){-1, NULL};
    for (uint32_t i = 0; i < run->count; i++) {
        flags_make(&run->setup, &run->sources[i], &none, NULL, &run->flags[i]);
        describe_job(run, i, false);
        add_job(run, i, NULL);
    }
}

// Whether COUNT sources are to share what they begin with: that must take less time, while the other processes parse
// some of them whole. What an editor has open is not what a precompiled header is compared with.
static bool is_worth_it(const struct run *run, uint32_t count, bool edited)
{
    return !edited && run->processes && count > 2 * run->processes;
}

// Whether an editor may have one of the files open to which the includes of SHARED lead.
static bool find_key(const struct run *run, uint32_t source, struct shared *shared)
{
    size_t buffers;
    (void)file_buffers(&buffers);
    shared->keyed = kept_key_beginning(&run->kept, source, shared->text, &shared->key);
    return buffers && !shared->keyed;
}

// How many sources that begin with beginning B are parsed.
static uint32_t count_beginning(const struct run *run, const struct beginnings *beginnings, size_t b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < run->count; i++)
        count += beginnings->of[i] == b && !run->recalled[i];
    return count;
}

static void add_precompiling(struct run *run, uint32_t source, struct shared *shared)
{
    shared->made = arena_new(&run->setup.arena, sizeof *shared->made);
    if (!precompiled_open(shared->made, shared->text)) {
        shared->made = NULL;
        return;
    }
    char *path = precompiled_source_path(shared->made);
    struct parse_job job = {
        .source = source,
        .path = arena_copy(&run->setup.arena, path, strlen(path) + 1),
        .flags = &run->flags[source],
        .precompiled = shared->made,
        .precompiles = true,
    };
    free(path);
    shared->job = run->jobs.count;
    vec_push(&run->jobs, job);
}

// Looks for a precompiled header of BEGINNING, with which COUNT sources that are parsed begin, or has one made in front
// of them. Mentions are noted in headers too, so that they must be parsed.
static void share(struct run *run, const struct beginning *beginning, uint32_t count)
{
    struct shared shared = {.text = arena_copy(&run->setup.arena, beginning->text, strlen(beginning->text) + 1)};
    bool possible = count && run->options->precompiling == FRONTEND_PRECOMPILES &&
                    run->options->mentions == FRONTEND_WITHOUT_MENTIONS;
    bool edited = possible && find_key(run, beginning->first, &shared);
    if (possible && shared.keyed)
        shared.recent = recent_find_header(run->options->recent, shared.key);
    if (possible && !shared.recent && is_worth_it(run, count, edited))
        add_precompiling(run, beginning->first, &shared);
    vec_push(&run->shared, shared);
}

// Has a header made for the next run, behind the sources of this one: who edits one of them goes on with that.
static void share_next_time(struct run *run, const struct beginning *beginning, uint32_t count, struct shared *shared)
{
    if (count && run->options->recent && run->processes && shared->keyed && !shared->recent && !shared->made)
        add_precompiling(run, beginning->first, shared);
}

static const struct precompiled *precompiled_of(const struct shared *shared)
{
    return shared->recent ? &shared->recent->made : shared->made;
}

static void add_jobs(struct run *run, struct search *search)
{
    struct beginnings beginnings;
    uint32_t parsed = 0;
    for (uint32_t i = 0; i < run->count; i++)
        parsed += !run->recalled[i];
    if (!parsed)
        return;
    beginnings_find(&beginnings, search, run->sources, run->flags, run->count);
    for (size_t i = 0; i < beginnings.at.count; i++)
        share(run, &beginnings.at.at[i], count_beginning(run, &beginnings, i));
    for (uint32_t i = 0; i < run->count; i++)
        add_job(run, i, beginnings.of[i] == IR_NONE ? NULL : precompiled_of(&run->shared.at[beginnings.of[i]]));
    for (size_t i = 0; i < beginnings.at.count; i++)
        share_next_time(run, &beginnings.at.at[i], count_beginning(run, &beginnings, i), &run->shared.at[i]);
    beginnings_free(&beginnings);
}

static void tell_done(struct run *run)
{
    run->done++;
    if (run->options->progress)
        run->options->progress(run->options->progress_subject, run->done, run->count);
}

// Says which sources were parsed before.
static void run_recall(struct run *run, const struct search *search, const char *tmh)
{
    if (run->extra != EXTRA_HIDDEN || !run->options->store)
        return;
    run->kept = (struct kept){.store = run->options->store,
        .recent = run->options->recent,
        .sources = run->sources,
        .jobs = run->sourced,
        .count = run->count};
    kept_open(&run->kept, &run->setup, search, tmh);
    for (uint32_t i = 0; i < run->count; i++)
        run->recalled[i] = kept_has(&run->kept, i);
}

// Follows the includes and makes the command lines.
static void run_prepare(struct run *run)
{
    flags_setup_make(&run->setup, run->options);
    if (run->options->target == FRONTEND_HOST) {
        run_prepare_host(run);
        return;
    }
    struct search *search = search_new(&run->setup, run->options->wdk ? SEARCH_EVERYTHING : SEARCH_OWN);
    for (uint32_t i = 0; i < run->count; i++)
        search_follow(search, &run->sources[i]);
    char *tmh = search_tmh(search);
    run->tmh = extra_file_make(run, "wpp.tmh", tmh);
    char *overlay = search_overlay(search, run->tmh.path ? run->tmh.path : "/dev/null");
    run->overlay = extra_file_make(run, "overlay.json", overlay);
    for (uint32_t i = 0; i < run->count; i++) {
        make_flags(run, search, i);
        describe_job(run, i, search_traces(search, &run->sources[i]));
    }
    run_recall(run, search, tmh);
    add_jobs(run, search);
    free(overlay);
    free(tmh);
    search_free(search);
}

// Takes the outcomes that were kept, if they are whole.
static void take_recalled(struct run *run)
{
    for (uint32_t i = 0; i < run->count; i++) {
        run->recalled[i] = run->recalled[i] && kept_find(&run->kept, i, &run->outcomes[i]);
        if (run->recalled[i])
            tell_done(run);
    }
}

// What can be done while the others parse.
static void run_begun(void *subject)
{
    struct run *run = subject;
    take_recalled(run);
    if (run->options->parsing && run->jobs.count)
        run->options->parsing(run->options->parsing_subject, run->ndis.at.at, run->ndis.at.count);
}

static void run_done(void *subject, uint32_t job)
{
    struct run *run = subject;
    if (!run->jobs.at[job].precompiles)
        tell_done(run);
}

// What came of the precompiled header with which JOB was parsed; NULL: there is none.
static const struct parse_outcome *beginning_of(
    const struct run *run, const struct parse_job *job, const struct parse_outcome *outcomes)
{
    for (size_t i = 0; i < run->shared.count; i++)
        if (job->precompiled && precompiled_of(&run->shared.at[i]) == job->precompiled)
            return run->shared.at[i].recent ? &run->shared.at[i].recent->outcome : &outcomes[run->shared.at[i].job];
    return NULL;
}

// Gives what was made for SHARED to later runs, or away. What went wrong there shows in the sources.
static void end_sharing(struct run *run, const struct shared *shared, struct parse_outcome *outcomes)
{
    struct parse_outcome *outcome = &outcomes[shared->job];
    bool lasts = run->options->recent && shared->keyed && precompiled_is_saved(shared->made) &&
                 kept_explains_beginning(&run->kept, shared->text, outcome);
    if (lasts) {
        recent_keep_header(run->options->recent, shared->key, shared->made, outcome);
    } else {
        precompiled_close(shared->made);
        outcome_free(outcome);
    }
}

// Does the jobs, and meanwhile what BEGUN does.
static void do_jobs(struct run *run, void (*begun)(void *subject))
{
    struct pool_request request = {
        .jobs = run->jobs.at,
        .count = (uint32_t)run->jobs.count,
        .processes = run->processes,
        .stop = run->options->stop,
        .begun = begun,
        .done = run_done,
        .subject = run,
    };
    struct parse_outcome *outcomes = memory_new(run->jobs.count * sizeof *outcomes);
    pool_run(&request, outcomes);
    for (size_t i = 0; i < run->jobs.count; i++) {
        const struct parse_job *job = &run->jobs.at[i];
        if (job->precompiles)
            continue;
        run->outcomes[job->source] = outcomes[i];
        kept_add(&run->kept, job->source, &outcomes[i], beginning_of(run, job, outcomes));
    }
    for (size_t i = 0; i < run->shared.count; i++)
        if (run->shared.at[i].made)
            end_sharing(run, &run->shared.at[i], outcomes);
    free(outcomes);
}

static bool is_left_out(const struct run *run, uint32_t source)
{
    bool has_job = run->recalled[source];
    for (size_t i = 0; i < run->jobs.count && !has_job; i++)
        has_job = !run->jobs.at[i].precompiles && run->jobs.at[i].source == source;
    return !has_job;
}

static void run_parse(struct run *run)
{
    VEC(struct parse_job) damaged = {0};
    do_jobs(run, run_begun);
    for (uint32_t i = 0; i < run->count; i++)
        if (is_left_out(run, i)) // it could not be read
            vec_push(&damaged, run->sourced[i]);
    run->shared.count = run->jobs.count = 0;
    for (size_t i = 0; i < damaged.count; i++)
        vec_push(&run->jobs, damaged.at[i]);
    if (damaged.count)
        do_jobs(run, NULL);
    vec_free(&damaged);
}

static void run_collect(struct run *run, struct frontend_result *result)
{
    for (size_t i = 0; i < run->ndis.at.count; i++)
        vec_push(&result->ndis_flags, memory_format("%s", run->ndis.at.at[i]));
    outcomes_collect(run->outcomes, run->count, result);
}

static void run_open(struct run *run)
{
    recent_begin(run->options->recent);
    run->flags = memory_new(run->count * sizeof *run->flags);
    run->sourced = memory_new(run->count * sizeof *run->sourced);
    run->recalled = memory_new(run->count * sizeof *run->recalled);
    run->outcomes = memory_new(run->count * sizeof *run->outcomes);
    run->processes = run->extra == EXTRA_HIDDEN ? process_count(run->options) : 0;
    run_prepare(run);
}

static void run_close(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        vec_free(&run->flags[i].at);
    extra_file_free(&run->overlay);
    extra_file_free(&run->tmh);
    vec_free(&run->ndis.at);
    kept_close(&run->kept);
    flags_setup_free(&run->setup);
    vec_free(&run->shared);
    free(run->recalled);
    free(run->outcomes);
    free(run->sourced);
    vec_free(&run->jobs);
    free(run->flags);
}

void frontend_run(const struct frontend_options *options, const struct frontend_source *sources, size_t count,
    struct frontend_result *result)
{
    *result = (struct frontend_result){0};
    struct run run = {.options = options, .sources = sources, .count = (uint32_t)count, .extra = EXTRA_HIDDEN};
    run_open(&run);
    run_parse(&run);
    run_collect(&run, result);
    run_close(&run);
}

void compiled_make(
    const struct frontend_options *options, const struct frontend_source *source, struct compiled *compiled)
{
    struct run run = {.options = options, .sources = source, .count = 1, .extra = EXTRA_HIDDEN};
    size_t n;
    char *text = file_read(source->path, LARGEST_SOURCE, &n);
    compiled->source = memory_format("%s", source->path);
    compiled->text = text ? digest_of(text, n) : (struct digest){0, 0};
    compiled->wdk = options->wdk ? memory_format("%s", options->wdk) : NULL;
    compiled->outcome = memory_new(sizeof *compiled->outcome);
    free(text);
    run_open(&run);
    run_parse(&run);
    for (size_t i = 0; i < run.ndis.at.count; i++)
        vec_push(&compiled->ndis_flags, memory_format("%s", run.ndis.at.at[i]));
    *compiled->outcome = run.outcomes[0];
    run_close(&run);
}

char *frontend_show(const struct frontend_options *options, const struct frontend_source *sources, size_t count,
    const char *folder, void (*show)(void *subject, const char *const *words, size_t count), void *subject)
{
    struct run run = {.options = options, .sources = sources, .count = (uint32_t)count, .folder = folder};
    run.extra = folder ? EXTRA_SHOWN : EXTRA_NONE;
    run_open(&run);
    for (size_t i = 0; i < count; i++) {
        vec_push(&run.flags[i].at, sources[i].path);
        show(subject, run.flags[i].at.at, run.flags[i].at.count);
    }
    run_close(&run);
    return run.problem;
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
    for (size_t i = 0; i < result->ndis_flags.count; i++)
        free(result->ndis_flags.at[i]);
    vec_free(&result->ndis_flags);
    *result = (struct frontend_result){0};
}
