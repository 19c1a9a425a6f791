// Orders on unknowns: bounds from comparisons, signed and unsigned, and what they exclude.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static void bounds(void)
{
    u32 x = lint_any();
    if (x < 10) {
        lint_test_true(x <= 9);          // expect: true
        lint_test_true(x == 10);         // expect: false
        lint_test_true(x == 4);          // expect: unknown
        if (x >= 9)
            lint_test_true(x == 9);      // expect: true
        if (x > 9)
            lint_test_reached("empty");  // expect: unreached
    } else {
        lint_test_true(x > 9);           // expect: true
        lint_test_true(x == 0);          // expect: false
    }
}

static void edges_move_inward(void)
{
    u32 x = lint_digit();
    if (x != 0)
        lint_test_true(x >= 1);          // expect: true
    if (x != 9)
        lint_test_true(x <= 8);          // expect: true
}

static void signed_and_unsigned(void)
{
    s32 status = (s32)lint_any();
    if (status >= 0) {
        lint_test_true((u32)status <= 0x7fffffffu); // expect: true
        lint_test_true(status == -1);    // expect: false
    } else {
        lint_test_true(status != 0);     // expect: true
        lint_test_true((u32)status >= 0x80000000u); // expect: true
    }
    if (status > 5 && status < 7)
        lint_test_true(status == 6);     // expect: true
}

static void zero_means_success(void)
{
    s32 status = (s32)lint_any();
    if (status < 0)
        return;
    if (status != 0)
        lint_test_true(status > 0);      // expect: true
    else
        lint_test_true(status == 0);     // expect: true
}

static void assumed(void)
{
    u32 x = lint_any();
    lint_assume(x > 100);
    lint_test_true(x > 50);              // expect: true
    lint_test_true(x == 0);              // expect: false
    lint_assume(x < 50);
    lint_test_reached("contradiction");  // expect: unreached
}

void lint_main(void)
{
    if (lint_choose("bounds"))
        bounds();
    else if (lint_choose("edges"))
        edges_move_inward();
    else if (lint_choose("signs"))
        signed_and_unsigned();
    else if (lint_choose("zero"))
        zero_means_success();
    else
        assumed();
}
