// Out-parameters, pointers to pointers, arrays of pointers, and comparisons between places.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct object {
    u32 number;
    struct object *next;
    struct object **back;
};

static int create(struct object **out, u32 number)
{
    if (lint_choose("no memory"))
        return -1; // *out is not written
    *out = lint_allocate(sizeof(**out), 1);
    (*out)->number = number;
    return 0;
}

static void unlink_first(struct object **head)
{
    struct object *first = *head;
    *head = first->next;
    first->next = 0;
}

static void insert(struct object **where, struct object *o)
{
    o->next = *where;
    *where = o;
}

void lint_main(void)
{
    struct object *o = 0;
    if (create(&o, 5) == 0) {
        lint_test_true(o->number == 5);      // expect: true
        lint_free(o);
    } else {
        lint_test_true(o == 0);              // expect: true
    }

    struct object a = {1}, b = {2}, c = {3};
    struct object *head = 0;
    insert(&head, &a);
    insert(&head, &b);
    insert(&head->next, &c); // between the two
    lint_test_true(head == &b);              // expect: true
    lint_test_true(head->next == &c);        // expect: true
    lint_test_true(head->next->next->number == 1); // expect: true
    unlink_first(&head);
    lint_test_true(head == &c);              // expect: true
    lint_test_true(b.next == 0);             // expect: true

    // Walking by the address of the link.
    struct object **link;
    for (link = &head; *link; link = &(*link)->next)
        if ((*link)->number == 1)
            break;
    lint_test_true(*link == &a);             // expect: true
    lint_test_true(link == &c.next);         // expect: true
    *link = (*link)->next;
    lint_test_true(c.next == 0);             // expect: true

    struct object *array[3] = {&a, &b, &c};
    struct object **cursor = array;
    lint_test_true((*++cursor)->number == 2); // expect: true
    lint_test_true(cursor[1]->number == 3);  // expect: true
    lint_test_true(*(array + 2) == &c);      // expect: true
    lint_test_true(2[array] == &c);          // expect: true

    u32 numbers[4] = {0, 1, 2, 3};
    u32 *end = numbers + 4, *q;
    u32 sum = 0;
    for (q = numbers; q < end; q++)
        sum += *q;
    lint_test_true(sum == 6);                // expect: true
    lint_test_true(end - numbers == 4);      // expect: true
    lint_test_true((char *)end - (char *)numbers == 16); // expect: true
    u32 grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
    lint_test_true(grid[1][0] == 4);         // expect: true
    lint_test_true(*(&grid[0][0] + 5) == 6); // expect: true
    u32(*row)[3] = &grid[1];
    lint_test_true((*row)[2] == 6);          // expect: true

    // An index that is one of a few.
    u32 index = lint_any();
    if (index < 2) {
        numbers[index] = 50;
        lint_test_true(numbers[3] == 3);     // expect: true
        lint_test_true(numbers[index] == 50); // expect: true
    }

    void *nothing = 0;
    lint_test_true(nothing == 0);            // expect: true
    lint_test_true(&a == 0);                 // expect: false
    void *opaque = lint_fresh_memory("opaque", 0);
    lint_test_true(opaque != 0);             // expect: true
    lint_test_true(opaque == &a);            // expect: false
}
