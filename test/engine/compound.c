// Compound assignment, increments before and after, assignment as a value, and their widths.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static u32 calls;

static u32 *slot(u32 *array)
{
    calls++;
    return &array[calls];
}

void lint_main(void)
{
    u32 a[4] = {1, 2, 3, 4};
    u32 i = 0;

    a[i++] += 10;
    lint_test_true(i == 1);              // expect: true
    lint_test_true(a[0] == 11);          // expect: true
    *slot(a) *= 3;                       // the operand is evaluated once
    lint_test_true(calls == 1);          // expect: true
    lint_test_true(a[1] == 6);           // expect: true

    u32 x = i = 5;
    lint_test_true(x == 5);              // expect: true
    x -= 2;
    x <<= 3;
    x |= 1;
    x ^= 0xff;
    x %= 100;
    x /= 3;
    lint_test_true(x == 10);             // expect: true
    x = i++ * 10;
    x += ++i;
    lint_test_true(i == 7);              // expect: true
    lint_test_true(x == 57);             // expect: true

    u8 small = 200;
    small += 100;                        // computed in int, then cut
    lint_test_true(small == 44);         // expect: true
    s8 negative = -100;
    negative -= 100;
    lint_test_true(negative == 56);      // expect: true
    s32 shifted = -16;
    shifted >>= 2;
    lint_test_true(shifted == -4);       // expect: true
    u16 rotated = 0x8001;
    rotated <<= 1;
    lint_test_true(rotated == 2);        // expect: true

    u32 *p = a;
    *p++ = 20;
    lint_test_true(a[0] == 20);          // expect: true
    lint_test_true(p == &a[1]);          // expect: true
    u32 before = (*p)++;
    lint_test_true(before == 6);         // expect: true
    lint_test_true(*p == 7);             // expect: true
    p += 2;
    lint_test_true(p - a == 3);          // expect: true
    lint_test_true(*--p == 3);           // expect: true

    u32 first, second;
    first = second = lint_any();
    lint_test_true(first == second);     // expect: true
    second++;
    lint_test_true(second - first == 1); // expect: true
    s32 status = 0;
    status |= -5;
    lint_test_true(status == -5);        // expect: true
}
