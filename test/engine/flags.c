// Flag words: set, cleared and tested bits, also in a word of which nothing else is known.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

enum { FLAG_READY = 1, FLAG_ACTIVE = 4, FLAG_GONE = 0x80 };

#define SET_FLAG(w, f) ((w) |= (f))
#define CLEAR_FLAG(w, f) ((w) &= ~(f))
#define TEST_FLAG(w, f) (((w) & (f)) != 0)

void lint_main(void)
{
    u32 w = 0;
    SET_FLAG(w, FLAG_ACTIVE);
    lint_test_true(TEST_FLAG(w, FLAG_ACTIVE)); // expect: true
    lint_test_true(TEST_FLAG(w, FLAG_READY));  // expect: false
    SET_FLAG(w, FLAG_READY | FLAG_GONE);
    CLEAR_FLAG(w, FLAG_ACTIVE);
    lint_test_true(w == 0x81);                 // expect: true

    u32 x = lint_any();
    x |= FLAG_ACTIVE;
    lint_test_true((x & FLAG_ACTIVE) != 0);    // expect: true
    lint_test_true((x & FLAG_ACTIVE) == 4);    // expect: true
    lint_test_true(x != 0);                    // expect: true
    lint_test_true((x & FLAG_READY) != 0);     // expect: unknown
    x &= ~FLAG_ACTIVE;
    lint_test_true((x & FLAG_ACTIVE) == 0);    // expect: true
    x |= FLAG_GONE;
    lint_test_true((x & FLAG_ACTIVE) == 0);    // expect: true
    lint_test_true((x & FLAG_GONE) != 0);      // expect: true
    lint_test_true((x & 0xff) == 0);           // expect: false

    // A test of one bit is remembered.
    u32 y = lint_any();
    if (y & FLAG_READY) {
        lint_test_true((y & FLAG_READY) != 0); // expect: true
        lint_test_true(y != 0);                // expect: true
        y |= FLAG_GONE;
        lint_test_true((y & FLAG_READY) != 0); // expect: true
    } else {
        lint_test_true((y & FLAG_READY) == 0); // expect: true
        lint_test_true(y == 1);                // expect: false
    }

    // Masks bound a value.
    u32 z = lint_any() & 0x0f;
    lint_test_true(z <= 15);                   // expect: true
    lint_test_true((z & 0xf0) == 0);           // expect: true
    lint_test_true(((z << 4) & 0x0f) == 0);    // expect: true
    lint_test_true((z | 0x10) >= 16);          // expect: true
    lint_test_true((lint_any() >> 28) <= 15);  // expect: true

    // The flag is set only where the step succeeded.
    u32 done = 0;
    int failed = lint_choose("the step fails");
    if (!failed)
        SET_FLAG(done, FLAG_READY);
    if (TEST_FLAG(done, FLAG_READY))
        lint_test_true(failed);                // expect: false
    else
        lint_test_true(failed);                // expect: true
}
