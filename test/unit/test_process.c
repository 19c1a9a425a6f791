// Child processes that are cut off.
#include "support/process.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { NICER = 7, NICEST = 19 };

// What Linux says of the scheduling group of this process; empty if it has none.
static void read_group(char *text, size_t size)
{
    int fd = open("/proc/self/autogroup", O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, text, size - 1) : 0;
    text[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        close(fd);
}

// Writes what its child's scheduling group is to FD.
static _Noreturn void be_nice(int fd)
{
    char text[100];
    (void)!nice(NICER);
    pid_t pid = process_fork();
    if (pid > 0)
        _exit(process_wait(pid) != 0);
    read_group(text, sizeof text);
    _exit(write(fd, text, strlen(text)) < 0);
}

// Whether this process may say how nice its group is as often as it likes: others may ten times a second (sched(7)).
static bool may_set_group(void)
{
    bool may = true;
    int fd = open("/proc/self/autogroup", O_WRONLY);
    for (int i = 0; i < 2 && may; i++)
        may = fd >= 0 && write(fd, "0", 1) == 1;
    if (fd >= 0)
        close(fd);
    return may;
}

static bool is_privileged(void)
{
    pid_t pid = process_fork();
    if (pid == 0)
        _exit(!may_set_group()); // the group of its own session
    return process_wait(pid) == 0;
}

static void children_stay_nice(void **state)
{
    (void)state;
    char here[100], there[100];
    int ends[2], niceness = getpriority(PRIO_PROCESS, 0) + NICER;
    read_group(here, sizeof here);
    if (!strstr(here, "nice") || !is_privileged())
        skip(); // no such groups here, or no right to them
    assert_int_equal(pipe(ends), 0);
    pid_t pid = process_fork();
    if (pid == 0)
        be_nice(ends[1]);
    close(ends[1]);
    assert_int_equal(process_wait(pid), 0);
    ssize_t n = read(ends[0], there, sizeof there - 1);
    assert_true(n > 0);
    there[n] = '\0';
    char expected[20];
    snprintf(expected, sizeof expected, "nice %d\n", niceness < NICEST ? niceness : NICEST);
    assert_non_null(strstr(there, expected));
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(children_stay_nice)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
