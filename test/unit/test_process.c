// Child processes that are cut off.
#include "support/memory.h"
#include "support/process.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

enum { NICER = 7 };

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

static void children_stay_nice(void **state)
{
    (void)state;
    char here[100], there[100];
    int ends[2];
    read_group(here, sizeof here);
    if (!strstr(here, "nice") || geteuid() != 0)
        skip(); // this kernel has no such groups, or lets users say something of one only ten times a second
    assert_int_equal(pipe(ends), 0);
    pid_t pid = process_fork();
    if (pid == 0)
        be_nice(ends[1]);
    assert_int_equal(process_wait(pid), 0);
    ssize_t n = read(ends[0], there, sizeof there - 1);
    assert_true(n > 0);
    there[n] = '\0';
    char *expected = memory_format("nice %d\n", getpriority(PRIO_PROCESS, 0) + NICER);
    assert_non_null(strstr(there, expected));
    free(expected);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(children_stay_nice)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
