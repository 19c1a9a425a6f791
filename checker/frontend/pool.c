// Child processes that share a list of jobs.
#include "frontend/pool.h"

#include "frontend/answer.h"
#include "frontend/worker.h"
#include "support/process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const uint64_t longest_answer = (uint64_t)1 << 30;

struct child {
    pid_t pid;
    int fd;          // -1: no process
    uint32_t job;    // IR_NONE: idle
    uint64_t length; // of the answer
    struct bytes answer; // its length first, then what has come of it
    struct timespec used;  // processor time, when it was last seen to work,
    struct timespec seen;  // which was then, or when it got its job
    bool waits;            // it was ended because it did not work
};

struct pool {
    const struct pool_request *request;
    struct parse_outcome *outcomes;
    struct child *children;
    unsigned count;
    uint32_t next;
};

static bool stopped(const struct pool *pool)
{
    return pool->request->stop && *pool->request->stop;
}

static void job_done(struct pool *pool, uint32_t job)
{
    if (pool->request->done)
        pool->request->done(pool->request->subject, job);
}

static void child_start(struct pool *pool, struct child *child)
{
    int ends[2];
    *child = (struct child){.fd = -1, .job = IR_NONE};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return;
    pid_t pid = process_fork();
    if (pid == 0) {
        // The others' ends must close when the parent closes them, not when this child ends.
        for (unsigned i = 0; i < pool->count; i++)
            if (pool->children[i].fd >= 0)
                close(pool->children[i].fd);
        close(ends[0]);
        worker_live(ends[1], pool->request->jobs, pool->request->count);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return;
    }
    child->pid = pid;
    child->fd = ends[0];
}

// Ends the process and returns how it ended.
static int child_end(struct child *child)
{
    shutdown(child->fd, SHUT_RDWR); // another child may have this end too
    close(child->fd);
    child->fd = -1;
    free(child->answer.at);
    child->answer = (struct bytes){0};
    return process_wait(child->pid);
}

// Hands the next job to an idle child, if one is left.
static void child_feed(struct pool *pool, struct child *child)
{
    if (pool->next == pool->request->count || stopped(pool))
        return;
    child->job = pool->next++;
    clock_gettime(
        CLOCK_MONOTONIC, &child->seen); // it may not have begun for a while, and have had nothing to do before
    child->answer.count = 0;
    child->length = 0;
    // A child that died in the meantime shows when its end of the line is read.
    ssize_t sent;
    do
        sent = send(child->fd, &child->job, sizeof child->job, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
}

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) * 1e-9;
}

// Ends a child that waits: a source may include a pipe that nobody writes to.
static void child_watch(struct child *child)
{
    enum { PATIENCE = 20 }; // seconds without any work
    clockid_t clock;
    struct timespec used, now;
    if (child->job == IR_NONE || clock_getcpuclockid(child->pid, &clock) || clock_gettime(clock, &used))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds_between(&child->used, &used) != 0) {
        child->used = used;
        child->seen = now;
    } else if (seconds_between(&child->seen, &now) > PATIENCE) {
        child->waits = true;
        kill(child->pid, SIGKILL); // its end of the line shows it
    }
}

static void child_died(struct pool *pool, struct child *child)
{
    uint32_t job = child->job;
    bool waits = child->waits;
    kill(child->pid, SIGKILL);
    int status = child_end(child);
    int with = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    const char *why = waits                               ? "it waits for something: does it include a pipe?"
                      : with == SIGXCPU                   ? "it took more than 120 seconds of processor time"
                      : with == SIGSEGV || with == SIGBUS ? "it is nested too deeply, or met a fault in the parser"
                      : with == SIGABRT ? "it needs more than 2 GB of memory, or met a fault in the parser"
                                        : "its process ended";
    parse_problem(&pool->outcomes[job], &pool->request->jobs[job], FRONTEND_DIED,
        memory_format("the parser died on it (%s): its functions are not checked; leave it out, or report it", why));
    job_done(pool, job);
    child->job = IR_NONE;
    if (pool->next < pool->request->count)
        child_start(pool, child);
}

static void child_answered(struct pool *pool, struct child *child)
{
    uint32_t job = child->job;
    if (!answer_read(child->answer.at + sizeof child->length, child->length, &pool->outcomes[job])) {
        child_died(pool, child);
        return;
    }
    child->job = IR_NONE;
    job_done(pool, job);
    child_feed(pool, child);
}

// Takes what CHILD has sent.
static void child_hear(struct pool *pool, struct child *child)
{
    enum { AT_ONCE = 1 << 20 };
    struct bytes *answer = &child->answer;
    answer->at = memory_grow(answer->at, &answer->capacity, answer->count + AT_ONCE, 1);
    ssize_t got = read(child->fd, answer->at + answer->count, AT_ONCE);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        child_died(pool, child);
        return;
    }
    answer->count += (size_t)got;
    if (answer->count < sizeof child->length)
        return;
    memcpy(&child->length, answer->at, sizeof child->length);
    if (child->length > longest_answer)
        child_died(pool, child);
    else if (answer->count - sizeof child->length >= child->length)
        child_answered(pool, child);
}

// Waits until a child says something; returns whether one is at work.
static bool pool_listen(struct pool *pool, struct pollfd *polls)
{
    unsigned busy = 0;
    for (unsigned i = 0; i < pool->count; i++) {
        const struct child *child = &pool->children[i];
        polls[i] = (struct pollfd){.fd = child->job != IR_NONE ? child->fd : -1, .events = POLLIN};
        busy += polls[i].fd >= 0;
    }
    if (!busy)
        return false;
    enum { LOOK_AT_STOP = 200 }; // milliseconds
    int ready = poll(polls, pool->count, LOOK_AT_STOP);
    for (unsigned i = 0; ready > 0 && i < pool->count; i++)
        if (polls[i].revents)
            child_hear(pool, &pool->children[i]);
    for (unsigned i = 0; i < pool->count; i++)
        child_watch(&pool->children[i]);
    return true;
}

// What was not handed out: with no process to be had, done here; after a stop, left out.
static void pool_finish(struct pool *pool)
{
    for (unsigned i = 0; i < pool->count; i++)
        if (pool->children[i].fd >= 0) {
            if (pool->children[i].job != IR_NONE) { // stopped in the middle
                parse_problem(&pool->outcomes[pool->children[i].job], &pool->request->jobs[pool->children[i].job],
                    FRONTEND_STOPPED, memory_format("not parsed: interrupted"));
                kill(pool->children[i].pid, SIGKILL);
            }
            child_end(&pool->children[i]);
        }
    for (; pool->next < pool->request->count; pool->next++) {
        const struct parse_job *job = &pool->request->jobs[pool->next];
        if (stopped(pool))
            parse_problem(&pool->outcomes[pool->next], job, FRONTEND_STOPPED, memory_format("not parsed: interrupted"));
        else
            worker_do_here(job, &pool->outcomes[pool->next]);
        job_done(pool, pool->next);
    }
}

static void feed_all(struct pool *pool)
{
    for (unsigned i = 0; i < pool->count; i++)
        if (pool->children[i].fd >= 0 && pool->children[i].job == IR_NONE)
            child_feed(pool, &pool->children[i]);
}

void pool_run(const struct pool_request *request, struct parse_outcome *outcomes)
{
    struct pool pool = {request, outcomes, NULL, 0, 0};
    unsigned processes = request->processes < request->count ? request->processes : request->count;
    pool.children = memory_new(processes * sizeof *pool.children);
    struct pollfd *polls = memory_new(processes * sizeof *polls);
    for (unsigned i = 0; i < processes; i++) {
        child_start(&pool, &pool.children[i]);
        pool.count++;
    }
    feed_all(&pool);
    if (request->begun)
        request->begun(request->subject);
    while (!stopped(&pool) && pool_listen(&pool, polls))
        feed_all(&pool);
    pool_finish(&pool);
    free(polls);
    free(pool.children);
}
