// Functions of the C library that the engine knows, and what the models of the others are made of.
#include "engine/library.h"

// ---- memory functions of the C library ----

static bool known_size(const struct value *v, uint64_t *size)
{
    *size = v->imm;
    return v->kind == VALUE_INT;
}

static bool is_address(const struct cell *cell)
{
    return cell->fill == FILL_VALUE && (cell->value->kind == VALUE_POINTER || cell->value->kind == VALUE_FUNCTION);
}

// How many bytes an operation of unknown SIZE at PLACE is taken to cover: no more than SIZE can be, nor than the rest
// of the object, nor, from the middle of an object on, as far as the next address: a member is filled, what follows is not.
static uint64_t rest_of(const struct call *c, struct place place, const struct value *size)
{
    uint64_t whole = c->run->origins.at[place.region].size;
    uint64_t rest = whole == UINT64_MAX || place.offset < 0 ? 1ull << 20 : whole - (uint64_t)place.offset;
    uint64_t most = constraint_range(&c->state->constraints, size).high;
    rest = most < rest ? most : rest;
    const struct content *content = memory_content(c->run, c->state, place.region);
    for (size_t i = content_at(content, place.offset); place.offset > 0 && i < content->cells.count; i++)
        if (is_address(&content->cells.at[i]) && content->cells.at[i].offset >= place.offset)
            return (uint64_t)(content->cells.at[i].offset - place.offset) < rest
                       ? (uint64_t)(content->cells.at[i].offset - place.offset)
                       : rest;
    return rest;
}

enum advance library_move(const struct call *c)
{
    struct place to, from;
    uint64_t size;
    bool known = known_size(call_argument(c, 2), &size);
    if (known && size == 0)
        return call_done(c, call_argument(c, 0));
    if (!memory_place(c->run, c->state, call_argument(c, 0), size, true, &to) ||
        !memory_place(c->run, c->state, call_argument(c, 1), size, false, &from))
        return ADVANCE_END;
    if (known)
        memory_copy(c->run, c->state, to, from, size);
    else
        content_fill(&c->run->values, memory_own_content(c->run, c->state, to.region), to.offset,
            rest_of(c, to, call_argument(c, 2)), FILL_UNKNOWN);
    return call_done(c, call_argument(c, 0));
}

enum advance library_set(const struct call *c)
{
    enum { WRITTEN_OUT = 4096 };
    struct place to;
    uint64_t size;
    bool known = known_size(call_argument(c, 2), &size);
    if (known && size == 0)
        return call_done(c, call_argument(c, 0));
    if (!memory_place(c->run, c->state, call_argument(c, 0), size, true, &to))
        return ADVANCE_END;
    struct content *content = memory_own_content(c->run, c->state, to.region);
    const struct value *byte = value_convert(&c->run->values, IR_TRUNC, 1, call_argument(c, 1));
    if (!known)
        size = rest_of(c, to, call_argument(c, 2));
    if (value_is_int(byte, 0))
        content_fill(&c->run->values, content, to.offset, size, FILL_ZERO);
    else if (byte->kind == VALUE_INT && (size <= WRITTEN_OUT || c->run->execution))
        for (uint64_t i = 0; i < size; i++)
            content_write(&c->run->values, content, to.offset + (int64_t)i, byte);
    else
        content_fill(&c->run->values, content, to.offset, size, FILL_UNKNOWN);
    return call_done(c, call_argument(c, 0));
}

// -1, 0, 1 as memcmp says, or 2 if an unknown byte decides.
static int compare(const struct call *c, struct place a, struct place b, uint64_t size)
{
    for (uint64_t i = 0; i < size; i++) {
        const struct value *x = memory_load(c->run, c->state, (struct place){a.region, a.offset + (int64_t)i}, IR_I8);
        const struct value *y = memory_load(c->run, c->state, (struct place){b.region, b.offset + (int64_t)i}, IR_I8);
        if (x == y)
            continue;
        if (x->kind != VALUE_INT || y->kind != VALUE_INT)
            return 2;
        return x->imm < y->imm ? -1 : 1;
    }
    return 0;
}

enum advance library_compare(const struct call *c)
{
    enum { COMPARED = 4096 };
    struct place a, b;
    uint64_t size;
    if (!known_size(call_argument(c, 2), &size) || (size > COMPARED && !c->run->execution))
        return call_done(c, run_unknown_bytes(c->run, 4, 0));
    if (size == 0)
        return call_done_int(c, 0);
    if (!memory_place(c->run, c->state, call_argument(c, 0), size, false, &a) ||
        !memory_place(c->run, c->state, call_argument(c, 1), size, false, &b))
        return ADVANCE_END;
    int order = compare(c, a, b, size);
    return order == 2 ? call_done(c, run_unknown_bytes(c->run, 4, 0)) : call_done_int(c, (uint64_t)(int64_t)order);
}

// The text at ADDRESS, if it is known and fits into SIZE bytes.
static bool text_of(const struct call *c, const struct value *address, char *text, size_t size)
{
    struct place at;
    if (!memory_place(c->run, c->state, address, 1, false, &at))
        return false;
    for (size_t n = 0; n < size; n++, at.offset++) {
        const struct value *v = memory_load(c->run, c->state, at, IR_I8);
        text[n] = (char)v->imm;
        if (v->kind != VALUE_INT || !text[n])
            return v->kind == VALUE_INT;
    }
    return false;
}

enum advance library_length(const struct call *c, enum ir_type unit)
{
    enum { LONGEST = 4096 };
    struct place at;
    if (!memory_place(c->run, c->state, call_argument(c, 0), 1, false, &at))
        return ADVANCE_END;
    for (uint64_t n = 0; n < LONGEST || c->run->execution; n++, at.offset += ir_type_size(unit)) {
        const struct value *v = memory_load(c->run, c->state, at, unit);
        if (value_is_int(v, 0))
            return call_done_int(c, n);
        if (v->kind != VALUE_INT)
            break;
    }
    return call_done(c, run_unknown_bytes(c->run, 8, 0));
}

// ---- programs that are executed ----

enum advance library_write(const struct call *c)
{
    struct place from;
    const struct value *stream = call_argument(c, 0), *count = call_argument(c, 2);
    if (!c->run->execution || stream->kind != VALUE_INT || count->kind != VALUE_INT)
        return execute_stuck(c->run, c->state, "output of a size that is not known");
    if (!memory_place(c->run, c->state, call_argument(c, 1), count->imm, false, &from))
        return ADVANCE_END;
    enum advance advance = execute_write(c->run, c->state, (int)stream->imm, from, count->imm);
    return advance == ADVANCE_END ? ADVANCE_END : call_done(c, NULL);
}

enum advance library_exit(const struct call *c)
{
    const struct value *status = call_argument(c, 0);
    if (status->kind != VALUE_INT)
        return execute_stuck(c->run, c->state, "an exit with a status that is not known");
    return execute_end(c->run, c->state, ENGINE_END_EXITED, (int)(status->imm & 0xff));
}

enum advance library_format(const struct call *c)
{
    struct place to;
    char format[32] = "";
    const struct value *number = call_argument(c, 2);
    if (!c->run->execution || number->kind != VALUE_INT)
        return execute_stuck(c->run, c->state, "output of a number that is not known");
    if (!text_of(c, call_argument(c, 1), format, sizeof format) ||
        !memory_place(c->run, c->state, call_argument(c, 0), 0, true, &to))
        return ADVANCE_END;
    return call_done_int(c, execute_format(c->run, c->state, to, format, number->imm));
}
