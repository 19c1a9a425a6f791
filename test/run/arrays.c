// Flexible members with an initialiser, elements of vectors, sizes that are computed.
// RUN: %hostcc %s -o %t && %t
// RUN: %ndislint run %s
#include "Inputs/check.h"

struct text {
    char first;
    char rest[];
};

typedef char vector __attribute__((vector_size(16)));

static struct text string = {'o', "wx"}, list = {'9', {'e', 'b'}};

static int computed(int size, int array[size++])
{
    return size + array[0];
}

static void set(vector *to)
{
    vector v = *to;
    v[15] = 1;
    *to = v;
}

int main(void)
{
    int numbers[4] = {1};
    union {
        vector all;
        char each[16];
    } v = {.each = {7}};
    CHECK(string.rest[0] == 'w' && string.rest[1] == 'x');
    CHECK(list.rest[0] == 'e' && list.rest[1] == 'b');
    CHECK(computed(4, numbers) == 6);
    set(&v.all);
    CHECK(v.each[15] == 1 && v.all[15] == 1 && v.all[0] == 7 && v.all[1] == 0);
    return 0;
}
