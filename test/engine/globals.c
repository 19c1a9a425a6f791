// Globals and static locals: their initial values, and that calls share them.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct rule {
    const char *name;
    u32 value;
    const struct rule *parent;
    u32 list[3];
};

static struct rule base = {"base", 1, 0, {1, 2}};
static struct rule derived = {.parent = &base, .value = 2, .list = {[2] = 9}, .name = "derived"};
static u32 counter;
static u32 *where = &derived.list[2];
static const u32 matrix[2][2] = {{1, 2}, {3, 4}};
static const char text[] = "ports";
u32 common;

static u32 next(void)
{
    static u32 last = 10;
    return ++last;
}

static u32 other(void)
{
    static u32 last;
    return ++last;
}

static void bump(void)
{
    counter += 2;
}

void lint_main(void)
{
    lint_test_true(derived.parent->value == 1);   // expect: true
    lint_test_true(base.list[2] == 0);            // expect: true
    lint_test_true(derived.list[2] == 9);         // expect: true
    lint_test_true(derived.list[0] == 0);         // expect: true
    *where = 8;
    lint_test_true(derived.list[2] == 8);         // expect: true
    lint_test_true(matrix[1][0] == 3);            // expect: true
    lint_test_true(text[1] == 'o');               // expect: true
    lint_test_true(sizeof(text) == 6);            // expect: true
    lint_test_true(text[5] == 0);                 // expect: true
    lint_test_true(base.name[0] == 'b');          // expect: true
    lint_test_true(common == 0);                  // expect: true

    next();
    lint_test_true(next() == 12);                 // expect: true
    lint_test_true(other() == 1);                 // expect: true
    bump();
    bump();
    lint_test_true(counter == 4);                 // expect: true
    u32 counter = 77; // hides the global
    lint_test_true(counter == 77);                // expect: true
    {
        extern u32 common;
        common = 5;
    }
    lint_test_true(common == 5);                  // expect: true
}
