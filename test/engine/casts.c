// Integer conversions: truncation, zero and sign extension, and where C inserts them.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

static s32 narrow_and_back(s32 v)
{
    return (s8)v;
}

static u8 low_byte(u32 v) // the return converts
{
    return v;
}

void lint_main(void)
{
    s8 minus_one = -1;
    u8 top = 0x80;
    s16 low = (s16)0x8001;
    u32 big = 0xfffffff0u;
    s32 as_signed = (s32)big;
    s64 wide = as_signed;
    u64 zero_extended = big;

    lint_test_value((u64)(s64)minus_one);   // expect: 18446744073709551615
    lint_test_true((u32)minus_one == 0xffffffffu); // expect: true
    lint_test_true(top == 128);             // expect: true
    lint_test_true((s8)top == -128);        // expect: true
    lint_test_true(low == -32767);          // expect: true
    lint_test_true((u16)low == 0x8001);     // expect: true
    lint_test_true(as_signed == -16);       // expect: true
    lint_test_true(wide == -16);            // expect: true
    lint_test_true(wide < 0);               // expect: true
    lint_test_value(zero_extended);         // expect: 4294967280
    lint_test_true(narrow_and_back(0x1ff) == -1); // expect: true
    lint_test_true(low_byte(0x1234) == 0x34);     // expect: true

    // The usual arithmetic conversions: -1 becomes the greatest unsigned number.
    lint_test_true(minus_one < (s32)top);   // expect: true
    lint_test_true((u32)minus_one > big);   // expect: true
    lint_test_true(sizeof(long) == 4);      // expect: true
    lint_test_true(sizeof(void *) == 8);    // expect: true

    // A narrow unknown is bounded by its width, whatever it came from.
    u8 byte = (u8)lint_any();
    lint_test_true(byte <= 255);            // expect: true
    lint_test_true(byte == 7);              // expect: unknown
    u32 wrapped = byte;
    lint_test_true(wrapped < 256);          // expect: true

    // A status is signed: a failure is negative although it was written as an unsigned constant.
    s32 status = (s32)0xc0000001u;
    lint_test_true(status < 0);             // expect: true
    lint_test_true(status != 0);            // expect: true
    lint_test_true(0x103 >= 0);             // expect: true

    // A boolean of one byte cuts: 0x100 becomes 0.
    u8 flag = (u8)0x100;
    lint_test_true(flag == 0);              // expect: true
    _Bool truth = (_Bool)0x100;
    lint_test_true(truth == 1);             // expect: true
}
