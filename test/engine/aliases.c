// Two names for one place: a write through either is seen through the other, and nothing else changes.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct inner {
    u32 number;
    u32 flags;
};

struct outer {
    struct inner first, second;
    struct inner *chosen;
};

static void set_number(struct inner *i, u32 number)
{
    i->number = number;
}

static void swap(u32 *a, u32 *b)
{
    u32 t = *a;
    *a = *b;
    *b = t;
}

static void through_member_pointer(void)
{
    struct outer o = {{1, 10}, {2, 20}, 0};
    struct inner *alias = &o.second;

    o.chosen = &o.first;
    alias->number = 5;
    lint_test_true(o.second.number == 5);  // expect: true
    lint_test_true(o.first.number == 1);   // expect: true
    o.chosen->flags = 11;
    lint_test_true(o.first.flags == 11);   // expect: true
    lint_test_true(alias->flags == 20);    // expect: true
    o.chosen = alias;
    set_number(o.chosen, 6);
    lint_test_true(o.second.number == 6);  // expect: true
    lint_test_true(&o.second == alias);    // expect: true
    lint_test_true(&o.first == alias);     // expect: false
}

static void chosen_pointer(void)
{
    struct inner a = {1, 0}, b = {2, 0};
    struct inner *p = lint_choose("a") ? &a : &b;
    p->number = 9;
    if (p == &a) {
        lint_test_true(a.number == 9);     // expect: true
        lint_test_true(b.number == 2);     // expect: true
    } else {
        lint_test_true(b.number == 9);     // expect: true
        lint_test_true(a.number == 1);     // expect: true
    }
    lint_test_true(p->number == 9);        // expect: true
}

static void heap_objects_are_distinct(void)
{
    struct inner *p = lint_allocate(sizeof(*p), 1);
    struct inner *q = lint_allocate(sizeof(*q), 1);
    lint_test_true(p != q);                // expect: true
    lint_test_true(p != 0);                // expect: true
    lint_test_true(p->number == 0);        // expect: true
    p->number = 3;
    lint_test_true(q->number == 0);        // expect: true
    struct inner *r = p;
    lint_free(q);
    lint_test_true(r->number == 3);        // expect: true
    lint_free(p);
}

static void swapped(void)
{
    u32 values[2] = {4, 8};
    swap(&values[0], &values[1]);
    lint_test_true(values[0] == 8);        // expect: true
    lint_test_true(values[1] == 4);        // expect: true
    swap(&values[0], &values[0]);
    lint_test_true(values[0] == 8);        // expect: true
}

void lint_main(void)
{
    through_member_pointer();
    chosen_pointer();
    heap_objects_are_distinct();
    swapped();
}
