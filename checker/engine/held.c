// Who can still name a value: whether memory of the program that can be reached holds it, and who else may.
//
// Memory of the harness and of the models beside it is looked through for addresses only: what they keep, the program
// cannot name. Locals count as long as their call lasts, registers as long as they are read.
#include "engine/run.h"

#include <stdlib.h>

// What searches have in common: the regions that the current one has seen, and those that it has yet to look into.
struct held {
    VEC(uint32_t) stamps; // [region]
    VEC(uint32_t) pending;
    uint32_t stamp;
};

struct search {
    struct run *run;
    struct state *state;
    const struct value *wanted;
    struct held *memory;
    bool found;
    bool unsure; // bytes were met that were written in a way that is not followed: they may hold anything
};

// What V is made of, whatever its width: intrinsics take 64 bits.
static const struct value *unconverted(struct run *run, const struct state *state, const struct value *v)
{
    v = constraint_resolve(&run->values, &state->constraints, v);
    while (v->kind == VALUE_TERM && (v->op == IR_ZEXT || v->op == IR_SEXT || v->op == IR_TRUNC))
        v = constraint_resolve(&run->values, &state->constraints, v->a);
    return v;
}

static void reach_region(struct search *s, uint32_t region)
{
    struct held *held = s->memory;
    if (held->stamps.at[region] == held->stamp)
        return;
    held->stamps.at[region] = held->stamp;
    vec_push(&held->pending, region);
}

// Looks at V: COUNTS if holding the wanted value there is being able to name it.
static void look_at(struct search *s, const struct value *v, bool counts)
{
    if (!v || v->kind == VALUE_INT || v->kind == VALUE_FUNCTION)
        return;
    if (s->state->constraints.bindings)
        v = constraint_resolve(&s->run->values, &s->state->constraints, v);
    s->found |= counts && v == s->wanted;
    if (v->kind == VALUE_POINTER)
        reach_region(s, (uint32_t)v->imm);
    if (v->kind == VALUE_SYMBOL || s->found)
        return;
    look_at(s, v->a, counts);
    look_at(s, v->b, counts);
}

// Whether whoever holds a value in memory or registers of UNIT can name it: a model beside the harness is what the program
// runs on, one of another unit a part of the program that has no source.
static bool counts_in(const struct search *s, bool in_pack, const struct ir_unit *unit)
{
    return !in_pack || unit != s->run->harness;
}

static const struct ir_unit *unit_of(const struct run *run, const struct origin *origin)
{
    return origin->kind == REGION_GLOBAL ? run->program->units[run->program->globals.at[origin->ref].unit]
                                         : origin->unit;
}

static void look_into(struct search *s, uint32_t region)
{
    const struct content *content = state_content(s->state, region);
    const struct origin *origin = &s->run->origins.at[region];
    bool counts = counts_in(s, origin->in_pack, unit_of(s->run, origin));
    for (size_t i = 0; content && i < content->cells.count && !s->found; i++) {
        const struct cell *cell = &content->cells.at[i];
        if (cell->fill == FILL_VALUE)
            look_at(s, cell->value, counts);
        else
            s->unsure |= counts && cell->fill == FILL_UNKNOWN && cell->size >= s->wanted->width;
    }
}

static void look_into_frame(struct search *s, struct frame *frame, bool top)
{
    bool counts = counts_in(s, s->run->program->functions.at[frame->id].in_pack, frame->unit);
    const struct ir_inst *inst = &frame->unit->insts.at[frame->inst];
    const uint64_t *live = liveness_before(run_liveness(s->run, frame), top ? frame->inst : frame->inst + 1);
    for (uint32_t r = 0; r < frame->function->registers; r++)
        if (frame->registers[r] && liveness_has(live, r) && (top || r != inst->dst))
            look_at(s, frame->registers[r], counts);
    for (uint32_t i = 0; i < frame->function->locals; i++)
        if (frame->slots[i])
            reach_region(s, frame->slots[i]);
    for (size_t i = 0; i < frame->allocas.count; i++)
        reach_region(s, frame->allocas.at[i]);
    if (frame->varargs)
        reach_region(s, frame->varargs);
}

// Memory that came from outside, and goes back there.
static bool is_outside(const struct origin *origin)
{
    return origin->kind == REGION_LAZY || (origin->kind == REGION_HEAP && origin->background == FILL_OUTSIDE);
}

static void look_at_roots(struct search *s)
{
    for (size_t i = s->state->frames.count; i-- > 0;)
        look_into_frame(s, s->state->frames.at[i], i + 1 == s->state->frames.count);
    for (size_t i = 0; i < s->state->regions.count; i++)
        if (s->run->origins.at[s->state->regions.at[i].region].kind == REGION_GLOBAL)
            reach_region(s, s->state->regions.at[i].region);
}

static void look_outside(struct search *s)
{
    for (size_t i = 0; i < s->state->regions.count; i++) {
        uint32_t region = s->state->regions.at[i].region;
        if (is_outside(&s->run->origins.at[region]) && region != s->run->given)
            reach_region(s, region);
    }
}

static void look_everywhere(struct search *s)
{
    while (s->memory->pending.count && !s->found)
        look_into(s, vec_pop(&s->memory->pending));
}

static void begin(struct search *s, struct run *run, struct state *state, const struct value *wanted)
{
    if (!run->held)
        run->held = memory_new(sizeof *run->held);
    struct held *held = run->held;
    if (held->stamps.count < run->origins.count) {
        size_t more = 2 * run->origins.count - held->stamps.count, at = vec_extend(&held->stamps, more);
        memset(held->stamps.at + at, 0, more * sizeof *held->stamps.at);
    }
    held->stamp++;
    vec_clear(&held->pending);
    *s = (struct search){.run = run, .state = state, .wanted = wanted, .memory = held};
}

void held_free(struct held *held)
{
    if (!held)
        return;
    vec_free(&held->stamps);
    vec_free(&held->pending);
    free(held);
}

bool held_value(struct run *run, struct state *state, const struct value *v)
{
    struct search s;
    v = unconverted(run, state, v);
    if (v->kind == VALUE_INT)
        return true;
    begin(&s, run, state, v);
    look_at_roots(&s);
    look_everywhere(&s);
    return s.found;
}

static bool contains(const struct value *v, const struct value *part)
{
    return v && (v == part || (v->kind == VALUE_TERM && (contains(v->a, part) || contains(v->b, part))));
}

bool held_is_made_of(struct run *run, const struct state *state, const struct value *v, const struct value *of)
{
    if (!contains(v, unconverted(run, state, of)))
        return false;
    const struct value *equal = value_binary(&run->values, IR_EQ, 8, v, of);
    return constraint_test(&state->constraints, equal) != TRUTH_FALSE;
}

// ---- what others have ----

// The cells of the region `given` hold what others have. Who has it says the offset, since a number beside it could be
// forgotten: in each GIVEN_SIZE bytes there is one value, behind them for HELD_BY_UNKNOWN.
enum { GIVEN_SIZE = 16, GIVEN_TO_UNKNOWN = 8 };

static enum held_by who_of(const struct cell *cell)
{
    return cell->offset % GIVEN_SIZE ? HELD_BY_UNKNOWN : HELD_OUTSIDE;
}

// What the models hold of the value in CELL; NULL: it is none that others are known to have.
static const struct value *given_value(struct run *run, const struct state *state, const struct cell *cell)
{
    return cell->fill == FILL_VALUE ? constraint_resolve(&run->values, &state->constraints, cell->value) : NULL;
}

// Who is known to have V: the worst of them.
static enum held_by given_to(struct run *run, const struct state *state, const struct value *v)
{
    const struct content *content = run->given ? state_content(state, run->given) : NULL;
    enum held_by who = HELD_BY_NOBODY;
    for (size_t i = 0; content && i < content->cells.count; i++)
        if (given_value(run, state, &content->cells.at[i]) == v && who_of(&content->cells.at[i]) > who)
            who = who_of(&content->cells.at[i]);
    return who;
}

static struct content *given_content(struct run *run, struct state *state)
{
    if (!run->given)
        run->given =
            run_region(run, (struct origin){.kind = REGION_HEAP, .background = FILL_UNKNOWN, .size = UINT64_MAX});
    return memory_own_content(run, state, run->given);
}

// Adds V behind what CONTENT has.
static void add_given(struct run *run, struct content *content, const struct value *v, enum held_by who)
{
    int64_t end = content->cells.count ? vec_last(&content->cells).offset / GIVEN_SIZE + 1 : 0;
    content_write(&run->values, content, end * GIVEN_SIZE + (who == HELD_BY_UNKNOWN ? GIVEN_TO_UNKNOWN : 0), v);
}

// Remembers that WHO has V, if models hold V: of other values nobody asks.
static void give(struct run *run, struct state *state, const struct value *v, enum held_by who)
{
    if (forget_is_held(run, state, v) && given_to(run, state, v) < who)
        add_given(run, given_content(run, state), v, who);
}

enum held_by held_by_others(struct run *run, struct state *state, const struct value *v)
{
    struct search s;
    v = unconverted(run, state, v);
    enum held_by known = given_to(run, state, v);
    if (v->kind == VALUE_INT || known != HELD_BY_NOBODY)
        return known != HELD_BY_NOBODY ? known : HELD_OUTSIDE;
    begin(&s, run, state, v);
    look_outside(&s);
    look_everywhere(&s);
    look_at_roots(&s);
    look_everywhere(&s);
    return s.found || s.unsure ? HELD_OUTSIDE : HELD_BY_NOBODY;
}

// Gives what the cells of REGION hold; only the one at OFFSET unless WHOLE.
static void give_content(
    struct run *run, struct state *state, uint32_t region, int64_t offset, bool whole, enum held_by who)
{
    struct content *content = state_content(state, region);
    if (!content)
        return;
    content_keep(content);
    for (size_t i = 0; i < content->cells.count; i++)
        if (content->cells.at[i].fill == FILL_VALUE && (whole || content->cells.at[i].offset == offset))
            give(run, state, content->cells.at[i].value, who);
    content_drop(content);
}

void held_give_argument(struct run *run, struct state *state, const struct value *argument, enum held_by keeps_objects)
{
    argument = unconverted(run, state, argument);
    if (argument->kind == VALUE_SYMBOL)
        give(run, state, argument, HELD_BY_UNKNOWN);
    if (argument->kind != VALUE_POINTER || argument->a)
        return;
    bool local = run->origins.at[argument->imm].kind == REGION_LOCAL;
    give_content(run, state, (uint32_t)argument->imm, argument->offset, local, HELD_BY_UNKNOWN);
    if (!local)
        give_content(run, state, (uint32_t)argument->imm, 0, true, keeps_objects);
}

void held_give_region(struct run *run, struct state *state, uint32_t region)
{
    if (region != run->given && is_outside(&run->origins.at[region]))
        give_content(run, state, region, 0, true, HELD_OUTSIDE);
}

static bool is_of_interest(struct run *run, struct state *state, const struct cell *cell)
{
    const struct value *v = given_value(run, state, cell);
    return v && forget_is_held(run, state, v);
}

void held_forget(struct run *run, struct state *state)
{
    const struct content *content = run->given ? state_content(state, run->given) : NULL;
    bool all = true;
    for (size_t i = 0; content && i < content->cells.count; i++)
        all &= is_of_interest(run, state, &content->cells.at[i]);
    if (all)
        return;
    struct content *kept = content_new(FILL_UNKNOWN);
    for (size_t i = 0; i < content->cells.count; i++)
        if (is_of_interest(run, state, &content->cells.at[i]))
            add_given(run, kept, given_value(run, state, &content->cells.at[i]), who_of(&content->cells.at[i]));
    if (!kept->cells.count) {
        content_drop(kept);
        kept = NULL;
    }
    state_set_content(state, run->given, kept);
}

// ---- where a value was lost ----

static const char lost[] = "the last copy is lost here";

static bool may_lose(enum ir_op op)
{
    return op == IR_STORE || op == IR_STORE_BITS || op == IR_COPY || op == IR_ZERO || op == IR_BEGIN || op == IR_CALL ||
           op == IR_RETURN;
}

const struct path *held_loss(struct run *run, const struct state *state, const struct value *subject)
{
    subject = unconverted(run, state, subject);
    for (const struct path *p = state->path; p; p = p->before)
        if (p->kind == PATH_NOTE && p->text == lost && unconverted(run, state, p->value) == subject)
            return p;
    return NULL;
}

// What the notes on the path speak of, each once.
static bool is_first_note(const struct path *note)
{
    if (note->kind != PATH_NOTE || note->text == lost || note->value->kind == VALUE_INT)
        return false;
    for (const struct path *p = note->before; p; p = p->before)
        if (p->kind == PATH_NOTE && p->value == note->value)
            return false;
    return true;
}

static bool is_lost(struct run *run, struct state *state, const struct value *v)
{
    v = unconverted(run, state, v);
    return forget_is_held(run, state, v) && !held_value(run, state, v) &&
           held_by_others(run, state, v) == HELD_BY_NOBODY;
}

void held_note_losses(struct run *run, struct state *state, enum ir_op op, const struct path_place *place)
{
    if (!may_lose(op) || !place->unit || !state->frames.count)
        return;
    for (const struct path *p = state->path; p; p = p->before)
        if (is_first_note(p) && !held_loss(run, state, p->value) && is_lost(run, state, p->value))
            path_add_at(run, state, (struct path){.kind = PATH_NOTE, .text = lost, .value = p->value}, place);
}
