// A condition once decided stays decided, for every copy of what it was about.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct object {
    u32 state;
    u32 copy;
};

static void equality_reaches_copies(void)
{
    u32 x = lint_any();
    u32 y = x;
    struct object o = {.state = x, .copy = 1};

    if (y == 3) {
        lint_test_true(x == 3);           // expect: true
        lint_test_true(o.state == 3);     // expect: true
        lint_test_value(o.state);         // expect: 3
    } else {
        lint_test_true(x == 3);           // expect: false
        lint_test_true(o.state != 3);     // expect: true
        lint_test_true(x == 4);           // expect: unknown
    }
}

static void two_unknowns_become_one(void)
{
    u32 a = lint_any(), b = lint_any();
    if (a != b)
        return;
    lint_test_true(a == b);               // expect: true
    lint_test_true(a - b == 0);           // expect: true
    if (a == 7)
        lint_test_true(b == 7);           // expect: true
    if (b != 7)
        lint_test_true(a == 7);           // expect: false
}

static void equality_is_transitive(void)
{
    u32 a = lint_any(), b = lint_any(), c = lint_any();
    if (a == b && b == c) {
        lint_test_true(a == c);           // expect: true
        if (c == 9)
            lint_test_true(a == 9);       // expect: true
    }
}

static void disequality(void)
{
    u32 a = lint_any(), b = lint_any();
    if (a != b) {
        lint_test_true(a == b);           // expect: false
        if (b == 5)
            lint_test_true(a == 5);       // expect: false
    }
    if (a != 1 && a != 2)
        lint_test_true(a == 2);           // expect: false
}

static void linear(void)
{
    u32 n = lint_any();
    if (n + 1 == 5)
        lint_test_true(n == 4);           // expect: true
    if (n - 3 == 0)
        lint_test_true(n == 3);           // expect: true
}

static void stored_condition(void)
{
    u32 x = lint_any();
    int is_three = x == 3;
    int negated = !is_three;
    if (is_three)
        lint_test_true(x == 3);           // expect: true
    else
        lint_test_true(x == 3);           // expect: false
    if (negated)
        lint_test_true(x != 3);           // expect: true
    if (!negated)
        lint_test_true(is_three);         // expect: true
}

static void same_choice_twice(void)
{
    int c = lint_choose("c");
    int x = 0;
    if (c)
        x = 1;
    if (!c)
        x = 2;
    lint_test_true(x != 0);               // expect: true
    if (c)
        lint_test_true(x == 1);           // expect: true
}

void lint_main(void)
{
    equality_reaches_copies();
    two_unknowns_become_one();
    equality_is_transitive();
    disequality();
    linear();
    stored_condition();
    same_choice_twice();
}
