// Facts about different terms of one unknown: where it has few values, no path goes on that none of them allows.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static void bits_and_bounds(void)
{
    u32 x = lint_digit();
    if (x < 3) {
        if (x & 4)
            lint_test_reached("");       // expect: unreached
        if (x * 2 == 5)
            lint_test_reached("");       // expect: unreached
        if ((x ^ 5) == 1)
            lint_test_reached("");       // expect: unreached
        if ((x ^ 5) == 7)
            lint_test_value(x);          // expect: 2
    }
}

static void one_is_left(void)
{
    u32 x = lint_digit();
    if ((x & 3) == 1 && x > 5)
        lint_test_value(x);              // expect: 9
    if (x % 4 == 3 && x >> 2)
        lint_test_value(x);              // expect: 7
}

static void two_unknowns(void)
{
    u32 x = lint_digit(), y = lint_digit(), z = lint_digit();
    if (x < y && y < z) {
        if (z < x)
            lint_test_reached("");       // expect: unreached
        if (z == 2)
            lint_test_value(x * 10 + y); // expect: 1
    }
    if (x + y == 18)
        lint_test_value(x);              // expect: 9
    if ((x & y) == 8 && x == 7)
        lint_test_reached("");           // expect: unreached
}

static void narrow(void)
{
    u8 x = *(u8 *)lint_fresh_memory("a byte", 1);
    if (x > 250 && (x & 7) == 4)
        lint_test_value(x);              // expect: 252
    if (x & 1 && x * 2 == 4)
        lint_test_reached("");           // expect: unreached
}

void lint_main(void)
{
    bits_and_bounds();
    one_is_left();
    two_unknowns();
    narrow();
}
