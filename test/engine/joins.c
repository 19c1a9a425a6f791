// What is known after branches meet: what agrees stays exact, what was correlated stays correlated.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct adapter {
    int started;
    u32 number;
    int noise;
};

static int start(struct adapter *a)
{
    if (lint_choose("the start fails"))
        return -1;
    a->started = 1;
    a->number = 42;
    return 0;
}

static void same_on_both_sides(void)
{
    int x = 1, y = 0;
    if (lint_choose("left")) {
        x = 2;
        y = 7;
    } else {
        x = 3;
        y = 7;
    }
    lint_test_true(y == 7);           // expect: true
    lint_test_true(x != 1);           // expect: true
    lint_test_true(x == 2 || x == 3); // expect: true
}

static void status_tells_what_was_done(void)
{
    struct adapter a = {0};
    int status = start(&a);

    lint_test_true(a.noise == 0);             // expect: true
    if (status == 0) {
        lint_test_true(a.started == 1);       // expect: true
        lint_test_true(a.number == 42);       // expect: true
    } else {
        lint_test_true(a.started == 0);       // expect: true
        lint_test_true(a.number == 0);        // expect: true
    }
    // The flag tells the status just as well.
    if (a.started)
        lint_test_true(status == 0);          // expect: true
    else
        lint_test_true(status == -1);         // expect: true
}

static void two_flags(void)
{
    int first = 0, second = 0, done = 0;
    do {
        if (lint_choose("first fails"))
            break;
        first = 1;
        if (lint_choose("second fails"))
            break;
        second = 1;
        done = 1;
    } while (0);
    if (second)
        lint_test_true(first);                // expect: true
    if (!first)
        lint_test_true(second == 0);          // expect: true
    if (done == 0 && first)
        lint_test_true(second == 0);          // expect: true
    if (done)
        lint_test_true(first + second == 2);  // expect: true
}

static void many_independent(void)
{
    u32 sum = 0;
    int marker = lint_choose("marker");
    for (int i = 0; i < 8; i++)
        if (lint_choose("bit"))
            sum |= 1u << i;
    lint_test_true(sum < 256);                // expect: true
    if (marker)
        lint_test_true(marker == 1);          // expect: true
}

void lint_main(void)
{
    same_on_both_sides();
    status_tells_what_was_done();
    two_flags();
    many_independent();
}
