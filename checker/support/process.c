// Child processes that work on what is not trusted.
#include "support/process.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { UNDER_SANITIZER = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { UNDER_SANITIZER = 1 };
#else
enum { UNDER_SANITIZER = 0 };
#endif
#else
enum { UNDER_SANITIZER = 0 };
#endif

#if defined(__GNUC__)
// LeakSanitizer's, where there is one: a child does not end as programs do, so it has to be asked.
__attribute__((weak)) int __lsan_do_recoverable_leak_check(void);
#endif

// Linux shares the processors among sessions first (sched(7), "The autogroup feature"), and only within one by niceness: a
// session of our own would count as much as all that it was started from.
static void stay_nice(void)
{
    int fd = open("/proc/self/autogroup", O_WRONLY | O_CLOEXEC), niceness = getpriority(PRIO_PROCESS, 0);
    char text[8];
    if (fd >= 0 && niceness > 0)
        (void)!write(fd, text, (size_t)snprintf(text, sizeof text, "%d", niceness));
    if (fd >= 0)
        close(fd);
}

static void cut_off(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); // it ended before that was said
    // Ctrl-C reaches the whole process group, and a source may name the terminal: what either means is for the
    // parent to say.
    setsid();
    stay_nice();
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGXCPU, SIG_DFL);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        close(nothing);
    }
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

pid_t process_fork(void)
{
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        cut_off(parent);
    return pid;
}

void process_limit_memory(size_t bytes)
{
    struct rlimit limit;
    if (UNDER_SANITIZER || getrlimit(RLIMIT_AS, &limit) < 0)
        return;
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur <= bytes)
        return;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_AS, &limit);
}

void process_run_deep(void *(*work)(void *), void *subject)
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, process_deep_stack);
    if (pthread_create(&thread, &attributes, work, subject) == 0)
        pthread_join(thread, NULL);
    else
        work(subject);
    pthread_attr_destroy(&attributes);
}

_Noreturn void process_end(void)
{
    enum { LEAKS = 23 }; // LeakSanitizer's own status
    if (UNDER_SANITIZER && __lsan_do_recoverable_leak_check && __lsan_do_recoverable_leak_check())
        _exit(LEAKS);
    _exit(0);
}

int process_wait(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}
