// Hash-consing of values; conversions, pieces and pointers. Integer operators are in arithmetic.c.
#include "engine/value.h"

#include "support/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

// A term that its own values make up over and over (x = x * 3 + x, in a loop) has more of them than anyone can look at.
enum { HEAVIEST = 1000, HEAVIEST_COMPARISON = 4 * HEAVIEST };

void values_begin(struct values *values)
{
    memset(values, 0, sizeof *values);
    values->buckets = 1 << 12;
    values->table = memory_new(values->buckets * sizeof *values->table);
    values->symbols = 1;
}

void values_end(struct values *values)
{
    free(values->table);
    arena_free(&values->arena);
}

static void grow(struct values *values)
{
    uint32_t buckets = values->buckets * 2;
    struct value **table = memory_new(buckets * sizeof *table);
    for (uint32_t i = 0; i < values->buckets; i++) {
        for (struct value *v = values->table[i], *next; v; v = next) {
            next = v->next;
            v->next = table[v->hash & (buckets - 1)];
            table[v->hash & (buckets - 1)] = v;
        }
    }
    free(values->table);
    values->table = table;
    values->buckets = buckets;
}

static uint32_t hash_value(const struct value *v)
{
    uint64_t words[5] = {v->kind | (uint64_t)v->width << 8 | (uint64_t)v->op << 16 | (uint64_t)v->operand_width << 24,
        v->imm, (uint64_t)v->offset, v->a ? v->a->id + 1 : 0, v->b ? v->b->id + 1 : 0};
    return (uint32_t)XXH3_64bits(words, sizeof words);
}

static bool same(const struct value *x, const struct value *y)
{
    return x->kind == y->kind && x->width == y->width && x->op == y->op && x->operand_width == y->operand_width &&
           x->imm == y->imm && x->offset == y->offset && x->a == y->a && x->b == y->b;
}

// The value equal to LIKE, made if there is none yet.
static const struct value *intern(struct values *values, struct value like)
{
    like.hash = hash_value(&like);
    for (struct value *v = values->table[like.hash & (values->buckets - 1)]; v; v = v->next)
        if (v->hash == like.hash && same(v, &like))
            return v;
    if (values->count >= values->buckets)
        grow(values);
    struct value *v = arena_copy(&values->arena, &like, sizeof like);
    v->id = values->count++;
    v->next = values->table[like.hash & (values->buckets - 1)];
    values->table[like.hash & (values->buckets - 1)] = v;
    return v;
}

const struct value *value_int(struct values *values, unsigned width, uint64_t bits)
{
    return intern(values, (struct value){.kind = VALUE_INT, .width = (uint8_t)width, .imm = bits & value_mask(width)});
}

const struct value *value_symbol(struct values *values, unsigned width, unsigned flags)
{
    return intern(values, (struct value){.kind = VALUE_SYMBOL,
                              .width = (uint8_t)width,
                              .flags = (uint8_t)flags,
                              .symbolic = 1,
                              .imm = values->symbols++});
}

const struct value *value_pointer(struct values *values, uint32_t region, int64_t offset, bool lazy)
{
    return intern(
        values, (struct value){.kind = VALUE_POINTER, .width = 8, .symbolic = lazy, .imm = region, .offset = offset});
}

const struct value *value_function(struct values *values, uint32_t function)
{
    return intern(values, (struct value){.kind = VALUE_FUNCTION, .width = 8, .imm = function});
}

static uint32_t weight_of(const struct value *a, const struct value *b)
{
    return 1 + (a ? a->weight : 0) + (b ? b->weight : 0);
}

// The value equal to the term LIKE. For one that is too heavy an unknown stands in, always the same for the same term:
// what it is made of is forgotten.
static const struct value *intern_term(struct values *values, struct value like)
{
    like.weight = weight_of(like.a, like.b);
    const struct value *v = intern(values, like);
    if (v->weight <= (v->operand_width ? HEAVIEST_COMPARISON : HEAVIEST))
        return v;
    if (!v->stand_in)
        ((struct value *)v)->stand_in = value_symbol(values, v->width, 0);
    return v->stand_in;
}

const struct value *value_opaque(
    struct values *values, unsigned op, unsigned width, const struct value *a, const struct value *b)
{
    bool compares = op >= IR_EQ && op <= IR_ULE;
    return intern_term(values, (struct value){.kind = VALUE_TERM,
                                   .op = (uint8_t)op,
                                   .width = compares ? 4 : (uint8_t)width,
                                   .operand_width = compares ? (uint8_t)width : 0,
                                   .symbolic = a->symbolic || (b && b->symbolic),
                                   .a = a,
                                   .b = b});
}

static const struct value *pointer_plus(
    struct values *values, const struct value *p, int64_t bytes, const struct value *more)
{
    struct value like = *p;
    like.offset += bytes;
    if (more) {
        like.a = p->a ? value_binary(values, IR_ADD, 8, p->a, more) : more;
        if (like.a->kind == VALUE_INT) {
            like.offset += (int64_t)like.a->imm;
            like.a = NULL;
        } else if (like.a->kind == VALUE_TERM && like.a->op == IR_ADD && like.a->b->kind == VALUE_INT) {
            like.offset += (int64_t)like.a->b->imm;
            like.a = like.a->a;
        }
    }
    like.symbolic |= like.a != NULL;
    like.weight = weight_of(like.a, NULL);
    return intern(values, like);
}

const struct value *value_move(struct values *values, const struct value *v, int64_t bytes)
{
    if (bytes == 0)
        return v;
    if (v->kind == VALUE_POINTER)
        return pointer_plus(values, v, bytes, NULL);
    return value_binary(values, IR_ADD, 8, v, value_int(values, 8, (uint64_t)bytes));
}

const struct value *value_index(
    struct values *values, const struct value *pointer, const struct value *index, int64_t scale)
{
    if (index->kind == VALUE_INT)
        return value_move(values, pointer, (int64_t)(index->imm * (uint64_t)scale));
    const struct value *bytes = value_binary(values, IR_MUL, 8, index, value_int(values, 8, (uint64_t)scale));
    if (pointer->kind == VALUE_POINTER && bytes->kind != VALUE_POINTER)
        return pointer_plus(values, pointer, 0, bytes);
    return value_binary(values, IR_ADD, 8, pointer, bytes);
}

static const struct value *extend(struct values *values, enum ir_op op, unsigned width, const struct value *a)
{
    if (a->kind == VALUE_INT)
        return value_int(values, width, op == IR_SEXT ? (uint64_t)value_signed(a->imm, a->width) : a->imm);
    if (value_is_boolean(a) && op == IR_SEXT && width > a->width)
        op = IR_ZEXT; // 0 or 1 has no sign bit
    if (a->kind == VALUE_TERM && a->op == IR_ZEXT && a->width > a->a->width)
        return value_convert(values, IR_ZEXT, width, a->a);
    if (a->kind == VALUE_TERM && a->op == IR_SEXT && op == IR_SEXT)
        return value_convert(values, IR_SEXT, width, a->a);
    return value_opaque(values, op, width, a, NULL);
}

static const struct value *truncate(struct values *values, unsigned width, const struct value *a)
{
    if (a->kind == VALUE_INT)
        return value_int(values, width, a->imm);
    if (a->kind == VALUE_TERM && (a->op == IR_ZEXT || a->op == IR_SEXT || a->op == IR_TRUNC)) {
        if (a->a->width == width)
            return a->a;
        if (a->a->width > width)
            return value_convert(values, IR_TRUNC, width, a->a);
        return value_convert(values, (enum ir_op)a->op, width, a->a);
    }
    if (a->kind == VALUE_TERM && a->op == VALUE_CONCAT && a->a->width >= width)
        return value_extract(values, a->a, 0, width);
    return value_opaque(values, IR_TRUNC, width, a, NULL);
}

const struct value *value_convert(struct values *values, enum ir_op op, unsigned width, const struct value *a)
{
    if (a->width == width)
        return a;
    if (a->width > width)
        return truncate(values, width, a);
    return extend(values, op == IR_SEXT ? IR_SEXT : IR_ZEXT, width, a);
}

const struct value *value_extract(struct values *values, const struct value *a, unsigned byte, unsigned width)
{
    if (byte == 0 && width == a->width)
        return a;
    if (a->kind == VALUE_INT)
        return value_int(values, width, a->imm >> (8 * byte));
    if (a->kind == VALUE_TERM && a->op == VALUE_CONCAT) {
        unsigned low = a->a->width;
        if (byte + width <= low)
            return value_extract(values, a->a, byte, width);
        if (byte >= low)
            return value_extract(values, a->b, byte - low, width);
    }
    if (a->kind == VALUE_TERM && a->op == VALUE_EXTRACT)
        return value_extract(values, a->a, byte + (unsigned)a->offset, width);
    if (byte == 0)
        return truncate(values, width, a);
    if (a->kind == VALUE_TERM && a->op == IR_ZEXT && byte >= a->a->width)
        return value_int(values, width, 0);
    return intern_term(values, (struct value){.kind = VALUE_TERM,
                                   .op = VALUE_EXTRACT,
                                   .width = (uint8_t)width,
                                   .symbolic = a->symbolic,
                                   .offset = byte,
                                   .a = a});
}

// The whole that LOW and HIGH are adjacent pieces of, if they are.
static const struct value *rejoin(struct values *values, const struct value *low, const struct value *high)
{
    if (high->kind != VALUE_TERM || high->op != VALUE_EXTRACT)
        return NULL;
    if (low->kind == VALUE_TERM && low->op == VALUE_EXTRACT && low->a == high->a &&
        low->offset + low->width == high->offset)
        return value_extract(values, low->a, (unsigned)low->offset, low->width + high->width);
    if (high->offset == low->width && value_extract(values, high->a, 0, low->width) == low)
        return value_extract(values, high->a, 0, low->width + high->width);
    return NULL;
}

const struct value *value_concat(struct values *values, const struct value *low, const struct value *high)
{
    unsigned width = low->width + high->width;
    assert(width <= 8);
    if (low->kind == VALUE_INT && high->kind == VALUE_INT)
        return value_int(values, width, low->imm | high->imm << (8 * low->width));
    const struct value *whole = rejoin(values, low, high);
    if (whole)
        return whole;
    if (value_is_int(high, 0) && (width == 2 || width == 4 || width == 8))
        return value_convert(values, IR_ZEXT, width, low);
    return value_opaque(values, VALUE_CONCAT, width, low, high);
}
