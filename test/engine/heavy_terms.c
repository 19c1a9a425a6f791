// A term that doubles over and over has an unknown stand in for it: always the same one for the same term.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static u32 mix(u32 x, u32 rounds)
{
    for (u32 i = 0; i < rounds; i++)
        x = x * 3 + (x ^ i);
    return x;
}

void lint_main(void)
{
    u32 n = lint_any(), once = mix(n, 60), again = mix(n, 60);

    lint_test_true(once == again); // expect: true
    lint_test_true(once == n);     // expect: unknown
    lint_test_true(mix(5, 60) == mix(5, 60)); // expect: true
}
