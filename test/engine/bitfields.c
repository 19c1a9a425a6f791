// Bit-fields share a word: writing one leaves its neighbours, and signed ones extend their sign.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct port_bits {
    u32 allocated : 1;
    u32 active : 1;
    u32 state : 3;
    u32 number : 24;
    u32 spare : 3;
};

struct signed_bits {
    s32 small : 3;
    s32 rest : 29;
};

struct split {
    u8 low : 4;
    u8 high : 4;
    u8 : 0;
    u8 next : 2;
};

void lint_main(void)
{
    struct port_bits b = {0};
    b.allocated = 1;
    lint_test_true(b.active == 0);          // expect: true
    b.number = 0x123456;
    b.state = 5;
    lint_test_true(b.allocated == 1);       // expect: true
    lint_test_true(b.number == 0x123456);   // expect: true
    lint_test_true(b.state == 5);           // expect: true
    lint_test_true(b.spare == 0);           // expect: true
    b.number = 0;
    lint_test_true(b.state == 5);           // expect: true
    b.state = 12;                           // cut to three bits
    lint_test_true(b.state == 4);           // expect: true
    b.active ^= 1;
    lint_test_true(b.active == 1);          // expect: true
    b.state++;
    lint_test_true(b.state == 5);           // expect: true
    lint_test_true(*(u32 *)&b == 0x17);     // expect: true

    struct signed_bits s = {0};
    s.small = 7;
    lint_test_true(s.small == -1);          // expect: true
    s.rest = -2;
    lint_test_true(s.rest == -2);           // expect: true
    lint_test_true(s.small == -1);          // expect: true

    struct split p = {0};
    p.high = 0xf;
    p.next = 2;
    lint_test_true(p.low == 0);             // expect: true
    lint_test_true(((u8 *)&p)[0] == 0xf0);  // expect: true
    lint_test_true(((u8 *)&p)[1] == 2);     // expect: true

    // A flag beside an unknown number.
    b.number = lint_any() & 0xffffff;
    b.active = 0;
    lint_test_true(b.allocated == 1);       // expect: true
    lint_test_true(b.active == 0);          // expect: true
    if (b.number == 17)
        lint_test_true(b.number == 17);     // expect: true
    b.allocated = 0;
    lint_test_true(b.allocated);            // expect: false
}
