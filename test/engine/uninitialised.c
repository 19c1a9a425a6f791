// Memory that was never written, beside memory that is zero: the difference decides verdicts.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct port {
    u32 number;
    u32 flags;
};

static u32 global_is_zero;
static struct port global_array[2];

static int get_number(u32 *number)
{
    if (lint_choose("fails"))
        return -1; // *number is not written
    *number = 5;
    return 0;
}

void lint_main(void)
{
    u32 local;
    lint_test_true(lint_is_unwritten(local));         // expect: true
    lint_test_true(local == 0);                       // expect: unknown
    local = 4;
    lint_test_true(lint_is_unwritten(local));         // expect: false
    lint_test_true(lint_is_known(local));             // expect: true

    struct port *raw = lint_allocate(sizeof(*raw), 0);
    struct port *zeroed = lint_allocate(sizeof(*zeroed), 1);
    lint_test_true(lint_is_unwritten(raw->number));   // expect: true
    lint_test_true(zeroed->number == 0);              // expect: true
    lint_test_true(lint_is_unwritten(zeroed->flags)); // expect: false
    lint_test_true(global_is_zero == 0);              // expect: true
    lint_test_true(global_array[1].number == 0);      // expect: true
    lint_test_true(lint_is_known((unsigned long long)raw)); // expect: true
    raw->flags = 1;
    lint_test_true(lint_is_unwritten(raw->number));   // expect: true
    lint_test_true(lint_is_unwritten(raw->flags));    // expect: false

    // A copy of what was never written was never written.
    struct port copy = *raw;
    lint_test_true(lint_is_unwritten(copy.number));   // expect: true
    lint_test_true(copy.flags == 1);                  // expect: true

    // Written on one path only.
    u32 number;
    int status = get_number(&number);
    if (status == 0)
        lint_test_true(number == 5);                  // expect: true
    else
        lint_test_true(lint_is_unwritten(number));    // expect: true

    // A partial initialiser zeroes the rest.
    struct port partial = {.number = 3};
    lint_test_true(partial.flags == 0);               // expect: true

    // A local of a block begins anew on each round.
    for (int i = 0; i < 2; i++) {
        u32 fresh;
        lint_test_true(lint_is_unwritten(fresh));     // expect: true
        fresh = i;
        lint_test_true(fresh == (u32)i);              // expect: true
    }

    u32 any = lint_any();
    lint_test_true(lint_is_known(any));               // expect: false
    lint_test_true(lint_is_unwritten(any));           // expect: false
    if (any == 3)
        lint_test_true(any == 3);                     // expect: true
    // A pointer that was never set points nowhere: no path goes on behind its use. In allocated memory somebody may have
    // set it whom we do not know.
    struct port **unset = lint_allocate(sizeof(*unset), 0);
    (*unset)->flags = 1;
    lint_test_reached("set by somebody");             // expect: reached
    struct port *nowhere;
    if (lint_choose("goes nowhere")) {
        nowhere->flags = 1;
        lint_test_reached("never");                   // expect: unreached
    }
    lint_free(raw);
    lint_free(zeroed);
}
