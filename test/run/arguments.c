// Many arguments, and what the arguments of va_end and of functions of the compiler do.
// RUN: %hostcc %s -o %t && %t
// RUN: %ndislint run %s
#include "Inputs/check.h"

#include <stdarg.h>

#define TEN(x) x, x, x, x, x, x, x, x, x, x

static int sum(int count, ...)
{
    va_list lists[2], *at = lists;
    int total = 0;
    va_start(lists[0], count);
    for (int i = 0; i < count; i++)
        total += va_arg(lists[0], int);
    va_end(*at++);
    CHECK(at == lists + 1);
    return total;
}

static int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o,
    int p, int q, int r, int s, int t, int u, int v, int w, int x, int y, int z, int aa, int bb, int cc, int dd, int ee,
    int ff, int gg, int hh)
{
    return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v + w + x + y + z + aa +
           bb + cc + dd + ee + ff + gg + hh;
}

int main(void)
{
    int i = 0;
    CHECK(sum(50, TEN(1), TEN(2), TEN(3), TEN(4), TEN(5)) == 150);
    CHECK(many(TEN(1), TEN(2), TEN(3), 4, 5, 6, 7) == 82);
    __builtin_prefetch(&i + i++, 0, 0);
    CHECK(i == 1);
    if (__builtin_expect(i ? i != 1 : 0, i++))
        return 1;
    CHECK(i == 2);
    return 0;
}
