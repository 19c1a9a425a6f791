// Calls: arguments by value, variadic ones, inline functions, statement expressions, paths that end.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

typedef __builtin_va_list va_list;

static u32 sum(u32 count, ...)
{
    va_list arguments;
    u32 total = 0;
    __builtin_va_start(arguments, count);
    while (count--)
        total += __builtin_va_arg(arguments, u32);
    __builtin_va_end(arguments);
    return total;
}

static inline u32 twice(u32 v)
{
    return v * 2;
}

static void change_own_copy(u32 v)
{
    v = 100;
    lint_test_true(v == 100);          // expect: true
}

static u32 early(u32 v)
{
    if (v == 0)
        return 1;
    if (v == 1)
        return 2;
    return 3;
}

static void stop_here(void)
{
    lint_block("nothing comes");
}

#define MAX_OF(a, b) ({ u32 a_ = (a), b_ = (b); a_ > b_ ? a_ : b_; })
#define STEP(call)            \
    do {                      \
        status = (call);      \
        if (status != 0)      \
            goto exit;        \
        done++;               \
    } while (0)

static int fail_or_not(const char *what)
{
    return lint_choose(what) ? -1 : 0;
}

static u32 sequence(int *result)
{
    int status = 0;
    u32 done = 0;
    STEP(fail_or_not("one"));
    STEP(fail_or_not("two"));
exit:
    *result = status;
    return done;
}

void lint_main(void)
{
    lint_test_true(sum(3, 1, 2, 3) == 6);     // expect: true
    lint_test_true(sum(0) == 0);              // expect: true
    lint_test_true(twice(twice(3)) == 12);    // expect: true
    u32 v = 5;
    change_own_copy(v);
    lint_test_true(v == 5);                   // expect: true
    lint_test_true(early(0) == 1);            // expect: true
    lint_test_true(early(7) == 3);            // expect: true
    lint_test_true(early(lint_any()) != 0);   // expect: true
    lint_test_true(MAX_OF(v++, 3) == 5);      // expect: true
    lint_test_true(v == 6);                   // expect: true

    int status;
    u32 done = sequence(&status);
    if (status == 0)
        lint_test_true(done == 2);            // expect: true
    else
        lint_test_true(done < 2);             // expect: true

    if (lint_choose("block")) {
        stop_here();
        lint_test_reached("after the block"); // expect: unreached
    }
    lint_test_reached("here");                // expect: reached
}
