// The work of one child process: jobs in, answers out, on a deep stack.
//
// The parser recurses as deep as the source is nested. A child therefore works on a thread with a stack that only a
// hostile source exhausts; then it dies, and the parent says so. Address space and processor time are limited too.
#include "frontend/worker.h"

#include "frontend/answer.h"
#include "support/process.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const size_t most_memory = (size_t)3 << 30;  // the stack included
static const rlim_t most_seconds = 120;            // of processor time, for one source

static bool read_all(int fd, void *to, size_t n)
{
    for (char *at = to; n;) {
        ssize_t got = read(fd, at, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

static bool send_all(int fd, const void *from, size_t n)
{
    for (const char *at = from; n;) {
        ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool send_answer(int fd, const struct parse_outcome *outcome)
{
    struct bytes bytes = {0};
    answer_write(outcome, &bytes);
    uint64_t n = bytes.count;
    bool sent = send_all(fd, &n, sizeof n) && send_all(fd, bytes.at, bytes.count);
    free(bytes.at);
    return sent;
}

// Gives this process MOST_SECONDS of processor time from now on.
static void allow_time(void)
{
    struct rusage used;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &used) < 0 || getrlimit(RLIMIT_CPU, &limit) < 0)
        return;
    rlim_t until = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + most_seconds;
    if (limit.rlim_max != RLIM_INFINITY && until > limit.rlim_max)
        return;
    limit.rlim_cur = until;
    setrlimit(RLIMIT_CPU, &limit);
}

// What a source means depends on the source, and on nothing that happens to be in the environment: neither on folders for
// headers (clang's driver takes these variables) nor on the time of day (__DATE__, __TIME__, __TIMESTAMP__).
static void forget_environment(void)
{
    static const char *const names[] = {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
    setenv("SOURCE_DATE_EPOCH", "0", 1);
}

struct life {
    int fd;
    const struct parse_job *jobs;
    uint32_t count;
};

static void *life_run(void *subject)
{
    const struct life *life = subject;
    struct parse_indexes indexes = parse_indexes_new();
    uint32_t job;
    while (read_all(life->fd, &job, sizeof job) && job < life->count) {
        struct parse_outcome outcome;
        allow_time();
        parse_source(&indexes, &life->jobs[job], &outcome);
        bool sent = send_answer(life->fd, &outcome);
        outcome_free(&outcome);
        if (!sent)
            break;
    }
    return NULL;
}

_Noreturn void worker_live(int fd, const struct parse_job *jobs, uint32_t count)
{
    // libclang parses on a thread of its own with a stack of 8 MB, and catches crashes to go on in a state that
    // nobody knows, unless told otherwise.
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    forget_environment();
    int quiet = open("/dev/null", O_WRONLY);
    if (quiet >= 0)
        dup2(quiet, STDERR_FILENO);
    process_limit_memory(most_memory);
    struct life life = {fd, jobs, count};
    process_run_deep(life_run, &life);
    _exit(0);
}

struct errand {
    const struct parse_job *job;
    struct parse_outcome *outcome;
};

static void *errand_run(void *subject)
{
    const struct errand *errand = subject;
    struct parse_indexes indexes = parse_indexes_new();
    parse_source(&indexes, errand->job, errand->outcome);
    parse_indexes_free(&indexes);
    return NULL;
}

void worker_do_here(const struct parse_job *job, struct parse_outcome *outcome)
{
    struct errand errand = {job, outcome};
    forget_environment();
    process_run_deep(errand_run, &errand);
}
