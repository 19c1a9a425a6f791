// A unit's text pool, and its way to bytes and back: whole, cut, and damaged at every place.
#include "ir/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

// int f(int x) { return g(x); } with a gap in it.
static struct ir_unit *sample(void)
{
    struct ir_unit *unit = ir_unit_new("/src/a.c");
    struct ir_texts texts = {0};
    ir_text f = ir_texts_intern(&texts, unit, "f", 1), g = ir_texts_intern(&texts, unit, "g", 1);
    struct ir_loc loc = {.file = ir_unit_add_file(unit, "/src/a.c", false), .line = 3, .column = 5};
    vec_push(&unit->locs, loc);
    struct ir_local local = {.name = ir_texts_intern(&texts, unit, "x", 1), .type = IR_I32, .is_param = 1, .size = 4};
    vec_push(&unit->locals, local);
    struct ir_inst insts[] = {
        {.op = IR_LOCAL, .type = IR_PTR, .dst = 0, .a = IR_NONE, .b = IR_NONE, .ref = 0, .loc = 1},
        {.op = IR_LOAD, .type = IR_I32, .dst = 1, .a = 0, .b = IR_NONE, .loc = 1},
        {.op = IR_CALL,
            .type = IR_I32,
            .dst = 2,
            .a = IR_NONE,
            .b = IR_NONE,
            .ref = 1,
            .first = 0,
            .count = 1,
            .loc = 1},
        {.op = IR_RETURN, .type = IR_I32, .dst = IR_NONE, .a = 2, .b = IR_NONE, .loc = 1},
    };
    for (size_t i = 0; i < sizeof insts / sizeof *insts; i++)
        vec_push(&unit->insts, insts[i]);
    vec_push(&unit->operands, 1);
    vec_push(&unit->operand_texts, local.name);
    struct ir_block block = {0, 4, IR_NONE};
    vec_push(&unit->blocks, block);
    struct ir_function functions[] = {
        {.name = f, .defined = 1, .returns = IR_I32, .params = 1, .locals = 1, .blocks = 1, .registers = 3, .loc = 1},
        {.name = g, .returns = IR_I32, .params = 1, .loc = 1},
    };
    vec_push(&unit->functions, functions[0]);
    vec_push(&unit->functions, functions[1]);
    struct ir_gap gap = {0, 1, ir_texts_intern(&texts, unit, "no type", 7), 1};
    vec_push(&unit->gaps, gap);
    ir_texts_free(&texts);
    return unit;
}

static void texts_are_shared(void **state)
{
    (void)state;
    struct ir_unit *unit = ir_unit_new("a.c");
    struct ir_texts texts = {0};
    char name[16];
    ir_text first[3000];
    for (int i = 0; i < 3000; i++)
        first[i] = ir_texts_intern(&texts, unit, name, (size_t)snprintf(name, sizeof name, "name%d", i));
    for (int i = 0; i < 3000; i++) {
        size_t n = (size_t)snprintf(name, sizeof name, "name%d", i);
        assert_int_equal(ir_texts_intern(&texts, unit, name, n), first[i]);
        assert_string_equal(ir_string(unit, first[i]), name);
    }
    assert_int_equal(ir_texts_intern(&texts, unit, "", 0), 0);
    assert_int_equal(ir_texts_intern(&texts, unit, "name12345", 5), first[1]);
    ir_texts_free(&texts);
    ir_unit_free(unit);
}

static void survives_the_way_to_bytes_and_back(void **state)
{
    (void)state;
    struct ir_unit *unit = sample();
    assert_null(ir_unit_check(unit));
    struct bytes bytes = {0}, again = {0};
    ir_unit_write(unit, &bytes);
    const char *problem;
    struct ir_unit *read = ir_unit_read(bytes.at, bytes.count, &problem);
    assert_non_null(read);
    assert_null(problem);
    assert_string_equal(ir_string(read, read->path), "/src/a.c");
    assert_int_equal(read->insts.count, 4);
    assert_string_equal(ir_string(read, read->gaps.at[0].reason), "no type");
    ir_unit_write(read, &again);
    assert_int_equal(bytes.count, again.count);
    assert_memory_equal(bytes.at, again.at, bytes.count);
    free(bytes.at);
    free(again.at);
    ir_unit_free(read);
    ir_unit_free(unit);
}

static void refuses_bytes_that_were_cut_or_extended(void **state)
{
    (void)state;
    struct ir_unit *unit = sample();
    struct bytes bytes = {0};
    ir_unit_write(unit, &bytes);
    for (size_t n = 0; n < bytes.count; n++) {
        // In memory of its own size, so that a read behind it shows.
        char *cut = memory_text(bytes.at, n);
        const char *problem;
        assert_null(ir_unit_read(cut, n, &problem));
        assert_non_null(problem);
        free(cut);
    }
    char *longer = memory_new(bytes.count + 8);
    memcpy(longer, bytes.at, bytes.count);
    const char *problem;
    assert_null(ir_unit_read(longer, bytes.count + 8, &problem));
    free(longer);
    free(bytes.at);
    ir_unit_free(unit);
}

static void refuses_bytes_that_were_changed(void **state)
{
    (void)state;
    struct ir_unit *unit = sample();
    struct bytes bytes = {0};
    ir_unit_write(unit, &bytes);
    for (size_t i = 0; i < bytes.count; i++) {
        bytes.at[i] ^= 0x55;
        const char *problem;
        struct ir_unit *read = ir_unit_read(bytes.at, bytes.count, &problem);
        // The path's offset stands in front of the checksum's reach: a change there is found, or harmless.
        assert_true(!read || !ir_unit_check(read));
        ir_unit_free(read);
        bytes.at[i] ^= 0x55;
    }
    free(bytes.at);
    ir_unit_free(unit);
}

// Someone who can compute a checksum can still not make an index lead out of its table.
static void finds_each_index_that_leads_out(void **state)
{
    (void)state;
    struct ir_unit *unit = sample();
    uint32_t *const indexes[] = {
        &unit->path,
        &unit->files.at[0].path,
        &unit->locs.at[1].file,
        &unit->locals.at[0].name,
        &unit->locals.at[0].loc,
        &unit->insts.at[0].ref,
        &unit->insts.at[0].dst,
        &unit->insts.at[0].loc,
        &unit->insts.at[1].a,
        &unit->insts.at[2].ref,
        &unit->insts.at[2].first,
        &unit->insts.at[2].count,
        &unit->insts.at[3].a,
        &unit->operands.at[0],
        &unit->operand_texts.at[0],
        &unit->blocks.at[0].first,
        &unit->blocks.at[0].count,
        &unit->blocks.at[0].handler,
        &unit->functions.at[0].name,
        &unit->functions.at[0].first_local,
        &unit->functions.at[0].locals,
        &unit->functions.at[0].first_block,
        &unit->functions.at[0].blocks,
        &unit->functions.at[1].loc,
        &unit->gaps.at[0].function,
        &unit->gaps.at[0].loc,
        &unit->gaps.at[0].reason,
    };
    for (size_t i = 0; i < sizeof indexes / sizeof *indexes; i++) {
        uint32_t was = *indexes[i];
        *indexes[i] = 1000000;
        assert_non_null(ir_unit_check(unit));
        *indexes[i] = was;
    }
    assert_null(ir_unit_check(unit));
    unit->insts.at[3].op = IR_LOAD; // a block without an end
    unit->insts.at[3].dst = 0;
    assert_non_null(ir_unit_check(unit));
    ir_unit_free(unit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_shared),
        cmocka_unit_test(survives_the_way_to_bytes_and_back),
        cmocka_unit_test(refuses_bytes_that_were_cut_or_extended),
        cmocka_unit_test(refuses_bytes_that_were_changed),
        cmocka_unit_test(finds_each_index_that_leads_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
