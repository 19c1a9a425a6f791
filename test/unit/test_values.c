// Values and constraints against brute force: random expressions over two unknown bytes are compared with what
// every pair of bytes gives.
#include "engine/constraint.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { EXPRESSIONS = 3000, PATHS = 1500, CONDITIONS = 4 };

// An expression as it was asked for, before any simplification.
struct tree {
    int op; // an IR operator; -1: x, -2: y, -3: a constant
    unsigned width;
    uint64_t constant;
    const struct tree *a, *b;
};

struct maker {
    struct arena arena;
    struct values values;
    const struct value *x, *y;
    uint64_t seed;
};

static uint32_t next(struct maker *m, uint32_t below)
{
    m->seed = m->seed * 6364136223846793005ull + 1442695040888963407ull;
    return (uint32_t)(m->seed >> 33) % below;
}

static const struct tree *leaf(struct maker *m)
{
    static const uint8_t constants[] = {0, 1, 2, 3, 4, 7, 8, 15, 16, 127, 128, 240, 254, 255};
    struct tree *t = arena_new(&m->arena, sizeof *t);
    uint32_t kind = next(m, 3);
    *t = (struct tree){.op = -1 - (int)kind, .width = 1, .constant = constants[next(m, sizeof constants)]};
    return t;
}

static const struct tree *grow(struct maker *m, int depth)
{
    static const enum ir_op operators[] = {IR_ADD, IR_SUB, IR_MUL, IR_AND, IR_OR,  IR_XOR, IR_SHL, IR_LSHR, IR_ASHR,
                                           IR_UDIV, IR_UREM, IR_SDIV, IR_SREM, IR_EQ, IR_NE, IR_ULT, IR_ULE, IR_SLT, IR_SLE,
                                           IR_ZEXT, IR_SEXT};
    if (depth == 0)
        return leaf(m);
    struct tree *t = arena_new(&m->arena, sizeof *t);
    t->op = operators[next(m, sizeof operators / sizeof *operators)];
    t->width = 1;
    t->a = grow(m, depth - 1 - (int)next(m, 2) > 0 ? depth - 1 : 0);
    if (t->op != IR_ZEXT && t->op != IR_SEXT)
        t->b = grow(m, (int)next(m, (uint32_t)depth));
    return t;
}

static uint64_t operate(enum ir_op op, uint64_t a, uint64_t b, bool *undefined)
{
    int64_t sa = (int8_t)a, sb = (int8_t)b;
    if ((op == IR_UDIV || op == IR_UREM || op == IR_SDIV || op == IR_SREM) && b == 0) {
        *undefined = true;
        return 0;
    }
    switch ((int)op) {
    case IR_ADD: return a + b;
    case IR_SUB: return a - b;
    case IR_MUL: return a * b;
    case IR_AND: return a & b;
    case IR_OR: return a | b;
    case IR_XOR: return a ^ b;
    case IR_SHL: return a << (b & 7);
    case IR_LSHR: return a >> (b & 7);
    case IR_ASHR: return (uint64_t)(sa >> (b & 7));
    case IR_UDIV: return a / b;
    case IR_UREM: return a % b;
    case IR_SDIV: return (uint64_t)(sa / sb);
    case IR_SREM: return (uint64_t)(sa % sb);
    case IR_EQ: return a == b;
    case IR_NE: return a != b;
    case IR_ULT: return a < b;
    case IR_ULE: return a <= b;
    case IR_SLT: return sa < sb;
    case IR_SLE: return sa <= sb;
    }
    return 0;
}

// Extensions go to 4 bytes and come back to one after 3 is added, so that they are no identity.
static uint64_t evaluate(const struct tree *t, uint8_t x, uint8_t y, bool *undefined)
{
    if (t->op < 0)
        return t->op == -1 ? x : t->op == -2 ? y : t->constant;
    uint64_t a = evaluate(t->a, x, y, undefined);
    if (t->op == IR_ZEXT)
        return (uint8_t)(((uint32_t)a + 3) >> 1);
    if (t->op == IR_SEXT)
        return (uint8_t)(((uint32_t)(int32_t)(int8_t)a + 3) >> 1);
    return operate((enum ir_op)t->op, a, evaluate(t->b, x, y, undefined), undefined) & 0xff;
}

static const struct value *build(struct maker *m, const struct tree *t)
{
    struct values *vs = &m->values;
    if (t->op < 0)
        return t->op == -1 ? m->x : t->op == -2 ? m->y : value_int(vs, 1, t->constant);
    const struct value *a = build(m, t->a);
    if (t->op == IR_ZEXT || t->op == IR_SEXT) {
        const struct value *wide = value_convert(vs, (enum ir_op)t->op, 4, a);
        wide = value_binary(vs, IR_ADD, 4, wide, value_int(vs, 4, 3));
        wide = value_binary(vs, IR_LSHR, 4, wide, value_int(vs, 4, 1));
        return value_convert(vs, IR_TRUNC, 1, wide);
    }
    const struct value *v = value_binary(vs, (enum ir_op)t->op, 1, a, build(m, t->b));
    return value_convert(vs, IR_TRUNC, 1, v);
}

// The number that V has when the unknowns have theirs.
static uint64_t number_of(struct maker *m, const struct value *v, uint8_t x, uint8_t y, bool *undefined)
{
    struct constraints c = {0};
    bool possible = constraint_bind(&m->values, &c, m->x, value_int(&m->values, 1, x)) &&
                    constraint_bind(&m->values, &c, m->y, value_int(&m->values, 1, y));
    const struct value *n = possible ? constraint_resolve(&m->values, &c, v) : v;
    constraints_free(&c);
    if (n->kind != VALUE_INT)
        *undefined = true;
    return n->imm;
}

static void begin(struct maker *m, uint64_t seed)
{
    memset(m, 0, sizeof *m);
    m->seed = seed * 2654435761u + 12345;
    values_begin(&m->values);
    m->x = value_symbol(&m->values, 1, 0);
    m->y = value_symbol(&m->values, 1, 0);
}

static void end(struct maker *m)
{
    values_end(&m->values);
    arena_free(&m->arena);
}

static void simplification_keeps_the_value(void **unused)
{
    (void)unused;
    for (uint64_t seed = 0; seed < EXPRESSIONS; seed++) {
        struct maker m;
        begin(&m, seed);
        const struct tree *t = grow(&m, 4);
        const struct value *v = build(&m, t);
        for (unsigned i = 0; i < 40; i++) {
            uint8_t x = (uint8_t)next(&m, 256), y = (uint8_t)next(&m, 256);
            bool undefined = false;
            uint64_t expected = evaluate(t, x, y, &undefined);
            uint64_t got = number_of(&m, v, x, y, &undefined);
            if (!undefined && expected != got)
                fail_msg("seed %llu: x = %u, y = %u: expected %llu, got %llu", (unsigned long long)seed, x, y,
                         (unsigned long long)expected, (unsigned long long)got);
        }
        end(&m);
    }
}

struct path {
    const struct tree *conditions[CONDITIONS];
    bool truths[CONDITIONS];
    unsigned count;
};

static bool satisfies(const struct path *path, uint8_t x, uint8_t y)
{
    for (unsigned i = 0; i < path->count; i++) {
        bool undefined = false;
        if ((evaluate(path->conditions[i], x, y, &undefined) != 0) != path->truths[i] || undefined)
            return false;
    }
    return true;
}

// No pair of bytes on the path may be excluded by what the constraints say.
static void check_path(struct maker *m, const struct path *path, struct constraints *c, bool possible, uint64_t seed)
{
    for (unsigned x = 0; x < 256; x++) {
        for (unsigned y = 0; y < 256; y += 1 + (x & 3)) {
            if (!satisfies(path, (uint8_t)x, (uint8_t)y))
                continue;
            if (!possible)
                fail_msg("seed %llu: x = %u, y = %u is possible, yet the path was dropped", (unsigned long long)seed, x, y);
            const struct value *values[] = {m->x, m->y};
            unsigned numbers[] = {x, y};
            for (unsigned i = 0; i < 2; i++) {
                struct range r = constraint_range(c, constraint_resolve(&m->values, c, values[i]));
                const struct value *is = value_binary(&m->values, IR_EQ, 1, constraint_resolve(&m->values, c, values[i]),
                                                      value_int(&m->values, 1, numbers[i]));
                if (constraint_resolve(&m->values, c, values[i])->kind == VALUE_TERM)
                    continue;
                if (numbers[i] < r.low || numbers[i] > r.high ||
                    (constraint_resolve(&m->values, c, values[i])->kind != VALUE_SYMBOL ? false
                                                                                      : constraint_test(c, is) == TRUTH_FALSE))
                    if (constraint_resolve(&m->values, c, values[i]) == values[i])
                        fail_msg("seed %llu: x = %u, y = %u is possible, yet excluded", (unsigned long long)seed, x, y);
            }
        }
    }
}

static void constraints_keep_what_is_possible(void **unused)
{
    (void)unused;
    for (uint64_t seed = 0; seed < PATHS; seed++) {
        struct maker m;
        begin(&m, seed + 777777);
        struct path path = {.count = CONDITIONS};
        struct constraints c = {0};
        bool possible = true;
        for (unsigned i = 0; i < path.count && possible; i++) {
            path.conditions[i] = grow(&m, 2);
            path.truths[i] = next(&m, 2);
            const struct value *v = constraint_resolve(&m.values, &c, build(&m, path.conditions[i]));
            enum truth known = constraint_test(&c, v);
            possible = constraint_assume(&m.values, &c, v, path.truths[i]);
            if (known != TRUTH_OPEN)
                assert_int_equal(possible, (known == TRUTH_TRUE) == path.truths[i]);
            if (!possible)
                path.count = i + 1;
        }
        check_path(&m, &path, &c, possible, seed);
        constraints_free(&c);
        end(&m);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simplification_keeps_the_value),
        cmocka_unit_test(constraints_keep_what_is_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
