// Doubly linked lists with the link inside the object, as kernels have them.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct link {
    struct link *next, *prev;
};

struct entry {
    u32 number;
    struct link link;
    u32 state;
};

struct adapter {
    u32 id;
    struct link ports;
    u32 count;
};

static void list_init(struct link *head)
{
    head->next = head->prev = head;
}

static int list_empty(const struct link *head)
{
    return head->next == head;
}

static void list_add_tail(struct link *head, struct link *e)
{
    struct link *last = head->prev;
    e->next = head;
    e->prev = last;
    last->next = e;
    head->prev = e;
}

static void list_remove(struct link *e)
{
    e->prev->next = e->next;
    e->next->prev = e->prev;
}

static struct link *list_pop(struct link *head)
{
    struct link *first = head->next;
    list_remove(first);
    return first;
}

static struct entry *add(struct adapter *a, u32 number)
{
    struct entry *e = lint_allocate(sizeof(*e), 0);
    e->number = number;
    e->state = 1;
    list_add_tail(&a->ports, &e->link);
    a->count++;
    return e;
}

static struct entry *find(struct adapter *a, u32 number)
{
    for (struct link *l = a->ports.next; l != &a->ports; l = l->next) {
        struct entry *e = RECORD_OF(l, struct entry, link);
        if (e->number == number)
            return e;
    }
    return 0;
}

void lint_main(void)
{
    struct adapter a = {.id = 9};
    list_init(&a.ports);
    lint_test_true(list_empty(&a.ports));             // expect: true

    struct entry *one = add(&a, 11);
    struct entry *two = add(&a, 22);
    lint_test_true(list_empty(&a.ports));             // expect: false
    lint_test_true(a.ports.next == &one->link);       // expect: true
    lint_test_true(one->link.next == &two->link);     // expect: true
    lint_test_true(RECORD_OF(a.ports.prev, struct entry, link) == two); // expect: true
    lint_test_true(find(&a, 22) == two);              // expect: true
    lint_test_true(find(&a, 33) == 0);                // expect: true
    lint_test_true(a.id == 9);                        // expect: true

    // An unknown number is one of those in the list, or none of them.
    u32 wanted = lint_any();
    struct entry *found = find(&a, wanted);
    if (found == one)
        lint_test_true(wanted == 11);                 // expect: true
    if (found == 0) {
        lint_test_true(wanted != 11);                 // expect: true
        lint_test_true(wanted == 22);                 // expect: false
    }

    // The link back to its adapter.
    struct adapter *owner = RECORD_OF(&a.ports, struct adapter, ports);
    lint_test_true(owner->id == 9);                   // expect: true

    list_remove(&one->link);
    lint_test_true(find(&a, 11) == 0);                // expect: true
    lint_test_true(one->number == 11);                // expect: true

    u32 drained = 0;
    while (!list_empty(&a.ports)) {
        struct entry *e = RECORD_OF(list_pop(&a.ports), struct entry, link);
        drained += e->number;
        lint_free(e);
    }
    lint_test_true(drained == 22);                    // expect: true
    lint_test_true(a.ports.prev == &a.ports);         // expect: true

    // As many as chosen, drained to the last.
    a.count = 0;
    for (int i = 0; i < 3 && lint_choose("one more"); i++)
        add(&a, 100 + i);
    u32 left = a.count;
    while (a.ports.next != &a.ports) {
        lint_free(RECORD_OF(list_pop(&a.ports), struct entry, link));
        left--;
    }
    lint_test_true(left == 0);                        // expect: true
}
