// Confirming: the path of a violation is executed again, exactly, with nothing forgotten or left out.
//
// The path that the exploration found may lead through states that were made one with others, so single decisions on
// it may contradict each other. So this is a search for a path to the violation that differs from the one found in as
// few decisions as possible (limited discrepancy search: Harvey, Ginsberg, IJCAI 1995): where both ways are open, the
// one that the found path took comes first, the other costs one discrepancy.
#include "engine/run.h"

#include <stdlib.h>

enum {
    STEPS_PER_CANDIDATE = 400 * 1000, // instructions of the search for one candidate
    TRIES = 4,                        // candidates that are tried for one finding
    WINDOW = 400,                     // decisions of the found path that a search looks ahead
};

// A decision of the found path.
struct decision {
    uint32_t transaction; // entries before it
    uint32_t function, inst, frames; // where it was made
    uint32_t sub, outcome;
};

struct replay {
    struct decision *script;
    uint32_t length;
    const struct candidate *wanted;
    VEC(struct state *) open;
    struct slice_point end; // where the first path of the search ended
    bool has_end;
};

static bool is_decision(const struct path *p)
{
    return p->kind == PATH_BRANCH || p->kind == PATH_CHOICE || p->kind == PATH_SPLIT;
}

// The decisions on PATH, oldest first.
static void write_script(struct replay *replay, const struct path *path)
{
    uint32_t n = 0, entries = 0;
    for (const struct path *p = path; p; p = p->before) {
        n += is_decision(p);
        entries += p->kind == PATH_ENTRY;
    }
    replay->script = memory_new((n + 1) * sizeof *replay->script);
    replay->length = n;
    for (const struct path *p = path; p; p = p->before) {
        entries -= p->kind == PATH_ENTRY;
        if (is_decision(p))
            replay->script[--n] = (struct decision){entries, p->at_function, p->at_inst, p->frames, p->sub, p->outcome};
    }
}

bool replay_outcome(struct run *run, struct state *state, bool *outcome)
{
    const struct replay *replay = run->replay;
    const struct frame *frame = vec_last(&state->frames);
    for (uint32_t i = state->script_next; i < replay->length && i < state->script_next + WINDOW; i++) {
        const struct decision *d = &replay->script[i];
        if (d->transaction > state->transaction)
            return false;
        if (d->transaction != state->transaction || d->function != frame->id || d->inst != frame->inst ||
            d->sub != state->sub || d->frames != state->frames.count)
            continue;
        *outcome = d->outcome;
        state->script_next = i + 1;
        return true;
    }
    return false;
}

// The open state with the fewest discrepancies, the latest of those.
static struct state *take_best(struct replay *replay)
{
    size_t best = 0;
    for (size_t i = 1; i < replay->open.count; i++)
        if (replay->open.at[i]->discrepancies <= replay->open.at[best]->discrepancies)
            best = i;
    struct state *state = replay->open.at[best];
    memmove(&replay->open.at[best], &replay->open.at[best + 1], (replay->open.count - best - 1) * sizeof state);
    replay->open.count--;
    return state;
}

static enum ir_op next_op(const struct state *state)
{
    const struct frame *frame = vec_last(&state->frames);
    return (enum ir_op)frame->unit->insts.at[frame->inst].op;
}

// Whether the driver itself runs, and no model that it called: what models hold meanwhile they may yet give back.
static bool is_in_driver(const struct run *run, const struct state *state)
{
    return state->frames.count && run->program->functions.at[vec_last(&state->frames)->id].in_driver;
}

// The driver's innermost instruction, if there is one.
static struct path_place place_of(const struct run *run, const struct state *state)
{
    const struct frame *frame = run_driver_frame(run, state, NULL);
    return frame ? (struct path_place){frame->unit, frame->inst, frame->id} : (struct path_place){0};
}

// Notes the line of PLACE on the trail of STATE, unless it is the one that was noted last.
static void note_line(struct run *run, struct state *state, const struct path_place *place)
{
    if (!place->unit || place->inst == IR_NONE)
        return;
    uint32_t loc = place->unit->insts.at[place->inst].loc;
    const struct trail *last = state->trail;
    const struct ir_loc *now = &place->unit->locs.at[loc], *then = last ? &last->unit->locs.at[last->loc] : NULL;
    if (!now->line || (then && last->unit == place->unit && then->file == now->file && then->line == now->line))
        return;
    struct trail step = {last, place->unit, loc};
    state->trail = arena_copy(&run->values.arena, &step, sizeof step);
}

// Where the found path itself ends, executed exactly.
static void note_end(struct replay *replay, struct slice_point at, enum ir_op op)
{
    if (replay->has_end)
        return;
    replay->has_end = true;
    if (op <= IR_CALL_POINTER) // no branch and no return
        replay->end = at;
}

// Executes STATE to its end; what it leaves aside goes to the open ones.
static void follow(struct run *run, struct replay *replay, struct state *state, uint64_t *steps)
{
    while (*steps < STEPS_PER_CANDIDATE && !run->hit && !run->hit_reason) {
        ++*steps;
        enum ir_op op = next_op(state);
        struct path_place place = place_of(run, state);
        struct slice_point at = {vec_last(&state->frames)->id, vec_last(&state->frames)->inst};
        bool leaves = op == IR_RETURN && is_in_driver(run, state);
        note_line(run, state, &place);
        enum advance advance = exec_step(run, state);
        if (replay->wanted->at_return && advance != ADVANCE_END && (leaves || is_in_driver(run, state)))
            held_note_losses(run, state, op, &place);
        while (run->work.count)
            vec_push(&replay->open, vec_pop(&run->work));
        if (advance == ADVANCE_END)
            note_end(replay, at, op);
        if (advance == ADVANCE_END || (advance == ADVANCE_JOIN && canon_seen(run, state)))
            break;
    }
    state_free(state);
}

// What a search came to. It rules a candidate out only if it has seen all paths.
enum answer { ANSWER_CONFIRMED, ANSWER_RULED_OUT, ANSWER_OPEN };

static enum answer search(struct run *run, struct replay *replay, uint32_t entry)
{
    uint64_t steps = 0;
    vec_push(&replay->open, run_first_state(run, entry));
    while (replay->open.count && steps < STEPS_PER_CANDIDATE && !run->hit && !run->hit_reason)
        follow(run, replay, take_best(replay), &steps);
    while (replay->open.count)
        state_free(vec_pop(&replay->open));
    vec_free(&replay->open);
    if (run->hit || run->hit_reason)
        return ANSWER_CONFIRMED;
    return steps < STEPS_PER_CANDIDATE ? ANSWER_RULED_OUT : ANSWER_OPEN;
}

// Whether CANDIDATE can be. A violation's finding is in run->hit then.
static enum answer confirm_candidate(struct run *run, uint32_t entry, const struct candidate *candidate)
{
    struct replay replay = {.wanted = candidate, .end.function = IR_NONE};
    struct key_set *visited = run->visited;
    write_script(&replay, candidate->path);
    run->replay = &replay;
    run->visited = NULL;
    run->hit = NULL;
    run->hit_reason = false;
    enum answer answer = search(run, &replay, entry);
    key_set_free(run->visited);
    run->visited = visited;
    run->replay = NULL;
    if (answer != ANSWER_CONFIRMED)
        refine_by(run, replay.end.function == IR_NONE ? NULL : &replay.end);
    free(replay.script);
    return answer;
}

static bool same_finding(const struct candidate *a, const struct candidate *b)
{
    if (strcmp(a->rule, b->rule) != 0)
        return false;
    if (a->at_return || b->at_return)
        return a->site == b->site;
    return a->at.unit == b->at.unit && a->at.inst == b->at.inst;
}

static bool same_place(const struct candidate *a, const struct candidate *b)
{
    return a->at.unit == b->at.unit && a->at.inst == b->at.inst;
}

static bool is_reason(const struct candidate *candidate)
{
    return !candidate->rule[0];
}

static bool is_same(const struct candidate *a, const struct candidate *b)
{
    return same_finding(a, b) && same_place(a, b);
}

// A candidate that was met MOST times is known well enough.
static void add_candidate(struct run *run, const struct candidate *candidate, uint32_t most)
{
    uint32_t alike = 0;
    for (size_t i = 0; i < run->candidates.count; i++)
        alike += is_same(&run->candidates.at[i], candidate);
    if (alike < most)
        vec_push(&run->candidates, *candidate);
}

// Executed exactly, the subject may break another rule before it comes to the one that is looked for, which it then
// never does (a violation retires it): the other one is the finding.
static void violates_in_replay(struct run *run, struct state *state, const struct candidate *candidate)
{
    const struct candidate *wanted = run->replay->wanted;
    if (run->hit || run->hit_reason)
        return;
    if (!is_same(wanted, candidate)) {
        if (is_reason(candidate) || (candidate->site && candidate->site == wanted->site))
            add_candidate(run, candidate, 1);
    } else if (is_reason(candidate)) {
        run->hit_reason = true;
    } else {
        run->hit = finding_make(run, state, candidate);
    }
}

void run_violation(struct run *run, struct state *state, const struct candidate *candidate)
{
    if (run->replay) {
        violates_in_replay(run, state, candidate);
        return;
    }
    run->result->candidates += !is_reason(candidate);
    add_candidate(run, candidate, TRIES);
}

// The finding that one of the first N candidates became and that CANDIDATE is too, or NULL.
static struct engine_finding *known_finding(struct run *run, size_t n, const struct candidate *candidate)
{
    for (size_t k = 0; k < n; k++)
        if (run->candidates.at[k].finding && same_finding(&run->candidates.at[k], candidate))
            return &run->result->findings.at[run->candidates.at[k].finding - 1];
    return NULL;
}

static void confirm_violation(struct run *run, uint32_t entry, size_t i)
{
    const struct candidate candidate = run->candidates.at[i]; // the list may grow
    run->candidates.at[i].tried = true;
    struct engine_finding *known = known_finding(run, i, &candidate);
    if (known) {
        if (!candidate.at_loss)
            finding_add_place(known, run_place_of(candidate.at.unit, candidate.at.inst));
        return;
    }
    switch (confirm_candidate(run, entry, &candidate)) {
    case ANSWER_OPEN:
        run->candidates.at[i].open = true;
        run->result->dropped++;
        return;
    case ANSWER_RULED_OUT:
        run->result->dropped++;
        return;
    case ANSWER_CONFIRMED:
        break;
    }
    run->result->confirmed++;
    vec_push(&run->result->findings, *run->hit);
    free(run->hit);
    run->candidates.at[i].finding = run->result->findings.count;
}

static void add_open_reason(struct run *run, const struct candidate *candidate)
{
    char *text = memory_format("whether %s is broken here could be neither confirmed nor ruled out", candidate->rule);
    run_add_reason(run, text, run_place_of(candidate->at.unit, candidate->at.inst));
    free(text);
}

void replay_try(struct run *run, uint32_t entry)
{
    for (size_t i = 0; i < run->candidates.count; i++)
        if (!run->candidates.at[i].tried && !is_reason(&run->candidates.at[i]))
            confirm_violation(run, entry, i);
}

void replay_confirm(struct run *run, uint32_t entry)
{
    replay_try(run, entry);
    for (size_t i = 0; i < run->candidates.count; i++) {
        struct candidate candidate = run->candidates.at[i];
        if (is_reason(&candidate) && confirm_candidate(run, entry, &candidate) != ANSWER_RULED_OUT)
            run_add_reason(run, candidate.message, run_place_of(candidate.at.unit, candidate.at.inst));
    }
    for (size_t i = 0; i < run->candidates.count; i++)
        if (run->candidates.at[i].open && !known_finding(run, run->candidates.count, &run->candidates.at[i]))
            add_open_reason(run, &run->candidates.at[i]);
}
