// A program of two files, and main without a return.
// RUN: %ndislint run %s %S/Inputs/other.c | FileCheck %s
#include <stdio.h>

extern int counter;
int next(void);

int main(void)
{
    next();
    next();
    printf("%d\n", counter); // CHECK: 12
}
