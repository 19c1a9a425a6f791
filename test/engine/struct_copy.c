// Whole structs assigned, passed and returned by value: a copy is apart from its source from then on.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct port {
    u32 number;
    u8 active;
    struct port *next;
};

struct event {
    u32 code;
    struct port port;
    u32 tail;
};

static struct port make_port(u32 number)
{
    struct port p = {.number = number};
    return p;
}

static u32 consume(struct port p)
{
    p.number += 1; // the caller's is not touched
    p.active = 1;
    return p.number;
}

static struct event wrap(struct port p, u32 code)
{
    return (struct event){.code = code, .port = p};
}

void lint_main(void)
{
    struct port a = make_port(7);
    struct port b = a;

    b.number = 8;
    lint_test_true(a.number == 7);          // expect: true
    lint_test_true(b.active == 0);          // expect: true
    lint_test_true(consume(a) == 8);        // expect: true
    lint_test_true(a.number == 7);          // expect: true
    lint_test_true(a.active == 0);          // expect: true

    b.next = &a;
    struct event e = wrap(b, 3);
    lint_test_true(e.port.number == 8);     // expect: true
    lint_test_true(e.port.next->number == 7); // expect: true
    lint_test_true(e.tail == 0);            // expect: true

    struct port array[3] = {[1] = {.number = 5}, {.number = 6}};
    lint_test_true(array[0].number == 0);   // expect: true
    lint_test_true(array[1].number == 5);   // expect: true
    lint_test_true(array[2].number == 6);   // expect: true
    array[0] = array[2];
    array[2].number = 0;
    lint_test_true(array[0].number == 6);   // expect: true

    // An unknown keeps its identity through a copy.
    a.number = lint_any();
    e.port = a;
    lint_test_true(e.port.number == a.number); // expect: true
    a.number = 1;
    lint_test_true(e.port.number == 1);     // expect: unknown
    if (e.port.number == 77)
        lint_test_true(e.port.number != a.number); // expect: true

    struct port *p = &array[1];
    *p = (struct port){0};
    lint_test_true(array[1].number == 0);   // expect: true
    lint_test_true(array[0].number == 6);   // expect: true
}
