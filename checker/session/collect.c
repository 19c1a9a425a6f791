// From what the layers below found to what a report says.
#include "session/collect.h"

#include "support/path.h"

static char *text_copy(const char *text)
{
    return memory_text(text, strlen(text));
}

struct report_place collect_place(const char *cwd, const char *path, uint32_t line, uint32_t column)
{
    struct report_place place = {NULL, line, column};
    if (path && *path) {
        char *absolute = path_absolute(cwd, path);
        place.path = path_shown(cwd, absolute);
        free(absolute);
    }
    return place;
}

struct report_place collect_loc(const char *cwd, const struct ir_unit *unit, uint32_t loc)
{
    if (!loc || loc >= unit->locs.count)
        return collect_place(cwd, NULL, 0, 0);
    const struct ir_loc *at = &unit->locs.at[loc];
    return collect_place(cwd, ir_string(unit, unit->files.at[at->file].path), at->line, at->column);
}

static struct report_place engine_place(const char *cwd, const struct engine_place *place)
{
    return collect_place(cwd, place->path, place->line, place->column);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_sources(struct report_driver *driver)
{
    size_t kept = 0;
    if (driver->sources.count)
        qsort(driver->sources.at, driver->sources.count, sizeof *driver->sources.at, compare_texts);
    for (size_t i = 0; i < driver->sources.count; i++)
        if (kept && !strcmp(driver->sources.at[kept - 1], driver->sources.at[i]))
            free(driver->sources.at[i]);
        else
            driver->sources.at[kept++] = driver->sources.at[i];
    driver->sources.count = kept;
}

// Sources are found by the places in them, and a file without any code has none.
static void collect_sources(struct report_driver *driver, const char *cwd, const struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->files.count; f++) {
        if (unit->files.at[f].system)
            continue;
        struct report_place place = collect_place(cwd, ir_string(unit, unit->files.at[f].path), 0, 0);
        if (place.path)
            vec_push(&driver->sources, place.path);
    }
    struct report_place place = collect_place(cwd, ir_string(unit, unit->path), 0, 0);
    if (place.path)
        vec_push(&driver->sources, place.path);
}

static bool is_own(const struct ir_function *function)
{
    return function->defined && !function->in_system && !function->synthetic;
}

static bool has_gap(const struct ir_unit *unit, uint32_t function)
{
    for (size_t g = 0; g < unit->gaps.count; g++)
        if (unit->gaps.at[g].function == function)
            return true;
    return false;
}

// A gap in a header stands in every unit that includes it: it is listed once.
static bool gap_is_listed(const struct report_stats *stats, const struct report_place *place, const char *reason)
{
    for (size_t i = 0; i < stats->gaps.count; i++) {
        const struct report_gap *gap = &stats->gaps.at[i];
        if (gap->place.line == place->line && gap->place.column == place->column && gap->place.path && place->path &&
            !strcmp(gap->place.path, place->path) && !strcmp(gap->reason, reason))
            return true;
    }
    return false;
}

static void collect_gaps(struct report_stats *stats, const char *cwd, const struct ir_unit *unit)
{
    enum { MOST = 10000 }; // nobody reads more
    for (size_t g = 0; g < unit->gaps.count && stats->gaps.count < MOST; g++) {
        const struct ir_gap *gap = &unit->gaps.at[g];
        bool inside = gap->function != IR_NONE;
        if (inside && !is_own(&unit->functions.at[gap->function]))
            continue;
        const char *reason = ir_string(unit, gap->reason);
        struct report_place place = collect_loc(cwd, unit, gap->loc);
        if (gap_is_listed(stats, &place, reason)) {
            free(place.path);
            continue;
        }
        struct report_gap row = {
            .function = inside ? text_copy(ir_string(unit, unit->functions.at[gap->function].name)) : NULL,
            .place = place,
            .reason = text_copy(reason),
        };
        vec_push(&stats->gaps, row);
    }
}

// A function of the driver: an inline one of a header is the same in each unit that includes it.
struct own_function {
    const char *path, *name; // borrowed from the units
    uint32_t line;
    bool gap;
};

static int compare_functions(const void *a, const void *b)
{
    const struct own_function *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    if (!order)
        order = (one->line > other->line) - (one->line < other->line);
    return order ? order : strcmp(one->name, other->name);
}

struct own_functions {
    VEC(struct own_function) at;
};

static void list_functions(struct own_functions *functions, const struct ir_unit *unit)
{
    for (uint32_t f = 0; f < unit->functions.count; f++) {
        const struct ir_function *function = &unit->functions.at[f];
        const struct ir_loc *loc = &unit->locs.at[function->loc];
        if (is_own(function))
            vec_push(&functions->at, (struct own_function){ir_string(unit, unit->files.at[loc->file].path),
                                         ir_string(unit, function->name), loc->line, has_gap(unit, f)});
    }
}

static void count_functions(struct report_driver *driver, struct own_functions *functions)
{
    if (functions->at.count)
        qsort(functions->at.at, functions->at.count, sizeof *functions->at.at, compare_functions);
    for (size_t i = 0; i < functions->at.count;) {
        bool gap = false;
        size_t first = i;
        for (; i < functions->at.count && !compare_functions(&functions->at.at[first], &functions->at.at[i]); i++)
            gap |= functions->at.at[i].gap;
        driver->functions++;
        driver->stats.functions_with_gaps += gap;
    }
    vec_free(&functions->at);
}

static void collect_mentions(struct report_mentions *mentions, const char *cwd, const struct ir_unit *unit)
{
    char **paths = memory_new((unit->files.count + 1) * sizeof *paths);
    for (size_t i = 0; i < unit->files.count && unit->mentions.count; i++)
        paths[i] = path_absolute(cwd, ir_string(unit, unit->files.at[i].path));
    for (size_t i = 0; i < unit->mentions.count; i++) {
        const struct ir_mention *from = &unit->mentions.at[i];
        report_mention_add(mentions, paths[from->file], from->line, paths[from->to_file], from->first, from->last);
    }
    for (size_t i = 0; i < unit->files.count; i++)
        free(paths[i]);
    free(paths);
}

void collect_units(struct report_driver *driver, const char *cwd, struct ir_unit *const *units, size_t count)
{
    struct own_functions functions = {0};
    for (size_t u = 0; u < count; u++)
        if (units[u]) {
            driver->files++;
            collect_sources(driver, cwd, units[u]);
            list_functions(&functions, units[u]);
            collect_gaps(&driver->stats, cwd, units[u]);
            collect_mentions(&driver->mentions, cwd, units[u]);
        }
    report_mentions_sort(&driver->mentions);
    count_functions(driver, &functions);
    sort_sources(driver);
}

static enum report_step_kind step_kind(enum engine_step_kind kind)
{
    switch (kind) {
    case ENGINE_STEP_EVENT:
        return REPORT_STEP_EVENT;
    case ENGINE_STEP_BRANCH:
        return REPORT_STEP_BRANCH;
    case ENGINE_STEP_CALL:
        return REPORT_STEP_CALL;
    case ENGINE_STEP_ENTRY:
        return REPORT_STEP_ENTRY;
    case ENGINE_STEP_LEAVE:
        return REPORT_STEP_LEAVE;
    }
    return REPORT_STEP_EVENT;
}

static void add_finding(
    struct report_driver *driver, const char *cwd, const struct engine_finding *from, const struct catalogue *catalogue)
{
    const struct catalogue_rule *rule = catalogue_find(catalogue, from->rule);
    struct report_finding finding = {
        .rule = text_copy(from->rule),
        .level = rule ? rule->level : REPORT_ERROR,
        .message = text_copy(from->message),
        .function = text_copy(from->function ? from->function : ""),
        .place = engine_place(cwd, &from->place),
        .subject = engine_place(cwd, &from->subject),
        .replay = text_copy(from->replay ? from->replay : ""),
    };
    for (size_t i = 0; i < from->steps.count; i++) {
        const struct engine_step *step = &from->steps.at[i];
        struct report_step copy = {
            step_kind(step->kind), step->depth, engine_place(cwd, &step->place), text_copy(step->message)};
        vec_push(&finding.steps, copy);
    }
    for (size_t i = 0; i < from->others.count; i++)
        vec_push(&finding.others, engine_place(cwd, &from->others.at[i]));
    for (size_t i = 0; i < from->lines.count; i++)
        vec_push(&finding.lines, engine_place(cwd, &from->lines.at[i]));
    vec_push(&driver->findings, finding);
}

static const char *site_state(enum engine_site_state state)
{
    switch (state) {
    case ENGINE_SITE_EXECUTED:
        return "executed";
    case ENGINE_SITE_UNREACHED:
        return "not reached";
    case ENGINE_SITE_DEAD:
        return "dead: nothing registers or calls its function";
    }
    return "";
}

static void collect_stats(struct report_stats *stats, const char *cwd, const struct engine_result *result)
{
    for (size_t i = 0; i < result->sites.count; i++) {
        const struct engine_site *from = &result->sites.at[i];
        struct report_site site = {text_copy(from->callee), text_copy(from->function), engine_place(cwd, &from->place),
            site_state(from->state)};
        vec_push(&stats->sites, site);
    }
    for (size_t i = 0; i < result->unmodelled.count; i++)
        vec_push(&stats->unmodelled, text_copy(result->unmodelled.at[i]));
    stats->steps = result->steps;
    stats->states = result->states;
    stats->merged = result->merged;
    stats->candidates = result->candidates;
    stats->confirmed = result->confirmed;
    stats->dropped = result->dropped;
}

void collect_result(struct report_driver *driver, const char *cwd, const struct engine_result *result,
    const struct catalogue *catalogue)
{
    for (size_t i = 0; i < result->findings.count; i++)
        add_finding(driver, cwd, &result->findings.at[i], catalogue);
    for (size_t i = 0; i < result->reasons.count; i++) {
        const struct engine_reason *from = &result->reasons.at[i];
        struct report_reason reason = {text_copy(from->text), engine_place(cwd, &from->place)};
        vec_push(&driver->reasons, reason);
    }
    if (result->verdict == ENGINE_INCOMPLETE && !result->reasons.count) {
        struct report_reason reason = {text_copy("the exploration ended early"), {0}};
        vec_push(&driver->reasons, reason);
    }
    collect_stats(&driver->stats, cwd, result);
}
