// Calls through pointers: tables, fields, callbacks with a context, and pointers that are not set.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct object;
typedef int operation(struct object *o, u32 argument);

struct object {
    operation *run;
    void (*destroy)(void *context);
    void *context;
    u32 result;
};

static int op_set(struct object *o, u32 argument)
{
    o->result = argument;
    return 1;
}

static int op_add(struct object *o, u32 argument)
{
    o->result += argument;
    return 2;
}

static void never_called(void)
{
    lint_test_reached("dead"); // expect: unreached
}

static void destroy_count(void *context)
{
    (*(u32 *)context)++;
}

static const struct {
    u32 code;
    operation *run;
    const char *name;
} table[] = {
    {0x101, op_set, "set"},
    {0x102, op_add, "add"},
    {0x103, 0, "none"},
};

static int dispatch(struct object *o, u32 code, u32 argument)
{
    for (u32 i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (table[i].code == code)
            return table[i].run ? table[i].run(o, argument) : 0;
    return -1;
}

typedef void callback(void *context);

static void call_later(callback *what, void *context)
{
    what(context);
    (*what)(context);
}

void lint_main(void)
{
    u32 destroyed = 0;
    struct object o = {.run = op_set, .destroy = destroy_count, .context = &destroyed};

    lint_test_true(o.run(&o, 4) == 1);          // expect: true
    lint_test_true(o.result == 4);              // expect: true
    o.run = &op_add;
    lint_test_true(o.run(&o, 4) == 2);          // expect: true
    lint_test_true(o.result == 8);              // expect: true
    lint_test_true(dispatch(&o, 0x101, 3) == 1);  // expect: true
    lint_test_true(dispatch(&o, 0x103, 3) == 0);  // expect: true
    lint_test_true(dispatch(&o, 0x104, 3) == -1); // expect: true

    // An unknown code runs each entry of the table, or none.
    u32 code = lint_any();
    o.result = 0;
    int how = dispatch(&o, code, 5);
    if (how == 1)
        lint_test_true(code == 0x101);          // expect: true
    if (how == 2)
        lint_test_true(o.result == 5);          // expect: true
    if (how == -1)
        lint_test_true(o.result == 0);          // expect: true

    call_later(o.destroy, o.context);
    lint_test_true(destroyed == 2);             // expect: true

    operation *chosen = lint_choose("set") ? op_set : op_add;
    o.result = 10;
    chosen(&o, 1);
    if (chosen == op_set)
        lint_test_true(o.result == 1);          // expect: true
    else
        lint_test_true(o.result == 11);         // expect: true

    o.destroy = 0;
    if (o.destroy)
        never_called();
}
