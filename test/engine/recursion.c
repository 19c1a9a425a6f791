// Functions that call themselves or each other: every call has its own locals.
// RUN: %ndislint engine-test %s
#include "lint_test.h"

struct node {
    u32 number;
    struct node *left, *right;
};

static u32 factorial(u32 n)
{
    u32 here = n;
    if (n < 2)
        return 1;
    u32 below = factorial(n - 1);
    lint_test_true(here == n); // expect: true
    return here * below;
}

static u32 total(const struct node *n)
{
    return n ? n->number + total(n->left) + total(n->right) : 0;
}

static int is_odd(u32 n);

static int is_even(u32 n)
{
    return n == 0 ? 1 : is_odd(n - 1);
}

static int is_odd(u32 n)
{
    return n == 0 ? 0 : is_even(n - 1);
}

static void countdown(u32 *n)
{
    if (*n == 0)
        return;
    --*n;
    countdown(n);
}

static u32 depth(u32 *deepest, u32 level)
{
    u32 mine = level;
    if (level > *deepest)
        *deepest = level;
    if (level < 3 && lint_choose("deeper"))
        depth(deepest, level + 1);
    lint_test_true(mine == level); // expect: true
    return mine;
}

void lint_main(void)
{
    lint_test_true(factorial(5) == 120);   // expect: true
    struct node leaf = {3, 0, 0}, other = {4, 0, 0}, root = {1, &leaf, &other};
    lint_test_true(total(&root) == 8);     // expect: true
    lint_test_true(is_even(6));            // expect: true
    lint_test_true(is_odd(4));             // expect: false
    u32 n = 4;
    countdown(&n);
    lint_test_true(n == 0);                // expect: true
    u32 deepest = 0;
    lint_test_true(depth(&deepest, 0) == 0); // expect: true
    lint_test_true(deepest <= 3);          // expect: true
}
