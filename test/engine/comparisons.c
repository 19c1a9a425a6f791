// A comparison is a number too: bounds on it that leave both values open decide nothing.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

void lint_main(void)
{
    u32 a = lint_digit(), few = a <= 5;
    if (few <= a) {
        if (a == 3)
            lint_test_value(few);            // expect: 1
        if (a == 7)
            lint_test_value(few);            // expect: 0
        lint_test_true(a != 0);              // expect: true
    } else {
        lint_test_value(a);                  // expect: 0
    }
    u32 x = lint_any(), many = x > 1000;
    if (many < x) {
        if (x == 5)
            lint_test_value(many);           // expect: 0
        if (x == 2000)
            lint_test_value(many);           // expect: 1
    }
}
