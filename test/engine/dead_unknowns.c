// A fact that ties an unknown to one that is dead still says something about the first.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static u32 either(u32 truth)
{
    u32 x = lint_digit(), y = lint_digit();
    if ((x + 9 * y == 9) == truth) // so x is 0 or 9; the bounds do not say so
        lint_test_reached("");    // expect: reached
    return x;
}

void lint_main(void)
{
    if (either(1) == 5)
        lint_test_reached("");    // expect: reached
    if (either(0) == 5)
        lint_test_reached("");    // expect: reached
}
