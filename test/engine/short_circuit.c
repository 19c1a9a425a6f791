// && || ?: and the comma: what runs, in which order, and what the outcome tells.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static int calls;

static int yes(void)
{
    calls++;
    return 2; // true, but not 1
}

static int no(void)
{
    calls++;
    return 0;
}

void lint_main(void)
{
    int r = no() && yes();
    lint_test_true(calls == 1);          // expect: true
    lint_test_true(r == 0);              // expect: true
    r = yes() || no();
    lint_test_true(calls == 2);          // expect: true
    lint_test_true(r == 1);              // expect: true
    r = yes() && yes();
    lint_test_true(r == 1);              // expect: true
    calls = 0;
    if (no() || (yes() && no()) || yes())
        lint_test_true(calls == 4);      // expect: true
    r = (yes(), no(), 5);
    lint_test_true(r == 5);              // expect: true
    lint_test_true(calls == 6);          // expect: true
    r = no() ? yes() : 7;
    lint_test_true(r == 7);              // expect: true
    lint_test_true(calls == 7);          // expect: true
    r = yes() ?: 9;
    lint_test_true(r == 2);              // expect: true
    lint_test_true(calls == 8);          // expect: true
    r = !yes();
    lint_test_true(r == 0);              // expect: true

    // A pointer is looked at only if it is there.
    u32 there = 4;
    u32 *p = lint_choose("there") ? &there : 0;
    if (p && *p == 4)
        lint_test_true(p == &there);     // expect: true
    else
        lint_test_true(p == 0);          // expect: true

    // The outcome of a conjunction decides its parts.
    u32 a = lint_any(), b = lint_any();
    if (a == 1 && b == 2) {
        lint_test_true(a == 1);          // expect: true
        lint_test_true(b == 2);          // expect: true
    }
    if (!(a != 3 || b != 4)) {
        lint_test_true(a == 3);          // expect: true
        lint_test_true(b == 4);          // expect: true
    }
    int both = a == 5 && b == 6;
    if (both)
        lint_test_true(a + b == 11);     // expect: true

    // An assignment inside a condition.
    int status;
    if ((status = lint_choose("fails") ? -5 : 0) != 0)
        lint_test_true(status == -5);    // expect: true
    else
        lint_test_true(status == 0);     // expect: true

    u32 choice = lint_choose("left") ? 1 : 2;
    lint_test_true(choice != 0);         // expect: true
    lint_test_true(choice < 3);          // expect: true
}
