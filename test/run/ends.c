// How a program can end, other than by returning from main.
// RUN: sh %S/Inputs/status 7 %ndislint run %s -- -DEXIT
// RUN: sh %S/Inputs/status 134 %ndislint run %s -- -DABORT | FileCheck --check-prefix=ABORT %s
// RUN: sh %S/Inputs/status 124 %ndislint run --steps 1000 %s -- -DBUDGET | FileCheck --check-prefix=BUDGET %s
// RUN: sh %S/Inputs/status 125 %ndislint run %s -- -DBRANCH | FileCheck --check-prefix=BRANCH %s
// RUN: sh %S/Inputs/status 125 %ndislint run %s -- -DOUTPUT | FileCheck --check-prefix=OUTPUT %s
// RUN: sh %S/Inputs/status 125 %ndislint run %s -- -DNOWHERE | FileCheck --check-prefix=NOWHERE %s
// RUN: sh %S/Inputs/status 125 %ndislint run %s -- -DBODILESS | FileCheck --check-prefix=BODILESS %s
// RUN: sh %S/Inputs/status 125 %ndislint run %s -- -DERROR | FileCheck --check-prefix=ERROR %s
// RUN: sh %S/Inputs/status 125 %ndislint run %t.missing | FileCheck --check-prefix=MISSING %s
// RUN: sh %S/Inputs/status 2 %ndislint run
#include <stdio.h>
#include <stdlib.h>

int nowhere(void);

int main(void)
{
    int unwritten, *nothing = 0;
    char text[4];
#if defined EXIT
    exit(7);
#elif defined ABORT
    abort(); // ABORT: ends.c:[[@LINE]]: the program called abort
#elif defined BUDGET
    for (;;) // BUDGET: ends.c:[[@LINE]]: the budget of steps is spent
        ;
#elif defined BRANCH
    text[0] = 1, puts("before"); // BRANCH: before
    if (unwritten)               // BRANCH: ends.c:[[@LINE]]: what happens next depends on a value that is not known
        return 1;
#elif defined OUTPUT
    text[0] = 1, text[1] = 0, puts(text), fwrite(text, 1, 4, stdout); // OUTPUT: ends.c:[[@LINE]]: output of a value that is not known
#elif defined NOWHERE
    return *nothing; // NOWHERE: ends.c:[[@LINE]]: an access through a pointer that is null or not known
#elif defined BODILESS
    return nowhere(); // BODILESS: ends.c:[[@LINE]]: a call of 'nowhere', of which there is no body
#elif defined ERROR
    return undeclared; // ERROR: ends.c:[[@LINE]]: use of undeclared identifier
#endif
}
// MISSING: not read
