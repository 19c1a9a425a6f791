// Which errors of the compiler, and which constructs that are not lowered, matter.
#include "session/gaps.h"

#include "session/collect.h"
#include "support/file.h"

#include <ctype.h>

enum {
    SOURCE_LIMIT = 64 << 20,
    MOST_REASONS = 1000, // nobody reads more
};

// A function of the driver mentions a name: it calls it, takes its address, or has it in its text.
struct mention {
    const char *function, *name; // borrowed from the units, or from `texts`
    bool reaches;                // the name reaches what the rules are about
};

struct reach {
    VEC(struct mention) mentions;
    VEC(const char *) reached; // sorted: names that reach what the rules are about
    VEC(char *) texts;         // owned names
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_reached(const struct reach *reach, const char *name)
{
    return reach->reached.count &&
           bsearch(&name, reach->reached.at, reach->reached.count, sizeof *reach->reached.at, compare_names);
}

static bool is_own(const struct ir_function *function)
{
    return function->defined && !function->in_system;
}

static void mention_calls(struct reach *reach, const struct ir_unit *unit, const struct ir_function *function)
{
    for (uint32_t b = 0; b < function->blocks; b++) {
        const struct ir_block *block = &unit->blocks.at[function->first_block + b];
        for (uint32_t i = 0; i < block->count; i++) {
            const struct ir_inst *inst = &unit->insts.at[block->first + i];
            if (inst->op != IR_CALL && inst->op != IR_FUNCTION)
                continue;
            struct mention mention = {
                ir_string(unit, function->name), ir_string(unit, unit->functions.at[inst->ref].name), false};
            vec_push(&reach->mentions, mention);
        }
    }
}

// The text of lines FIRST to LAST, moving *AT to its start; its length.
static size_t lines_between(const char **at, size_t n, uint32_t first, uint32_t last)
{
    const char *end = *at + n, *start = *at;
    for (uint32_t line = 1; line < first && start < end; start++)
        line += *start == '\n';
    const char *stop = start;
    for (uint32_t line = first; line <= last && stop < end; stop++)
        line += *stop == '\n';
    *at = start;
    return (size_t)(stop - start);
}

static void mention_words(struct reach *reach, const char *function, const char *text, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        while (i < n && (isalnum((unsigned char)text[i]) || text[i] == '_'))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        char *word = memory_text(text + start, i - start);
        vec_push(&reach->texts, word);
        struct mention mention = {function, word, false};
        vec_push(&reach->mentions, mention);
    }
}

// A source that is read once for all of its functions, which mostly follow one another.
struct source_text {
    const char *path; // borrowed; NULL: none
    char *text;
    size_t n;
    const char *at; // the start of `line`
    uint32_t line;
};

static void source_open(struct source_text *source, const char *path)
{
    if (source->path && !strcmp(source->path, path))
        return;
    free(source->text);
    *source = (struct source_text){.path = path};
    source->text = file_read(path, SOURCE_LIMIT, &source->n);
    source->at = source->text;
    source->line = 1;
}

// The names in the text of FUNCTION, since an error took instructions away.
static void mention_text(
    struct reach *reach, const struct ir_unit *unit, const struct ir_function *function, struct source_text *source)
{
    const struct ir_loc *from = &unit->locs.at[function->loc], *to = &unit->locs.at[function->end_loc];
    source_open(source, ir_string(unit, unit->files.at[from->file].path));
    if (!source->text)
        return;
    if (from->line < source->line) {
        source->at = source->text;
        source->line = 1;
    }
    size_t left = source->n - (size_t)(source->at - source->text);
    size_t n = lines_between(&source->at, left, from->line - source->line + 1, to->line - source->line + 1);
    source->line = from->line;
    mention_words(reach, ir_string(unit, function->name), source->at, n);
}

// Whether instructions are missing that the source has.
static bool is_incomplete(const struct ir_gap *gap)
{
    return gap->kind != IR_GAP_UNKNOWN;
}

static bool is_cut_short(const struct ir_unit *unit, uint32_t function)
{
    for (size_t g = 0; g < unit->gaps.count; g++)
        if (unit->gaps.at[g].function == function && is_incomplete(&unit->gaps.at[g]))
            return true;
    return false;
}

static void mention_unit(struct reach *reach, const struct ir_unit *unit)
{
    struct source_text source = {0};
    for (size_t f = 0; f < unit->functions.count; f++) {
        const struct ir_function *function = &unit->functions.at[f];
        if (!is_own(function))
            continue;
        mention_calls(reach, unit, function);
        if (is_cut_short(unit, (uint32_t)f))
            mention_text(reach, unit, function, &source);
    }
    free(source.text);
}

static void reach_one(struct reach *reach, const char *name)
{
    size_t at = reach->reached.count;
    vec_push(&reach->reached, name);
    while (at && strcmp(reach->reached.at[at - 1], name) > 0) {
        reach->reached.at[at] = reach->reached.at[at - 1];
        at--;
    }
    reach->reached.at[at] = name;
}

// A method also by the name that stands in a text.
static void reach_name(struct reach *reach, const char *name)
{
    const char *colon = strrchr(name, ':');
    reach_one(reach, name);
    if (colon && !is_reached(reach, colon + 1))
        reach_one(reach, colon + 1);
}

static void reach_condition(struct reach *reach, const struct catalogue_condition *condition)
{
    for (size_t i = 0; i < condition->calls.count; i++)
        reach_name(reach, condition->calls.at[i]);
    for (size_t i = 0; i < condition->events.count; i++)
        reach_name(reach, condition->events.at[i].call);
}

// Goes backward over the mentions until nothing new is reached.
static void reach_close(struct reach *reach)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < reach->mentions.count; i++) {
            struct mention *mention = &reach->mentions.at[i];
            if (mention->reaches || !is_reached(reach, mention->name))
                continue;
            mention->reaches = changed = true;
            if (!is_reached(reach, mention->function))
                reach_name(reach, mention->function);
        }
    }
}

static void reach_free(struct reach *reach)
{
    for (size_t i = 0; i < reach->texts.count; i++)
        free(reach->texts.at[i]);
    vec_free(&reach->texts);
    vec_free(&reach->mentions);
    vec_free(&reach->reached);
}

// The same header, included by many units, has the same errors in each.
static bool is_told(const struct report_driver *driver, const struct report_place *place)
{
    for (size_t i = 0; i < driver->reasons.count; i++) {
        const struct report_place *told = &driver->reasons.at[i].place;
        if (told->path && place->path && told->line == place->line && !strcmp(told->path, place->path))
            return true;
    }
    return false;
}

static void tell(struct report_driver *driver, const char *cwd, const struct ir_unit *unit, const struct ir_gap *gap)
{
    if (driver->reasons.count > MOST_REASONS)
        return;
    if (driver->reasons.count == MOST_REASONS) {
        struct report_reason more = {memory_format("more places do not parse than are listed here"), {0}};
        vec_push(&driver->reasons, more);
        return;
    }
    struct report_reason reason = {NULL, collect_loc(cwd, unit, gap->loc)};
    if (is_told(driver, &reason.place)) {
        free(reason.place.path);
        return;
    }
    const char *words = ir_string(unit, gap->reason);
    const char *name = gap->function == IR_NONE ? NULL : ir_string(unit, unit->functions.at[gap->function].name);
    if (!name)
        reason.text = memory_format("this does not parse: %s", words);
    else if (gap->kind == IR_GAP_ERROR)
        reason.text = memory_format("%s does not parse here: %s", name, words);
    else
        reason.text = memory_format("%s is not analysed here: %s", name, words);
    vec_push(&driver->reasons, reason);
}

static void tell_unit(
    struct report_driver *driver, const char *cwd, const struct ir_unit *unit, const struct reach *reach)
{
    uint32_t told = IR_NONE; // one error for each function: gaps come in order of place
    for (size_t g = 0; g < unit->gaps.count; g++) {
        const struct ir_gap *gap = &unit->gaps.at[g];
        if (!is_incomplete(gap))
            continue;
        if (gap->function == IR_NONE) {
            if (!gap->loc || !unit->files.at[unit->locs.at[gap->loc].file].system)
                tell(driver, cwd, unit, gap);
            continue;
        }
        const struct ir_function *function = &unit->functions.at[gap->function];
        if (gap->function == told || !is_own(function) || !is_reached(reach, ir_string(unit, function->name)))
            continue;
        told = gap->function;
        tell(driver, cwd, unit, gap);
    }
}

static bool any_incomplete(const struct frontend_result *sources)
{
    for (size_t u = 0; u < sources->unit_count; u++)
        for (size_t g = 0; sources->units[u] && g < sources->units[u]->gaps.count; g++)
            if (is_incomplete(&sources->units[u]->gaps.at[g]))
                return true;
    return false;
}

void gaps_in_driver(struct report_driver *driver, const char *cwd, const struct frontend_result *sources,
    const struct catalogue *catalogue)
{
    if (!any_incomplete(sources))
        return;
    struct reach reach = {0};
    for (size_t u = 0; u < sources->unit_count; u++)
        if (sources->units[u])
            mention_unit(&reach, sources->units[u]);
    reach_condition(&reach, &catalogue->registers);
    reach_condition(&reach, &catalogue->uses);
    reach_close(&reach);
    for (size_t u = 0; u < sources->unit_count; u++)
        if (sources->units[u])
            tell_unit(driver, cwd, sources->units[u], &reach);
    reach_free(&reach);
}

char *gaps_in_models(const struct frontend_result *models, const char *cwd)
{
    for (size_t i = 0; i < models->problems.count; i++) {
        const struct frontend_problem *problem = &models->problems.at[i];
        return memory_format("%s: the rule pack cannot be used: %s", problem->file, problem->text);
    }
    for (size_t u = 0; u < models->unit_count; u++)
        for (size_t g = 0; g < models->units[u]->gaps.count; g++) {
            const struct ir_gap *gap = &models->units[u]->gaps.at[g];
            if (gap->kind != IR_GAP_ERROR)
                continue;
            struct report_place place = collect_loc(cwd, models->units[u], gap->loc);
            char *text = memory_format("%s:%u: the rule pack does not parse with these headers: %s",
                place.path ? place.path : "?", place.line, ir_string(models->units[u], gap->reason));
            free(place.path);
            return text;
        }
    return NULL;
}
