// A variable that is written before it is read is dead, but a pointer to it is not a pointer to another one.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static u32 read_later(u32 a, u32 *r, u32 *x, u32 *y)
{
    (void)x;
    *y = a;
    return *r;
}

static void to_the_one_read(void)
{
    u32 a = lint_digit(), x, y, z = 0, *r = &x;
    if (lint_any() > 7)
        r = &y;
    *r = 4;
    if (a > 5) // where the states meet, r leads to a 4 in both, and neither x nor y is live
        z = 1;
    y = a;
    if (*r == 2)
        lint_test_value(a);              // expect: 2
    lint_test_value(z);                  // expect: 0 | 1
}

static void to_the_other(void)
{
    u32 a = lint_digit(), x, y, z = 0, *r = &y;
    if (lint_any() > 7)
        r = &x;
    *r = 4;
    if (a > 5)
        z = 1;
    y = a;
    if (*r == 2)
        lint_test_value(a);              // expect: 2
    if (a == 2 && *r == 4)
        lint_test_value(a);              // expect: 2
    lint_test_value(z);                  // expect: 0 | 1
}

void lint_main(void)
{
    u32 x, y;
    lint_test_true(read_later(3, &y, &x, &y) == 3); // expect: true
    to_the_one_read();
    to_the_other();
}
