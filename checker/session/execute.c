// A C program, executed in the engine: its sources and the models of the C library, from main to its end.
#include "session/session.h"

#include "engine/engine.h"
#include "ir/program.h"
#include "session/collect.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

struct executing {
    const struct session_options *options;
    enum session_target target;
    FILE *streams[2]; // standard output, standard error
    struct report_run *run;
    char *cwd;
    struct pack pack;
    char *library;       // the folder of the models of the C library
    VEC(char *) paths;   // of the program's sources, then of the models
    size_t own;          // how many are the program's
    struct frontend_result parsed[2]; // the program's units, the models'
    VEC(struct ir_unit *) units;      // all, borrowed from those
};

// ---- sources ----

static void list_sources(struct executing *x)
{
    for (size_t i = 0; i < x->options->path_count; i++)
        vec_push(&x->paths, path_absolute(x->cwd, x->options->paths[i]));
    x->own = x->paths.count;
    x->library = memory_format("%s/libc", x->pack.folder);
    struct folder_cache *cache = folder_cache_new();
    for (const char *const *name = folder_names(cache, x->library); *name; name++)
        if (path_has_extension(*name, ".c"))
            vec_push(&x->paths, memory_format("%s/%s", x->library, *name));
    folder_cache_free(cache);
}

static void parse_part(struct executing *x, enum frontend_target target, size_t first, size_t count,
    const char *const *flags, size_t flag_count, struct frontend_result *result)
{
    struct frontend_source *sources = memory_new(count * sizeof *sources);
    for (size_t i = 0; i < count; i++)
        sources[i] = (struct frontend_source){x->paths.at[first + i], flags, flag_count};
    struct frontend_options frontend = {
        .target = target, .rules = x->pack.folder, .jobs = x->options->jobs, .stop = x->options->stop};
    frontend_run(&frontend, sources, count, result);
    for (size_t i = 0; i < result->unit_count; i++)
        vec_push(&x->units, result->units[i]);
    free(sources);
}

// The models see the intrinsics of the rule pack; the program's own flags are the program's.
static void parse(struct executing *x)
{
    char *include = memory_format("-I%s", x->pack.folder);
    const char *const library_flags[] = {include};
    enum frontend_target target = x->target == SESSION_WINDOWS ? FRONTEND_WINDOWS : FRONTEND_HOST;
    parse_part(x, target, 0, x->own, x->options->flags, x->options->flag_count, &x->parsed[0]);
    parse_part(x, FRONTEND_HOST, x->own, x->paths.count - x->own, library_flags, 1, &x->parsed[1]);
    free(include);
}

// ---- what is wrong ----

static void add_error(struct executing *x, struct report_place place, const char *text)
{
    vec_push(&x->run->errors, place.path && place.line ? memory_format("%s:%u: %s", place.path, place.line, text)
                              : place.path             ? memory_format("%s: %s", place.path, text)
                                                       : memory_format("%s", text));
    free(place.path);
}

// What was not compiled cannot be executed; what is only not understood may lie where the program never comes to.
static bool is_whole(struct executing *x)
{
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < x->parsed[p].problems.count; i++) {
            const struct frontend_problem *problem = &x->parsed[p].problems.at[i];
            add_error(x, collect_place(x->cwd, problem->file, problem->line, problem->column), problem->text);
        }
    for (size_t u = 0; u < x->units.count; u++) {
        const struct ir_unit *unit = x->units.at[u];
        for (size_t g = 0; unit && g < unit->gaps.count; g++)
            if (unit->gaps.at[g].kind == IR_GAP_ERROR)
                add_error(x, collect_loc(x->cwd, unit, unit->gaps.at[g].loc), ir_string(unit, unit->gaps.at[g].reason));
    }
    return !x->run->errors.count;
}

// ---- execution ----

static void write_bytes(void *to, int stream, const char *bytes, size_t count)
{
    struct executing *x = to;
    fwrite(bytes, 1, count, x->streams[stream == 2]);
}

static int status_of(struct executing *x, const struct engine_execution *execution)
{
    struct report_place at =
        collect_place(x->cwd, execution->place.path, execution->place.line, execution->place.column);
    switch (execution->end) {
    case ENGINE_END_EXITED:
        free(at.path);
        return execution->status;
    case ENGINE_END_ABORTED:
        add_error(x, at, "the program called abort");
        return SESSION_ABORTED;
    case ENGINE_END_BUDGET:
        add_error(x, at, "the budget of steps is spent: allow more with --steps");
        return SESSION_OVER_BUDGET;
    case ENGINE_END_STOPPED:
        add_error(x, at, "it was interrupted");
        return SESSION_NOT_EXECUTED;
    case ENGINE_END_STUCK:
        break;
    }
    add_error(x, at, execution->why);
    return SESSION_NOT_EXECUTED;
}

static int execute(struct executing *x)
{
    uint32_t count = (uint32_t)x->units.count;
    enum ir_origin *origins = memory_new(count * sizeof *origins);
    for (uint32_t u = 0; u < count; u++)
        origins[u] = u < x->own ? IR_FROM_DRIVER : IR_FROM_PACK;
    struct ir_program *program = ir_link(x->units.at, origins, count);
    struct engine_execute_options options = {.entry = "lint_start",
        .step_budget = x->options->step_budget,
        .stop = x->options->stop,
        .write = write_bytes,
        .write_to = x};
    struct engine_execution execution;
    engine_execute(program, &options, &execution);
    int status = status_of(x, &execution);
    engine_execution_free(&execution);
    ir_program_free(program);
    free(origins);
    return status;
}

int session_execute(
    const struct session_options *options, enum session_target target, FILE *out, FILE *err, struct report_run *run)
{
    struct executing x = {.options = options, .target = target, .streams = {out, err}, .run = run, .cwd = file_cwd()};
    char *problem = pack_find(&x.pack, options->rules, options->rules_count);
    int status = SESSION_NOT_EXECUTED;
    if (problem) {
        vec_push(&run->errors, problem);
    } else {
        list_sources(&x);
        parse(&x);
        if (is_whole(&x))
            status = execute(&x);
    }
    vec_free(&x.units);
    frontend_result_free(&x.parsed[0]);
    frontend_result_free(&x.parsed[1]);
    for (size_t i = 0; i < x.paths.count; i++)
        free(x.paths.at[i]);
    vec_free(&x.paths);
    free(x.library);
    pack_free(&x.pack);
    free(x.cwd);
    return status;
}
