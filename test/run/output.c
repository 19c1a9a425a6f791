// What a program prints, and how it exits, is what it does natively.
// RUN: sh %S/Inputs/status 3 %ndislint run %s | FileCheck %s
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
    int number;
    char name[5];
};

static int sum(int count, ...)
{
    va_list list, again;
    int total = 0;
    va_start(list, count);
    va_copy(again, list);
    for (int i = 0; i < count; i++)
        total += va_arg(list, int);
    total += va_arg(again, int);
    va_end(again);
    va_end(list);
    return total;
}

int main(int argc, char **argv)
{
    // CHECK: arguments 1 program
    printf("arguments %d %s\n", argc, argv[0]);
    // CHECK-NEXT: |-0042|+7|ff  |0X1F|017|x|abc |ab|%|
    printf("|%05d|%+d|%-4x|%#X|%#o|%c|%-4s|%.2s|%%|\n", -42, 7, 255, 31, 15, 'x', "abc", "abc");
    // CHECK-NEXT: | 3.14|1.5e+10|0.1|18446744073709551615|-1|
    printf("|%5.2f|%g|%g|%lu|%hhd|\n", 3.14159, 1.5e10, 0.1, ~0ul, 255);
    struct pair *p = malloc(sizeof *p);
    p->number = 7;
    strcpy(p->name, "abc");
    p = realloc(p, 2 * sizeof *p);
    // CHECK-NEXT: 7 abc 3
    printf("%d %s %zu\n", p->number, p->name, strlen(p->name));
    free(p);
    // CHECK-NEXT: 11
    printf("%d\n", sum(3, 1, 2, 7));
    char text[4];
    // CHECK-NEXT: 5 123
    printf("%d ", snprintf(text, sizeof text, "%d", 12345));
    puts(text);
    return 3;
}
