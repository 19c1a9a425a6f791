// One check of one driver, from top to bottom: sources, lowered units, linked program, exploration, report.
#include "session/session.h"

#include "engine/engine.h"
#include "ir/program.h"
#include "ir/verify.h"
#include "session/aliases.h"
#include "session/applies.h"
#include "session/collect.h"
#include "session/explore.h"
#include "session/gaps.h"
#include "session/inputs.h"
#include "session/merge.h"
#include "session/models.h"
#include "session/pack.h"
#include "session/units.h"
#include "support/file.h"
#include "support/path.h"
#include "support/process.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

enum { SOURCE_LIMIT = 64 << 20 };

struct session_memory {
    struct frontend_recent *recent;
    bool models; // they were parsed: that takes no time any more
};

// Everything that one check holds on to until its report is written.
struct check {
    const struct session_options *options;
    struct report_run *run;
    struct report_driver *driver; // in `run`
    char *cwd;
    struct pack pack;
    struct catalogue *catalogue;
    struct inputs_list found;
    const struct inputs *inputs; // of the driver that is checked
    struct aliases aliases;
    struct frontend_options frontend;
    struct store *store; // what earlier runs have computed; NULL: nothing is kept
    struct frontend_result sources, models; // the driver's units, the pack's units
    pid_t ahead; // the process that parses the pack meanwhile; 0: none
    bool modelled; // `models` is there
    bool unread; // a source of the driver could not be read: nobody knows what it does
};

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void tell(const struct session_options *options, const char *phase, uint64_t done, uint64_t total)
{
    struct session_progress progress = {phase, done, total};
    if (options->progress)
        options->progress(options->progress_to, &progress);
}

static void tell_parsing(void *subject, size_t done, size_t total)
{
    tell(subject, "parsing: files", done, total);
}

static void tell_exploring(void *subject, uint64_t steps, uint64_t states)
{
    (void)states;
    tell(subject, "exploring: steps", steps, 0);
}

static void add_reason(struct check *check, char *text, struct report_place place)
{
    struct report_reason reason = {text, place};
    vec_push(&check->driver->reasons, reason);
}

static bool interrupted(const struct check *check)
{
    return check->options->stop && *check->options->stop;
}

// What the driver's configuration says of functions without source: who calls one uses what it is like.
static bool read_aliases(struct check *check)
{
    if (!check->inputs->sources.count)
        return true;
    char *folder = path_folder(check->inputs->sources.at[0].path), *problem = NULL;
    char *path = inputs_config_path(check->options, folder);
    free(folder);
    if (path)
        problem = aliases_read(&check->aliases, path, check->pack.folder);
    free(path);
    if (problem)
        vec_push(&check->run->errors, problem);
    for (size_t i = 0; !problem && i < check->aliases.list.count; i++)
        vec_push(&check->catalogue->uses.calls, memory_format("%s", check->aliases.list.at[i].function));
    return !problem;
}

// Finds the rule pack, the catalogue and the sources.
static bool prepare(struct check *check)
{
    const struct session_options *options = check->options;
    char *problem = pack_find(&check->pack, options->rules, options->rules_count);
    if (problem) {
        vec_push(&check->run->errors, problem);
        return false;
    }
    check->catalogue = pack_catalogue(&check->pack, &problem);
    if (!check->catalogue) {
        vec_push(&check->run->errors, problem);
        return false;
    }
    check->store = cache_open(options, check->run);
    check->frontend = (struct frontend_options){
        .store = check->store,
        .recent = options->memory ? options->memory->recent : NULL,
        .rules = check->pack.folder,
        .jobs = options->jobs,
        .precompiling = options->precompiling == SESSION_PARSED ? FRONTEND_PARSES_WHOLE : FRONTEND_PRECOMPILES,
        .stop = options->stop,
        .progress = tell_parsing,
        .progress_subject = (void *)options,
    };
    return inputs_find(&check->found, options, &check->frontend, check->run);
}

// What went wrong with a source that the user named is an error; with one of a project, a reason.
static void report_problem(struct check *check, const struct frontend_problem *problem)
{
    struct report_place place = collect_place(check->cwd, problem->file, problem->line, problem->column);
    bool named = inputs_is_named(check->inputs, problem->source);
    bool users = !check->inputs->project.file; // the flags are
    if ((problem->kind == FRONTEND_REFUSED && users) || (problem->kind == FRONTEND_UNREADABLE && named)) {
        vec_push(&check->run->errors, memory_format("%s: %s", place.path ? place.path : "clang", problem->text));
        free(place.path);
    } else if (problem->kind == FRONTEND_STOPPED) {
        free(place.path);
    } else {
        check->unread |= problem->kind == FRONTEND_UNREADABLE || problem->kind == FRONTEND_DIED;
        add_reason(check, memory_format("%s", problem->text), place);
    }
}

#ifndef NDEBUG
static void complain(void *run, const char *message)
{
    vec_push(&((struct report_run *)run)->errors, memory_format("internal error: broken IR: %s", message));
}
#endif

// Debug builds check what the lowering made.
static void verify_units(struct check *check, const struct frontend_result *result)
{
#ifndef NDEBUG
    for (size_t u = 0; u < result->unit_count; u++)
        if (result->units[u])
            ir_verify(result->units[u], complain, check->run);
#else
    (void)check;
    (void)result;
#endif
}

// Whether a source of the driver names a function that the rules are about. One that cannot be read might.
static bool names_uses(const struct check *check)
{
    bool names = false;
    for (size_t i = 0; i < check->driver->sources.count && !names; i++) {
        size_t n;
        char *path = path_absolute(check->cwd, check->driver->sources.at[i]);
        char *text = file_read(path, SOURCE_LIMIT, &n);
        names = !text || applies_text(&check->catalogue->uses, text, n);
        free(text);
        free(path);
    }
    return names;
}

// Nothing that failed to parse can matter to a driver whose text names none of our functions.
static void excuse_reasons(struct check *check)
{
    struct report_driver *driver = check->driver;
    for (size_t i = 0; i < driver->reasons.count; i++) {
        struct report_reason *reason = &driver->reasons.at[i];
        const char *path = reason->place.path;
        vec_push(&check->run->notes, path ? memory_format("%s:%u: %s", path, reason->place.line, reason->text)
                                          : memory_format("%s", reason->text));
        free(reason->text);
        free(reason->place.path);
    }
    vec_clear(&driver->reasons);
}

// Whether there is anything to explore; if not, the driver's record says why.
static bool applies(struct check *check)
{
    const struct catalogue *catalogue = check->catalogue;
    struct ir_unit *const *units = check->sources.units;
    size_t count = check->sources.unit_count;
    if (!check->unread && !names_uses(check))
        excuse_reasons(check);
    if (!applies_condition(&catalogue->uses, units, count)) {
        if (!check->driver->reasons.count) // else what is named may be where nothing could be read
            check->driver->not_applicable = memory_format("%s", catalogue->uses.otherwise);
        return false;
    }
    // What is used here is not the whole driver: that must not look as if it were in order.
    if (!applies_defines(catalogue->entries.at, catalogue->entries.count, units, count)) {
        add_reason(check,
            memory_format("no %s is among these sources: give the folder that holds the whole driver",
                catalogue->entries.count ? catalogue->entries.at[0] : "entry point"),
            (struct report_place){0});
        return false;
    }
    if (!applies_condition(&catalogue->registers, units, count)) {
        check->driver->not_applicable = memory_format("%s", catalogue->registers.otherwise);
        return false;
    }
    return true;
}

// The flags of one source of the packs: INCLUDE, the driver's kind and version of NDIS, those of ALIAS (NULL: none).
struct pack_flags {
    VEC(const char *) list;
};

struct ndis_flags {
    const char *const *at;
    size_t count;
};

static void collect_flags(
    struct ndis_flags ndis, const char *include, const struct alias *alias, struct pack_flags *flags)
{
    vec_push(&flags->list, include);
    for (size_t i = 0; i < ndis.count; i++)
        vec_push(&flags->list, ndis.at[i]);
    for (size_t i = 0; alias && i < alias->flags.count; i++)
        vec_push(&flags->list, alias->flags.at[i]);
}

// Parses the pack as the driver sees the headers: with its NDIS version and its WDK.
static void parse_pack(struct check *check, struct ndis_flags ndis)
{
    char *include = memory_format("-I%s", check->pack.folder);
    size_t aliases = check->aliases.list.count;
    struct pack_flags *flags = memory_new((aliases + 1) * sizeof *flags);
    VEC(struct frontend_source) sources = {0};
    collect_flags(ndis, include, NULL, &flags[aliases]);
    for (size_t i = 0; i < check->pack.sources.count; i++)
        vec_push(&sources,
            (struct frontend_source){check->pack.sources.at[i], flags[aliases].list.at, flags[aliases].list.count});
    for (size_t i = 0; i < aliases; i++) {
        const struct alias *alias = &check->aliases.list.at[i];
        collect_flags(ndis, include, alias, &flags[i]);
        vec_push(&sources, (struct frontend_source){alias->model, flags[i].list.at, flags[i].list.count});
    }
    struct frontend_options options = check->frontend;
    options.progress = NULL;
    double begun = seconds_now();
    frontend_run(&options, sources.at, sources.count, &check->models);
    check->driver->stats.parse_seconds += seconds_now() - begun;
    verify_units(check, &check->models);
    vec_free(&sources);
    for (size_t i = 0; i <= aliases; i++)
        vec_free(&flags[i].list);
    free(flags);
    free(include);
}

// Parses the pack while the driver is parsed: if that takes its time, another process does, and leaves the units in the
// store. Whether they are needed is not known yet.
static void parse_ahead(void *subject, const char *const *ndis_flags, size_t count)
{
    struct check *check = subject;
    struct ndis_flags ndis = {ndis_flags, count};
    const struct session_memory *memory = check->options->memory;
    check->modelled = memory && memory->models;
    if (check->modelled)
        parse_pack(check, ndis);
    else
        check->ahead = process_fork();
    if (check->modelled || check->ahead != 0)
        return;
    check->frontend.jobs = 1;
    check->frontend.recent = NULL; // it ends with the process
    parse_pack(check, ndis);
    _exit(0);
}

static void end_ahead(struct check *check)
{
    if (check->ahead > 0)
        process_wait(check->ahead);
    check->ahead = 0;
}

static void parse_driver(struct check *check)
{
    double begun = seconds_now();
    struct frontend_options options = check->frontend;
    options.parsing = check->store ? parse_ahead : NULL;
    options.parsing_subject = check;
    if (check->options->mentions == SESSION_WITH_MENTIONS)
        options.mentions = FRONTEND_WITH_MENTIONS;
    if (check->inputs->compiled.count)
        units_take(check->inputs, &check->sources);
    else
        frontend_run(&options, check->inputs->sources.at, check->inputs->sources.count, &check->sources);
    check->driver->stats.parse_seconds = seconds_now() - begun;
    check->driver->stats.precompiled = check->sources.precompiled_count;
    for (size_t i = 0; i < check->sources.problems.count; i++)
        report_problem(check, &check->sources.problems.at[i]);
    collect_units(check->driver, check->cwd, check->sources.units, check->sources.unit_count);
    verify_units(check, &check->sources);
}

// Whether the pack is there and whole.
static bool parse_models(struct check *check)
{
    end_ahead(check);
    struct ndis_flags ndis = {(const char *const *)check->sources.ndis_flags.at, check->sources.ndis_flags.count};
    if (!check->modelled)
        parse_pack(check, ndis);
    if (interrupted(check))
        return false;
    if (check->options->memory)
        check->options->memory->models = true;
    char *problem = gaps_in_models(&check->models, check->cwd);
    if (!problem)
        problem = models_check(&check->models, check->cwd, check->catalogue);
    if (problem)
        vec_push(&check->run->errors, problem);
    return !problem;
}

// The units of both, the driver's first, as the linker takes them.
static struct ir_program *link_program(struct check *check)
{
    VEC(struct ir_unit *) units = {0};
    VEC(enum ir_origin) origins = {0};
    const struct frontend_result *parts[] = {&check->sources, &check->models};
    for (unsigned p = 0; p < 2; p++)
        for (size_t u = 0; u < parts[p]->unit_count; u++)
            if (parts[p]->units[u]) {
                vec_push(&units, parts[p]->units[u]);
                vec_push(&origins, p == 0 ? IR_FROM_DRIVER : IR_FROM_PACK);
            }
    struct ir_program *program = ir_link(units.at, origins.at, (uint32_t)units.count);
    vec_free(&units);
    vec_free(&origins);
    for (size_t i = 0; i < program->problems.count; i++)
        add_reason(check, memory_format("%s", program->problems.at[i]), (struct report_place){0});
    return program;
}

static void take_result(struct check *check, const struct engine_result *result)
{
    collect_result(check->driver, check->cwd, result, check->catalogue);
    if (!result->applicable && !check->driver->findings.count && !check->driver->not_applicable)
        check->driver->not_applicable = memory_format("%s", check->catalogue->registers.otherwise);
}

static void explore(struct check *check, const struct ir_program *program)
{
    const struct session_options *options = check->options;
    struct engine_options engine = {
        .entry = "lint_main",
        .no_slice = options->slicing == SESSION_WHOLE,
        .no_merge = options->merging == SESSION_UNMERGED,
        .step_budget = options->step_budget,
        .stop = options->stop,
        .progress = tell_exploring,
        .progress_to = (void *)options,
    };
    double begun = seconds_now();
    char *why = NULL;
    // Who checks again and again does not ask twice for the same bytes; and mostly, what is new has to be explored.
    enum cache_way way = options->memory ? CACHE_BY_ESSENCE : CACHE_BY_BYTES;
    struct engine_result *result = explore_or_recall(check->store, way, program, &engine, &why);
    check->driver->stats.explore_seconds = seconds_now() - begun;
    if (result)
        take_result(check, result);
    else
        add_reason(check, why, (struct report_place){0});
    engine_result_free(result);
}

// Several drivers have the same to say.
static void add_note(struct report_run *run, const char *note)
{
    for (size_t i = 0; i < run->notes.count; i++)
        if (strcmp(run->notes.at[i], note) == 0)
            return;
    vec_push(&run->notes, memory_format("%s", note));
}

// What the project layer had to say: harmless notes, and sources that are not there.
static void take_notes(struct check *check)
{
    for (size_t i = 0; i < check->inputs->notes.count; i++)
        add_note(check->run, check->inputs->notes.at[i]);
    check->unread |= check->inputs->missing.count > 0;
    for (size_t i = 0; i < check->inputs->missing.count; i++)
        add_reason(check, memory_format("%s", check->inputs->missing.at[i]), (struct report_place){0});
}

static void check_driver(struct check *check)
{
    parse_driver(check);
    if (check->run->errors.count)
        return;
    gaps_in_driver(check->driver, check->cwd, &check->sources, check->catalogue);
    if (!interrupted(check) && applies(check) && parse_models(check)) {
        struct ir_program *program = link_program(check);
        explore(check, program);
        ir_program_free(program);
    } else if (interrupted(check)) {
        add_reason(check, memory_format("it was interrupted before anything was explored"), (struct report_place){0});
    }
}

// The names that a driver's configuration adds hold for that driver alone.
static void forget_driver(struct check *check, size_t calls)
{
    while (check->catalogue->uses.calls.count > calls)
        free(vec_pop(&check->catalogue->uses.calls));
    if (check->ahead > 0)
        kill(check->ahead, SIGKILL); // nobody has asked for the pack
    end_ahead(check);
    frontend_result_free(&check->sources);
    frontend_result_free(&check->models);
    aliases_free(&check->aliases);
    check->aliases = (struct aliases){0};
    check->unread = check->modelled = false;
}

static void check_one(struct check *check, const struct inputs *inputs)
{
    double begun = seconds_now();
    size_t calls = check->catalogue->uses.calls.count, driver = vec_extend(&check->run->drivers, 1);
    check->inputs = inputs;
    check->driver = &check->run->drivers.at[driver];
    check->driver->name = memory_format("%s", inputs->name);
    check->driver->fallback_headers = !check->found.wdk;
    if (read_aliases(check)) {
        take_notes(check);
        check_driver(check);
    }
    check->driver->seconds = seconds_now() - begun;
    forget_driver(check, calls);
}

void session_check(const struct session_options *options, struct report_run *run)
{
    struct check check = {.options = options, .run = run, .cwd = file_cwd()};
    if (prepare(&check) && check.found.at.count)
        run->root = memory_format("%s", check.found.at.at[0].project.root);
    for (size_t i = 0; i < check.found.at.count && !run->errors.count; i++)
        check_one(&check, &check.found.at.at[i]);
    merge_configurations(run, &check.found);
    inputs_list_free(&check.found);
    catalogue_free(check.catalogue);
    pack_free(&check.pack);
    store_close(check.store);
    free(check.cwd);
}

struct session_memory *session_memory_new(void)
{
    struct session_memory *memory = memory_new(sizeof *memory);
    memory->recent = frontend_recent_new();
    return memory;
}

void session_memory_free(struct session_memory *memory)
{
    if (memory)
        frontend_recent_free(memory->recent);
    free(memory);
}

char *session_version(void)
{
    char *clang = frontend_version();
    char *version = memory_format("%s (%s)", NDISLINT_VERSION, clang);
    free(clang);
    return version;
}
