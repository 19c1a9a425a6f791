// Which values are computed from another one and can be equal to it.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct packed {
    u32 number : 24;
    u32 flag : 1;
};

void lint_main(void)
{
    static const struct lint_domain numbers = {"a number", 1, 0xffffff, 1, {5}};
    u32 n = lint_fresh_in(u32, numbers), other = lint_fresh_in(u32, numbers);

    lint_test_true(lint_is_made_of(n, n));                                            // expect: true
    lint_test_true(lint_is_made_of((n ^ 0x5a5a) ^ 0x5a5a, n));                        // expect: true
    lint_test_true(lint_is_made_of((n | 0x80000000) & 0xffffff, n));                  // expect: true
    lint_test_true(lint_is_made_of((u8)n | (u8)(n >> 8) << 8 | (u8)(n >> 16) << 16, n)); // expect: true

    struct packed packed = {0};
    packed.number = n;
    packed.flag = 1;
    lint_test_true(lint_is_made_of(packed.number, n));                                // expect: true

    // One beside it is another number, and so is one of which nothing is known.
    lint_test_true(lint_is_made_of(n + 1, n));                                        // expect: false
    lint_test_true(lint_is_made_of(other, n));                                        // expect: false
    lint_test_true(lint_is_made_of(5, n));                                            // expect: false
}
