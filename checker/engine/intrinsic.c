// The intrinsics of the rule pack, the memory functions of the C library, and what the engine's own tests ask.
#include "engine/library.h"
#include "engine/run.h"
#include "engine/slice.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define INTRINSICS(X) \
    X(lint_choose) \
    X(lint_fails) \
    X(lint_fresh) \
    X(lint_fresh_memory) \
    X(lint_allocate) \
    X(lint_free) \
    X(lint_assume) \
    X(lint_block) X(lint_is_known) X(lint_is_unwritten) X(lint_is_made_of) X(lint_is_held) X(lint_is_given) \
        X(lint_is_wide) X(lint_site) X(lint_note) X(lint_violation) X(lint_violation_at_return) \
            X(lint_violation_at_loss) X(lint_entry) X(lint_applicable) X(lint_cut) X(lint_raise) X(lint_matters) \
                X(lint_await) X(lint_progress) X(lint_blur) X(lint_opaque) X(lint_host_write) X(lint_host_format) \
                    X(memcpy) X(memmove) X(memset) X(memcmp) X(strlen) X(wcslen) X(abort) X(exit) X(lint_test_value) \
                        X(lint_test_true) X(lint_test_reached)

enum intrinsic {
    INTRINSIC_NONE,
#define X(name) INTRINSIC_##name,
    INTRINSICS(X)
#undef X
};

uint8_t intrinsic_find(const char *name)
{
    static const char *const names[] = {"",
#define X(name) #name,
        INTRINSICS(X)
#undef X
    };
    for (uint8_t i = 1; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return 0;
}

bool engine_is_intrinsic(const char *name)
{
    return intrinsic_find(name) != 0;
}

const struct value *call_argument(const struct call *c, uint32_t i)
{
    return i < c->count ? c->arguments[i] : value_int(&c->run->values, 8, 0);
}

// The text of the string literal that argument I points to.
static const char *text_argument(const struct call *c, uint32_t i)
{
    const struct value *v = call_argument(c, i);
    if (v->kind != VALUE_POINTER || c->run->origins.at[v->imm].kind != REGION_GLOBAL)
        return "";
    const struct ir_program_global *g = &c->run->program->globals.at[c->run->origins.at[v->imm].ref];
    const struct ir_unit *unit = c->run->program->units[g->unit];
    const struct ir_global *global = &unit->globals.at[g->global];
    return global->is_string ? unit->text.at + global->bytes + v->offset : "";
}

enum advance call_done(const struct call *c, const struct value *v)
{
    if (v && c->inst->dst != IR_NONE)
        exec_set(c->state, c->inst->dst,
            value_convert(&c->run->values, IR_ZEXT, ir_type_size((enum ir_type)c->inst->type), v));
    exec_next(c->state);
    return ADVANCE_ON;
}

enum advance call_done_int(const struct call *c, uint64_t n)
{
    return call_done(c, value_int(&c->run->values, 8, n));
}

// ---- choices and unknowns ----

// A call site fails at most twice in a row on a path.
static enum advance fails(const struct call *c)
{
    enum { IN_A_ROW = 2 };
    const struct frame *frame = run_driver_frame(c->run, c->state, NULL);
    struct failure_count *mine = NULL;
    for (size_t i = 0; frame && i < c->state->failures.count; i++)
        if (c->state->failures.at[i].unit == frame->unit && c->state->failures.at[i].inst == frame->inst)
            mine = &c->state->failures.at[i];
    if (mine && mine->count >= IN_A_ROW && c->state->forced < 0) {
        mine->count = 0;
        path_add_decision(c->run, c->state, PATH_CHOICE, text_argument(c, 0), 0);
        return call_done_int(c, 0);
    }
    uint32_t failed = exec_choose(c->run, c->state, PATH_CHOICE, text_argument(c, 0));
    if (!mine && frame && failed)
        vec_push(&c->state->failures, (struct failure_count){frame->unit, frame->inst, 1});
    else if (mine)
        mine->count = failed ? mine->count + 1 : 0;
    return call_done_int(c, failed);
}

static uint64_t domain_word(const struct call *c, int64_t offset, uint64_t otherwise)
{
    struct place place;
    if (!memory_place(c->run, c->state, call_argument(c, 0), 8, false, &place))
        return otherwise;
    place.offset += offset;
    const struct value *v = memory_load(c->run, c->state, place, IR_I64);
    return v->kind == VALUE_INT ? v->imm : otherwise;
}

static enum advance fresh(const struct call *c)
{
    uint64_t low = domain_word(c, 8, 0), high = domain_word(c, 16, ~0ull);
    unsigned width = high <= 0xffffffffu ? 4 : 8; // narrow, so that a conversion to the type is no term
    const struct value *v = value_symbol(&c->run->values, width, SYMBOL_FRESH);
    constraint_assume_range(&c->run->values, &c->state->constraints, v, low, high);
    v = constraint_resolve(&c->run->values, &c->state->constraints, v);
    path_add(c->run, c->state, (struct path){.kind = PATH_FRESH, .value = v});
    return call_done(c, v);
}

static enum advance fresh_memory(const struct call *c)
{
    uint32_t region =
        run_region(c->run, (struct origin){.kind = REGION_HEAP, .background = FILL_OUTSIDE, .size = UINT64_MAX});
    const struct value *memory = value_pointer(&c->run->values, region, 0, false);
    if (c->run->replay && !value_is_int(call_argument(c, 1), 0))
        path_add(c->run, c->state, (struct path){.kind = PATH_MEMORY, .value = memory});
    return call_done(c, memory);
}

static enum advance allocate(const struct call *c)
{
    const struct value *size = call_argument(c, 0);
    enum fill fill = value_is_int(call_argument(c, 1), 0) ? FILL_UNWRITTEN : FILL_ZERO;
    uint32_t region = run_region(c->run, (struct origin){.kind = REGION_HEAP,
                                             .background = (uint8_t)fill,
                                             .size = size->kind == VALUE_INT ? size->imm : UINT64_MAX});
    return call_done(c, value_pointer(&c->run->values, region, 0, false));
}

// What was allocated here can be freed once, by the address that was given (C17, 7.22.3.3p2): anything else stops a
// Windows machine (bug check BAD_POOL_CALLER).
static bool may_be_freed(const struct call *c, const struct value *memory)
{
    const struct origin *origin = &c->run->origins.at[memory->imm];
    if (origin->kind != REGION_HEAP || origin->background == FILL_OUTSIDE || memory->a)
        return true;
    return memory->offset == 0 && !memory_content(c->run, c->state, (uint32_t)memory->imm)->freed;
}

static enum advance release(const struct call *c)
{
    const struct value *v = call_argument(c, 0);
    if (v->kind != VALUE_POINTER || c->run->origins.at[v->imm].kind == REGION_GLOBAL)
        return call_done(c, NULL);
    if (!may_be_freed(c, v)) {
        run_not_followed(
            c->run, c->state, "memory is freed here that was freed before, or by another address than it has");
        return ADVANCE_END;
    }
    held_give_region(c->run, c->state, (uint32_t)v->imm);
    struct content *content = content_new(FILL_UNKNOWN);
    content->freed = 1;
    state_set_content(c->state, (uint32_t)v->imm, content);
    return call_done(c, NULL);
}

static enum advance assume(const struct call *c)
{
    const struct value *v = call_argument(c, 0);
    return constraint_assume(&c->run->values, &c->state->constraints, v, true) ? call_done(c, NULL) : ADVANCE_END;
}

// A number that is one, or the address of something that is there, which no unknown address equals by chance.
static bool is_known(const struct call *c)
{
    const struct value *v = call_argument(c, 0);
    return v->kind == VALUE_INT || (v->kind == VALUE_POINTER && !v->symbolic);
}

static bool has_flag(const struct value *v, unsigned flag)
{
    if (v->kind == VALUE_SYMBOL)
        return v->flags & flag;
    if (v->kind == VALUE_TERM && (v->op == IR_ZEXT || v->op == IR_SEXT || v->op == IR_TRUNC || v->op == VALUE_EXTRACT))
        return has_flag(v->a, flag);
    return false;
}

static enum advance site(const struct call *c)
{
    const struct frame *frame = run_driver_frame(c->run, c->state, NULL);
    if (!frame)
        return call_done_int(c, 0);
    for (size_t i = 0; i < c->run->sites.count; i++)
        if (c->run->sites.at[i].unit == frame->unit && c->run->sites.at[i].inst == frame->inst)
            return call_done_int(c, i + 1);
    vec_push(&c->run->sites, (struct site){frame->unit, frame->inst, frame->id, path_arguments(c->run, c->state)});
    return call_done_int(c, c->run->sites.count);
}

// ---- what the models say ----

static enum advance note(const struct call *c)
{
    path_add(
        c->run, c->state, (struct path){.kind = PATH_NOTE, .text = text_argument(c, 1), .value = call_argument(c, 0)});
    return call_done(c, NULL);
}

static enum advance entry(const struct call *c)
{
    c->state->transaction++;
    path_add(c->run, c->state, (struct path){.kind = PATH_ENTRY, .text = text_argument(c, 0), .length = 1});
    return call_done(c, NULL);
}

enum violation_place { AT_CALL, AT_RETURN, AT_LOSS };

static enum advance violation(const struct call *c, enum violation_place place)
{
    const struct frame *frame = run_driver_frame(c->run, c->state, NULL);
    struct path_place at = {0};
    if (place != AT_CALL)
        at = c->state->left;
    else if (frame)
        at = (struct path_place){frame->unit, frame->inst, frame->id};
    const struct value *site_number = call_argument(c, 2);
    struct candidate candidate = {.rule = text_argument(c, 0),
        .subject = call_argument(c, 1),
        .site = site_number->kind == VALUE_INT ? site_number->imm : 0,
        .message = text_argument(c, 3),
        .arguments = path_arguments(c->run, c->state),
        .at_return = place != AT_CALL,
        .at_loss = place == AT_LOSS,
        .at = at,
        .path = c->state->path};
    run_violation(c->run, c->state, &candidate);
    return call_done(c, NULL);
}

// ---- tests of the engine ----

static char *describe(const struct call *c, const struct value *v)
{
    if (v->kind == VALUE_INT)
        return memory_format("%" PRIu64, v->imm);
    if (v->kind == VALUE_FUNCTION)
        return memory_format("&%s", c->run->program->functions.at[v->imm].name);
    if (v->kind == VALUE_POINTER && !v->a) {
        const struct origin *o = &c->run->origins.at[v->imm];
        return memory_format("&%s+%" PRId64, o->name ? o->name : o->kind == REGION_HEAP ? "heap" : "?", v->offset);
    }
    struct range r = constraint_range(&c->state->constraints, v);
    return memory_format("unknown [%" PRIu64 "..%" PRIu64 "]", r.low, r.high);
}

static enum advance test_value(const struct call *c)
{
    run_test_output(c->run, c->state, describe(c, call_argument(c, 0)));
    return call_done(c, NULL);
}

static bool can_be(const struct call *c, bool truth)
{
    struct constraints trial;
    constraints_copy(&trial, &c->state->constraints);
    bool possible = constraint_assume(&c->run->values, &trial, call_argument(c, 0), truth);
    constraints_free(&trial);
    return possible;
}

static enum advance test_true(const struct call *c)
{
    bool yes = can_be(c, true), no = can_be(c, false);
    run_test_output(c->run, c->state, memory_format("%s", yes && no ? "unknown" : yes ? "true" : "false"));
    return call_done(c, NULL);
}

static enum advance test_reached(const struct call *c)
{
    run_test_output(c->run, c->state, memory_format("reached"));
    return call_done(c, NULL);
}

static enum advance await(const struct call *c)
{
    struct run *run = c->run;
    const char *kind = text_argument(c, 0);
    bool known = !run->slice || run->replay;
    for (size_t i = 0; i < run->awaited.count && !known; i++)
        known = strcmp(run->awaited.at[i], kind) == 0;
    if (!known) {
        vec_push(&run->awaited, kind);
        run->widened_slice = true;
    }
    return call_done(c, NULL);
}

// Whether the function that is the argument may matter: SET says so of those that are known.
static enum advance is_in(const struct call *c, const uint8_t *set)
{
    const struct value *function = call_argument(c, 0);
    bool matters = !set || function->kind != VALUE_FUNCTION || set[function->imm];
    if (c->run->replay)
        path_add(c->run, c->state, (struct path){.kind = PATH_MATTERS, .outcome = matters});
    return call_done_int(c, matters);
}

enum advance intrinsic_call(struct run *run, struct state *state, uint8_t intrinsic, const struct ir_inst *inst,
    const struct value **arguments, uint32_t count)
{
    const struct call call = {run, state, inst, arguments, count}, *c = &call;
    switch ((enum intrinsic)intrinsic) {
    case INTRINSIC_NONE:
        break;
    case INTRINSIC_lint_choose:
        return call_done_int(c, exec_choose(run, state, PATH_CHOICE, text_argument(c, 0)));
    case INTRINSIC_lint_fails:
        return fails(c);
    case INTRINSIC_lint_fresh:
        return fresh(c);
    case INTRINSIC_lint_fresh_memory:
        return fresh_memory(c);
    case INTRINSIC_lint_allocate:
        return allocate(c);
    case INTRINSIC_lint_free:
        return release(c);
    case INTRINSIC_lint_assume:
        return assume(c);
    case INTRINSIC_lint_is_known:
        return call_done_int(c, is_known(c));
    case INTRINSIC_lint_is_unwritten:
        return call_done_int(c, has_flag(call_argument(c, 0), SYMBOL_UNWRITTEN));
    case INTRINSIC_lint_is_made_of:
        return call_done_int(c, held_is_made_of(run, state, call_argument(c, 0), call_argument(c, 1)));
    case INTRINSIC_lint_is_held:
        return call_done_int(c, held_value(run, state, call_argument(c, 0)));
    case INTRINSIC_lint_is_given:
        return call_done_int(c, held_by_others(run, state, call_argument(c, 0)));
    case INTRINSIC_lint_site:
        return site(c);
    case INTRINSIC_lint_note:
        return note(c);
    case INTRINSIC_lint_violation:
        return violation(c, AT_CALL);
    case INTRINSIC_lint_violation_at_return:
        return violation(c, AT_RETURN);
    case INTRINSIC_lint_violation_at_loss:
        return violation(c, AT_LOSS);
    case INTRINSIC_lint_entry:
        return entry(c);
    case INTRINSIC_lint_applicable:
        run->result->applicable = true;
        return call_done(c, NULL);
    case INTRINSIC_lint_is_wide:
        return call_done_int(c, run->options->wide);
    case INTRINSIC_lint_cut:
        call_done(c, NULL);
        return ADVANCE_CUT;
    case INTRINSIC_lint_matters:
        return is_in(c, run->slice ? slice_matters(run->slice) : NULL);
    case INTRINSIC_lint_await:
        return await(c);
    case INTRINSIC_lint_blur:
        return call_done(c, run->slice && !run->replay ? run_unknown_bytes(run, 8, 0) : call_argument(c, 0));
    case INTRINSIC_lint_opaque:
        return call_done(c, call_argument(c, 0));
    case INTRINSIC_lint_progress:
        return call_done(c, NULL);
    case INTRINSIC_lint_raise:
        return call_raise(run, state);
    case INTRINSIC_memcpy:
    case INTRINSIC_memmove:
        return library_move(c);
    case INTRINSIC_memset:
        return library_set(c);
    case INTRINSIC_memcmp:
        return library_compare(c);
    case INTRINSIC_strlen:
        return library_length(c, IR_I8);
    case INTRINSIC_wcslen:
        return library_length(c, IR_I16);
    case INTRINSIC_lint_block:
        return ADVANCE_END;
    case INTRINSIC_abort:
        return execute_end(run, state, ENGINE_END_ABORTED, 0);
    case INTRINSIC_exit:
        return library_exit(c);
    case INTRINSIC_lint_host_write:
        return library_write(c);
    case INTRINSIC_lint_host_format:
        return library_format(c);
    case INTRINSIC_lint_test_value:
        return test_value(c);
    case INTRINSIC_lint_test_true:
        return test_true(c);
    case INTRINSIC_lint_test_reached:
        return test_reached(c);
    }
    return call_done(c, NULL);
}
