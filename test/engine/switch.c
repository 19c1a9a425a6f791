// Switches: fallthrough, default in the middle, ranges, cases inside loops, and what a case tells.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

enum state { IDLE, ALLOCATED, ACTIVE, GONE };

static u32 steps(u32 from)
{
    u32 n = 0;
    switch (from) {
    case 3:
        n++;
        // fall through
    case 2:
        n++;
        // fall through
    case 1:
        n++;
        break;
    default:
        return 100;
    case 0:
        n = 50;
    }
    return n;
}

static const char *name_of(enum state s)
{
    switch (s) {
    case IDLE:
        return "idle";
    case ALLOCATED:
    case ACTIVE:
        return "live";
    default:
        return 0;
    }
}

static u32 signed_cases(s32 v)
{
    switch (v) {
    case -1:
        return 1;
    case (s32)0x80000000:
        return 2;
    default:
        return 3;
    }
}

void lint_main(void)
{
    lint_test_true(steps(3) == 3);       // expect: true
    lint_test_true(steps(1) == 1);       // expect: true
    lint_test_true(steps(0) == 50);      // expect: true
    lint_test_true(steps(9) == 100);     // expect: true
    lint_test_true(name_of(ACTIVE) == 0); // expect: false
    lint_test_true(name_of(GONE) == 0);  // expect: true
    lint_test_true(signed_cases(-1) == 1); // expect: true
    lint_test_true(signed_cases((s32)0x80000000u) == 2); // expect: true

    u32 x = lint_any();
    switch (x) {
    case 4:
        lint_test_true(x == 4);          // expect: true
        break;
    case 5:
    case 6:
        lint_test_true(x == 4);          // expect: false
        lint_test_true(x >= 5);          // expect: true
        lint_test_true(x <= 6);          // expect: true
        break;
    default:
        lint_test_true(x == 4);          // expect: false
        lint_test_true(x == 6);          // expect: false
        lint_test_true(x == 7);          // expect: unknown
    }

    u32 rounds = 0, state = IDLE;
    while (state != GONE) {
        rounds++;
        switch (state) {
        case IDLE:
            state = ALLOCATED;
            continue;
        case ALLOCATED:
            state = ACTIVE;
            break;
        case ACTIVE:
            state = GONE;
        }
        if (rounds > 5)
            break;
    }
    lint_test_true(rounds == 3);         // expect: true

    // A switch without its value among the cases does nothing; declarations inside keep no value.
    u32 untouched = 1;
    switch (untouched) {
        u32 inside;
    case 7:
        inside = 7;
        untouched = inside;
    }
    lint_test_true(untouched == 1);      // expect: true

    u8 narrow = (u8)lint_any();
    switch (narrow) {
    case 0x180 & 0xff:
        lint_test_true(narrow == 0x80);  // expect: true
        break;
    case 1 ... 9:
        lint_test_true(narrow - 1 < 9);  // expect: true
    }
}
