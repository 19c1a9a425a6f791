// Calls of functions with no body: what they may change, and what they cannot.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct port {
    u32 number;
    u32 flags;
    struct port *next;
};

u32 outside_value(void);
void outside_writes(u32 *out);
void outside_reads(const u32 *in);
void outside_object(struct port *p);
void outside_nothing(void);

static u32 secret = 3;

void lint_main(void)
{
    u32 a = outside_value(), b = outside_value();
    lint_test_true(a == b);            // expect: unknown
    lint_test_true(a == a);            // expect: true
    if (a == 4)
        lint_test_true(b == 4);        // expect: unknown

    u32 local = 1, kept = 2;
    outside_writes(&local);
    lint_test_true(local == 1);        // expect: unknown
    lint_test_true(kept == 2);         // expect: true
    outside_reads(&kept);
    lint_test_true(kept == 2);         // expect: true
    outside_nothing();
    lint_test_true(secret == 3);       // expect: true

    // A field named by its address changes; its neighbours do not.
    struct port *p = lint_allocate(sizeof(*p), 1);
    p->number = 6;
    outside_writes(&p->flags);
    lint_test_true(p->flags == 0);     // expect: unknown
    lint_test_true(p->number == 6);    // expect: true

    // A whole object behind a pointer is taken to be left alone.
    outside_object(p);
    lint_test_true(p->number == 6);    // expect: true
    lint_free(p);
}
