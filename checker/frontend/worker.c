// The work of one child process: jobs in, answers out, on a deep stack.
//
// The parser recurses as deep as the source is nested. A child therefore works on a thread with a stack that only a
// hostile source exhausts; then it dies, and the parent says so. Address space and processor time are limited too.
#include "frontend/worker.h"

#include "frontend/answer.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
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

static const size_t deep_stack = (size_t)1 << 30;
static const rlim_t most_memory = (rlim_t)3 << 30; // the stack included
static const rlim_t most_seconds = 120;            // of processor time, for one source

// Runs WORK(SUBJECT) on a thread with a deep stack; on this one's if there can be none.
static void run_deep(void *(*work)(void *), void *subject)
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, deep_stack);
    if (pthread_create(&thread, &attributes, work, subject) == 0)
        pthread_join(thread, NULL);
    else
        work(subject);
    pthread_attr_destroy(&attributes);
}

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
    struct ir_bytes bytes = {0};
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

static void limit_memory(void)
{
    struct rlimit limit;
    // A sanitizer maps terabytes.
    if (!UNDER_SANITIZER && getrlimit(RLIMIT_AS, &limit) == 0 &&
        (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > most_memory)) {
        limit.rlim_cur = most_memory;
        setrlimit(RLIMIT_AS, &limit);
    }
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

struct life {
    int fd;
    const struct parse_job *jobs;
    uint32_t count;
};

static void *life_run(void *subject)
{
    const struct life *life = subject;
    CXIndex index = clang_createIndex(0, 0);
    uint32_t job;
    while (read_all(life->fd, &job, sizeof job) && job < life->count) {
        struct parse_outcome outcome;
        allow_time();
        parse_source(index, &life->jobs[job], &outcome);
        bool sent = send_answer(life->fd, &outcome);
        outcome_free(&outcome);
        if (!sent)
            break;
    }
    return NULL;
}

_Noreturn void worker_live(int fd, const struct parse_job *jobs, uint32_t count)
{
    // Ctrl-C reaches the whole process group: what it means is for the parent to say.
    signal(SIGINT, SIG_IGN);
    signal(SIGXCPU, SIG_DFL);
    // libclang parses on a thread of its own with a stack of 8 MB, and catches crashes to go on in a state that
    // nobody knows, unless told otherwise.
    setenv("LIBCLANG_NOTHREADS", "1", 1);
    setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
    int quiet = open("/dev/null", O_WRONLY);
    if (quiet >= 0)
        dup2(quiet, STDERR_FILENO);
    limit_memory();
    struct life life = {fd, jobs, count};
    run_deep(life_run, &life);
    _exit(0);
}

struct errand {
    const struct parse_job *job;
    struct parse_outcome *outcome;
};

static void *errand_run(void *subject)
{
    const struct errand *errand = subject;
    CXIndex index = clang_createIndex(0, 0);
    parse_source(index, errand->job, errand->outcome);
    clang_disposeIndex(index);
    return NULL;
}

void worker_do_here(const struct parse_job *job, struct parse_outcome *outcome)
{
    struct errand errand = {job, outcome};
    run_deep(errand_run, &errand);
}
