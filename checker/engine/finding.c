// From the path of a violation to a finding: the steps that matter, in words and places.
#include "engine/reach.h"
#include "engine/run.h"

#include <stdlib.h>

struct engine_place run_place_of(const struct ir_unit *unit, uint32_t inst)
{
    if (!unit || inst == IR_NONE)
        return (struct engine_place){0};
    const struct ir_loc *loc = &unit->locs.at[unit->insts.at[inst].loc];
    if (!loc->line)
        return (struct engine_place){0};
    return (struct engine_place){ir_string(unit, unit->files.at[loc->file].path), loc->line, loc->column};
}

struct engine_place run_place(const struct run *run, const struct state *state)
{
    const struct frame *frame = run_driver_frame(run, state, NULL);
    return frame ? run_place_of(frame->unit, frame->inst) : (struct engine_place){0};
}

struct engine_place run_function_place(const struct run *run, const char *name)
{
    for (size_t f = 0; f < run->program->functions.count; f++) {
        const struct ir_program_function *p = &run->program->functions.at[f];
        if (p->name != name)
            continue;
        const struct ir_unit *unit = run->program->units[p->unit];
        const struct ir_loc *loc = &unit->locs.at[unit->functions.at[p->function].loc];
        return (struct engine_place){ir_string(unit, unit->files.at[loc->file].path), loc->line, loc->column};
    }
    return (struct engine_place){0};
}

void run_test_output(struct run *run, struct state *state, char *text)
{
    struct engine_place place = run_place(run, state);
    char *line = memory_format("%s:%u: %s", place.path ? place.path : "", place.line, text);
    free(text);
    for (size_t i = 0; i < run->result->values.count; i++) {
        if (strcmp(run->result->values.at[i], line) == 0) {
            free(line);
            return;
        }
    }
    vec_push(&run->result->values, line);
}

// The two places that a message may speak of, and the function of the first.
struct wording {
    const struct ir_unit *unit, *site_unit;
    uint32_t inst, site_inst;
    struct path_arguments arguments, site_arguments;
    const char *function;
};

// Argument N of MAP, counted from 1, of the call at UNIT, INST as the driver wrote it.
static const char *argument_text(
    const struct ir_unit *unit, uint32_t inst, const struct path_arguments *map, uint32_t n)
{
    n = map->of[n - 1] ? map->of[n - 1] : n;
    const struct ir_inst *call = unit && inst != IR_NONE ? &unit->insts.at[inst] : NULL;
    bool is_call = call && (call->op == IR_CALL || call->op == IR_CALL_POINTER);
    const char *text = is_call && n <= call->count ? ir_string(unit, unit->operand_texts.at[call->first + n - 1]) : "";
    return *text ? text : "the argument";
}

// What stands for the placeholder behind the % at *M, which moves to its last character; NULL: it is none.
static const char *placeholder(const struct wording *w, const char **m)
{
    const char *at = *m + 1;
    bool of_site = *at == '@';
    at += of_site;
    if (*at < (of_site ? '1' : '0') || *at > '9')
        return NULL;
    *m = at;
    if (*at == '0')
        return w->function;
    uint32_t n = (uint32_t)(*at - '0');
    return of_site ? argument_text(w->site_unit, w->site_inst, &w->site_arguments, n)
                   : argument_text(w->unit, w->inst, &w->arguments, n);
}

// MESSAGE with its placeholders replaced, as rules/ndislint.h has them.
static char *fill_in(const char *message, const struct wording *w)
{
    VEC(char) text = {0};
    for (const char *m = message; *m; m++) {
        const char *instead = *m == '%' ? placeholder(w, &m) : NULL;
        if (!instead)
            vec_push(&text, *m);
        for (const char *a = instead; a && *a; a++)
            vec_push(&text, *a);
    }
    vec_push(&text, 0);
    return text.at;
}

// ---- which steps matter ----

struct story {
    struct run *run;
    const struct state *state;
    const struct candidate *candidate;
    const struct path **steps; // oldest first
    uint32_t count;
    uint8_t *kept;
};

static bool about_subject(const struct story *s, const struct path *step)
{
    const struct constraints *c = &s->state->constraints;
    if (step->value->kind == VALUE_INT && step->value->imm == ~0ull)
        return true;
    return constraint_resolve(&s->run->values, c, step->value) ==
           constraint_resolve(&s->run->values, c, s->candidate->subject);
}

static void keep_notes(struct story *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        s->kept[i] = s->steps[i]->kind == PATH_NOTE && about_subject(s, s->steps[i]);
}

static uint32_t entry_start(const struct story *s, uint32_t i)
{
    while (i && s->steps[i]->kind != PATH_ENTRY)
        i--;
    return i;
}

// The index behind the last step of the entry point that starts at I.
static uint32_t entry_end(const struct story *s, uint32_t i)
{
    for (i++; i < s->count && s->steps[i]->kind != PATH_ENTRY; i++)
        ;
    return i;
}

// A branch or call of a function from which a modelled event can be reached.
static bool is_near_events(const struct story *s, const struct path *step)
{
    return step->inst != IR_NONE && s->run->reach->reaches_event[step->function];
}

// The steps FROM .. TO-1 of one entry point that decided what happened to the subject.
static void keep_decisions(struct story *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const struct path *step = s->steps[i];
        if (step->kind == PATH_CHOICE)
            s->kept[i] = step->outcome && step->inst != IR_NONE && *step->text;
        else if (step->kind == PATH_BRANCH)
            s->kept[i] = *step->text && is_near_events(s, step);
    }
}

// A call is worth a step if something behind it is, before the function returns.
static void keep_calls(struct story *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->steps[i]->kind != PATH_CALL || s->steps[i]->inst == IR_NONE)
            continue;
        uint32_t depth = s->steps[i]->depth;
        for (uint32_t k = i + 1; k < s->count && s->steps[k]->kind != PATH_ENTRY && !s->kept[i]; k++) {
            if (s->steps[k]->inst != IR_NONE && s->steps[k]->depth <= depth)
                break;
            s->kept[i] = s->kept[k];
        }
    }
}

static void drop_repeats(struct story *s)
{
    // A loop's condition that is met round after round is shown for the last time only.
    for (uint32_t i = 0; i < s->count; i++) {
        if (!s->kept[i] || s->steps[i]->kind != PATH_BRANCH)
            continue;
        for (uint32_t k = i + 1; k < s->count && s->steps[k]->kind != PATH_ENTRY; k++) {
            if (s->kept[k] && s->steps[k]->kind == PATH_NOTE)
                break;
            if (s->kept[k] && s->steps[k]->kind == PATH_BRANCH && s->steps[k]->inst == s->steps[i]->inst &&
                s->steps[k]->unit == s->steps[i]->unit) {
                s->kept[i] = 0;
                break;
            }
        }
    }
}

// The first note about the subject: what came before it does not matter.
static uint32_t first_note(const struct story *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->kept[i])
            return i;
    return s->count;
}

// Nothing happened to a subject without notes. What failed in an entry point FROM .. TO-1 before the last one, near a
// modelled event, may say why the subject is what it is.
static void keep_failures(struct story *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        const struct path *step = s->steps[i];
        if (step->kind == PATH_CHOICE && step->outcome && *step->text && is_near_events(s, step))
            s->kept[from] = s->kept[i] = 1;
    }
}

// The step with which the routine of the entry point at step I is called, or NULL.
static const struct path *entry_call(const struct story *s, uint32_t i)
{
    for (uint32_t k = i + 1; k < s->count && s->steps[k]->kind != PATH_ENTRY; k++)
        if (s->steps[k]->kind == PATH_CALL)
            return s->steps[k];
    return NULL;
}

static struct engine_place entry_place(const struct story *s, uint32_t i)
{
    const struct path *call = entry_call(s, i);
    return call ? run_function_place(s->run, call->text) : (struct engine_place){0};
}

// An entry point that runs while another one waits makes no sense without that.
static void keep_waiting(struct story *s, uint32_t i)
{
    const struct path *call = entry_call(s, i);
    if (!i || !call || call->inst == IR_NONE)
        return;
    uint32_t outer = entry_start(s, i - 1);
    s->kept[outer] |= s->steps[outer]->kind == PATH_ENTRY;
    keep_waiting(s, outer);
}

static void keep_what_matters(struct story *s)
{
    keep_notes(s);
    uint32_t last = s->count ? entry_start(s, s->count - 1) : 0, first = first_note(s);
    for (uint32_t i = 0; i < s->count; i = entry_end(s, i)) {
        uint32_t end = entry_end(s, i);
        bool matters = i == last;
        if (first == s->count && !matters) {
            keep_failures(s, i, end);
            continue;
        }
        for (uint32_t k = i; k < end; k++)
            matters |= s->kept[k];
        if (!matters)
            continue;
        keep_decisions(s, first < end && first > i ? first + 1 : i, end);
        s->kept[i] |= s->steps[i]->kind == PATH_ENTRY;
        keep_waiting(s, i);
    }
    drop_repeats(s);
    keep_calls(s);
}

// ---- in words ----

static char *step_text(const struct path *step)
{
    switch (step->kind) {
    case PATH_BRANCH:
        return memory_format("'%s' is %s", step->text, step->outcome ? "true" : "false");
    case PATH_CHOICE:
    case PATH_NOTE:
        return fill_in(step->text,
            &(struct wording){.unit = step->unit, .inst = step->inst, .arguments = step->arguments, .function = ""});
    case PATH_ENTRY:
        return memory_format("entry point: %s", step->text);
    case PATH_CALL:
        return memory_format("calling '%s'", step->text);
    case PATH_RETURN:
    case PATH_SPLIT:
    case PATH_FRESH:
    case PATH_MATTERS:
    case PATH_MEMORY:
    case PATH_READ:
        break;
    }
    return memory_format("%s", step->text ? step->text : "");
}

static enum engine_step_kind step_kind(const struct path *step)
{
    switch (step->kind) {
    case PATH_BRANCH:
        return ENGINE_STEP_BRANCH;
    case PATH_CALL:
        return ENGINE_STEP_CALL;
    case PATH_ENTRY:
        return ENGINE_STEP_ENTRY;
    case PATH_RETURN:
        return ENGINE_STEP_LEAVE;
    case PATH_CHOICE:
    case PATH_SPLIT:
    case PATH_FRESH:
    case PATH_MATTERS:
    case PATH_MEMORY:
    case PATH_READ:
    case PATH_NOTE:
        break;
    }
    return ENGINE_STEP_EVENT;
}

static void write_steps(struct story *s, struct engine_finding *finding)
{
    for (uint32_t i = 0; i < s->count; i++) {
        const struct path *step = s->steps[i];
        if (!s->kept[i])
            continue;
        struct engine_place place = step->kind == PATH_ENTRY ? entry_place(s, i) : run_place_of(step->unit, step->inst);
        vec_push(&finding->steps,
            (struct engine_step){
                .kind = step_kind(step), .depth = step->depth, .place = place, .message = step_text(step)});
    }
}

static int by_line(const void *x, const void *y)
{
    const struct engine_place *a = x, *b = y;
    int order = strcmp(a->path, b->path);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

// What the path executed of the driver, each line once.
static void write_lines(const struct state *state, struct engine_finding *finding)
{
    for (const struct trail *t = state->trail; t; t = t->before) {
        const struct ir_loc *loc = &t->unit->locs.at[t->loc];
        struct engine_place place = {ir_string(t->unit, t->unit->files.at[loc->file].path), loc->line, 0};
        vec_push(&finding->lines, place);
    }
    if (finding->lines.count)
        qsort(finding->lines.at, finding->lines.count, sizeof *finding->lines.at, by_line);
    size_t kept = 0;
    for (size_t i = 0; i < finding->lines.count; i++)
        if (!kept || by_line(&finding->lines.at[kept - 1], &finding->lines.at[i]))
            finding->lines.at[kept++] = finding->lines.at[i];
    finding->lines.count = kept;
}

struct engine_finding *finding_make(struct run *run, const struct state *state, const struct candidate *candidate)
{
    struct story s = {.run = run, .state = state, .candidate = candidate};
    struct path_place at = candidate->at;
    const struct path *loss = candidate->at_loss ? held_loss(run, state, candidate->subject) : NULL;
    if (loss)
        at = (struct path_place){loss->unit, loss->inst, loss->function};
    for (const struct path *p = state->path; p; p = p->before)
        s.count++;
    s.steps = memory_new((s.count + 1) * sizeof *s.steps);
    s.kept = memory_new(s.count + 1);
    uint32_t n = s.count;
    for (const struct path *p = state->path; p; p = p->before)
        s.steps[--n] = p;
    keep_what_matters(&s);
    struct engine_finding *finding = memory_new(sizeof *finding);
    finding->rule = memory_format("%s", candidate->rule);
    finding->function = memory_format("%s", at.unit ? run->program->functions.at[at.function].name : "");
    finding->place = run_place_of(at.unit, at.inst);
    struct wording wording = {
        .unit = at.unit, .inst = at.inst, .function = finding->function, .arguments = candidate->arguments};
    if (candidate->site && candidate->site <= run->sites.count) {
        wording.site_unit = run->sites.at[candidate->site - 1].unit;
        wording.site_inst = run->sites.at[candidate->site - 1].inst;
        wording.site_arguments = run->sites.at[candidate->site - 1].arguments;
        finding->subject = run_place_of(wording.site_unit, wording.site_inst);
    }
    finding->message = fill_in(candidate->message, &wording);
    write_steps(&s, finding);
    write_lines(state, finding);
    finding->replay = witness_text(run, state, s.steps, s.count);
    free(s.steps);
    free(s.kept);
    return finding;
}

void finding_add_place(struct engine_finding *finding, struct engine_place place)
{
    if (!place.path || (place.line == finding->place.line && strcmp(place.path, finding->place.path) == 0))
        return;
    for (size_t i = 0; i < finding->others.count; i++)
        if (finding->others.at[i].line == place.line && strcmp(finding->others.at[i].path, place.path) == 0)
            return;
    vec_push(&finding->others, place);
}

static int by_place(const void *x, const void *y)
{
    const struct engine_finding *a = x, *b = y;
    int order = strcmp(a->place.path ? a->place.path : "", b->place.path ? b->place.path : "");
    if (order)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column)
        return a->place.column < b->place.column ? -1 : 1;
    order = strcmp(a->rule, b->rule);
    return order ? order : strcmp(a->message, b->message);
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

void finding_sort(struct engine_result *result)
{
    if (result->findings.count)
        qsort(result->findings.at, result->findings.count, sizeof *result->findings.at, by_place);
    if (result->unmodelled.count)
        qsort(result->unmodelled.at, result->unmodelled.count, sizeof *result->unmodelled.at, by_text);
}

void finding_free(struct engine_finding *finding)
{
    for (size_t i = 0; i < finding->steps.count; i++)
        free(finding->steps.at[i].message);
    vec_free(&finding->steps);
    vec_free(&finding->others);
    vec_free(&finding->lines);
    free(finding->rule);
    free(finding->message);
    free(finding->function);
    free(finding->replay);
}
