/* From the start of the program to its main, and what ends it. */
#include <errno.h>
#include <stdlib.h>

#include "host.h"

int main(int count, char **arguments);

static int last_error;

void lint_start(void)
{
    static char name[] = "program";
    static char *arguments[] = {name, 0};
    exit(main(1, arguments));
}

void _Exit(int status)
{
    exit(status);
}

void _exit(int status)
{
    exit(status);
}

int atexit(void (*function)(void))
{
    (void)function;
    return 1;
}

int *__errno_location(void)
{
    return &last_error;
}

void __assert_fail(const char *assertion, const char *file, unsigned line, const char *function)
{
    (void)assertion, (void)file, (void)line, (void)function;
    abort();
}
