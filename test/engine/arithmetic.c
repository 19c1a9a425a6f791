// Arithmetic of given width: wraparound, shifts, division, and linear terms over an unknown.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

void lint_main(void)
{
    u32 max = 0xffffffffu;
    u32 zero = 0;
    u8 byte = 255;
    s32 seven = -7;

    lint_test_true(max + 1 == 0);            // expect: true
    lint_test_value(zero - 1);               // expect: 4294967295
    byte++;
    lint_test_true(byte == 0);               // expect: true
    lint_test_true((u64)max + 1 == 0x100000000ull); // expect: true
    lint_test_true(seven / 2 == -3);         // expect: true
    lint_test_true(seven % 2 == -1);         // expect: true
    lint_test_true((u32)seven / 2 == 0x7ffffffcu); // expect: true

    lint_test_true((max >> 4) == 0x0fffffffu); // expect: true
    lint_test_true((seven >> 1) == -4);      // expect: true
    lint_test_value((u64)1 << 40);           // expect: 1099511627776
    lint_test_true((1u << 31) == 0x80000000u); // expect: true
    lint_test_true(~0u == max);              // expect: true
    lint_test_true(-seven == 7);             // expect: true
    lint_test_true((0xf0 ^ 0xff) == 0x0f);   // expect: true

    // What an unknown cancels out of is known again.
    u32 x = lint_any();
    u32 y = x + 5;
    lint_test_true(y - x == 5);              // expect: true
    lint_test_true(y - 5 == x);              // expect: true
    lint_test_true(x - x == 0);              // expect: true
    lint_test_true(y != x);                  // expect: true
    lint_test_true((x ^ x) == 0);            // expect: true
    lint_test_true(x * 2 - x - x == 0);      // expect: true

    // Wraparound: y need not be greater than x.
    lint_test_true(y > x);                   // expect: unknown

    // A digit cannot wrap.
    u32 digit = lint_digit();
    u32 next = digit + 1;
    lint_test_true(next >= 1);               // expect: true
    lint_test_true(next <= 10);              // expect: true
    lint_test_true(next == 5);               // expect: unknown
    lint_test_true(next == 11);              // expect: false
    lint_test_true(digit * 2 <= 18);         // expect: true
    lint_test_true(digit + 0 == digit);      // expect: true
}
