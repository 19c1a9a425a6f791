// Loops: counted, ending early, running backward, nested, over arrays of unknown length.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static void counted(void)
{
    u32 sum = 0, i;
    for (i = 1; i <= 4; i++)
        sum += i;
    lint_test_true(sum == 10);              // expect: true
    lint_test_true(i == 5);                 // expect: true

    u32 n = 3;
    while (n--)
        sum++;
    lint_test_true(sum == 13);              // expect: true
    lint_test_value(n);                     // expect: 4294967295

    for (i = 4; i-- > 0;)
        sum -= i;
    lint_test_true(sum == 7);               // expect: true
    for (;;)
        if (++i == 2)
            break;
    lint_test_true(i == 2);                 // expect: true
}

static void partial_failure(void)
{
    u32 made[3] = {0}, count, i;
    for (count = 0; count < 3; count++) {
        if (lint_choose("the allocation fails"))
            break;
        made[count] = 100 + count;
    }
    lint_test_true(count <= 3);             // expect: true
    if (count == 3)
        lint_test_true(made[2] == 102);     // expect: true
    if (count == 1) {
        lint_test_true(made[0] == 100);     // expect: true
        lint_test_true(made[1] == 0);       // expect: true
    }
    for (i = count; i > 0; i--)
        made[i - 1] = 0;
    lint_test_true(made[0] == 0);           // expect: true
    lint_test_true(made[2] == 0);           // expect: true
}

static void off_by_one(void)
{
    u32 slots[3] = {1, 2, 3}, left = 0;
    for (u32 i = 1; i < 3; i++)
        slots[i] = 0;
    for (u32 i = 0; i < 3; i++)
        left += slots[i] != 0;
    lint_test_true(left == 1);              // expect: true
}

static void skipped(void)
{
    u32 odd = 0;
    for (u32 i = 0; i < 6; i++) {
        if (i % 2 == 0)
            continue;
        odd += i;
        if (odd > 3)
            break;
    }
    lint_test_true(odd == 4);               // expect: true

    u32 once = 0;
    do {
        once++;
        if (once)
            continue;
    } while (0);
    lint_test_true(once == 1);              // expect: true
}

static void nested(void)
{
    u32 pairs = 0;
    for (u32 i = 0; i < 3; i++)
        for (u32 j = i + 1; j < 3; j++) {
            if (i == 1)
                break;
            pairs++;
        }
    lint_test_true(pairs == 2);             // expect: true
}

static void unknown_count(void)
{
    u32 count = lint_any(), i, written = 0;
    if (count > 3)
        count = 3;
    for (i = 0; i < count; i++)
        written++;
    lint_test_true(i == count);             // expect: true
    lint_test_true(written == count);       // expect: true
    lint_test_true(written <= 3);           // expect: true
}

static void until_it_works(void)
{
    int status;
    do {
        status = lint_fails("the call fails") ? -1 : 0;
    } while (status != 0);
    lint_test_true(status == 0);            // expect: true
}

void lint_main(void)
{
    counted();
    partial_failure();
    off_by_one();
    skipped();
    nested();
    unknown_count();
    until_it_works();
}
