// A compound literal of static storage duration holds its own initial value, also one within another.
// RUN: %hostcc %s -o %t && %t
// RUN: %ndislint run %s
#include "Inputs/check.h"

struct leaf {
    int i, j;
};

struct branch {
    struct leaf *left, *right;
};

struct tree {
    struct branch *top;
    struct leaf *spare;
};

static struct tree tree = {&(struct branch){&(struct leaf){1, 2}, &(struct leaf){3, 4}}, &(struct leaf){5, 6}};
static int *numbers = (int[]){7, 8, 9};

int main(void)
{
    struct leaf *local = &(struct leaf){.j = 10};
    CHECK(tree.top->left->i == 1 && tree.top->left->j == 2);
    CHECK(tree.top->right->i == 3 && tree.top->right->j == 4);
    CHECK(tree.spare->i == 5 && tree.spare->j == 6);
    CHECK(numbers[0] == 7 && numbers[2] == 9);
    CHECK(local->i == 0 && local->j == 10);
    return 0;
}
