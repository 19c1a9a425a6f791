// The exploration, in a process of its own.
//
// Its budgets count steps, and the child's stack and memory are limited beside: what was not foreseen ends the child,
// and the parent says so.
#include "session/explore.h"

#include "support/process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static const size_t most_memory = (size_t)7 << 30; // the stack included
static const size_t longest_answer = (size_t)1 << 30;

// What both processes see.
struct common {
    volatile int stop;
    volatile uint64_t steps, states;
};

struct apart {
    const struct ir_program *program;
    const struct engine_options *options; // of the caller
    struct common *common;
    pid_t pid;
    int fd; // from the child
    struct bytes answer;
};

static struct engine_result *explore_here(const struct ir_program *program, const struct engine_options *options)
{
    struct engine_result *result = engine_run(program, options);
    engine_run_wide(program, options, result);
    return result;
}

// ---- the child ----

static void note_progress(void *to, uint64_t steps, uint64_t states)
{
    struct common *common = to;
    common->steps = steps;
    common->states = states;
}

static void send_all(int fd, const struct bytes *bytes)
{
    for (size_t at = 0; at < bytes->count;) {
        ssize_t sent = write(fd, bytes->at + at, bytes->count - at);
        if (sent <= 0 && errno != EINTR)
            return;
        at += sent > 0 ? (size_t)sent : 0;
    }
}

static void *child_explore(void *subject)
{
    struct apart *apart = subject;
    struct engine_options options = *apart->options;
    struct bytes bytes = {0};
    options.stop = &apart->common->stop;
    options.progress = note_progress;
    options.progress_to = apart->common;
    struct engine_result *result = explore_here(apart->program, &options);
    engine_result_write(result, &bytes);
    engine_result_free(result);
    send_all(apart->fd, &bytes);
    free(bytes.at);
    return NULL;
}

static _Noreturn void child_live(struct apart *apart)
{
    process_limit_memory(most_memory);
    process_run_deep(child_explore, apart);
    process_end();
}

// ---- the parent ----

// Starts the child; false if there can be none.
static bool start(struct apart *apart)
{
    int ends[2];
    apart->common = mmap(NULL, sizeof *apart->common, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (apart->common == MAP_FAILED)
        return false;
    if (pipe(ends) == 0) {
        apart->pid = process_fork();
        apart->fd = ends[apart->pid == 0 ? 1 : 0];
        close(ends[apart->pid == 0 ? 0 : 1]);
        if (apart->pid == 0)
            child_live(apart);
        if (apart->pid > 0)
            return true;
        close(apart->fd);
    }
    munmap(apart->common, sizeof *apart->common);
    return false;
}

// Takes what the child has sent; false at the end of it.
static bool hear(struct apart *apart)
{
    enum { AT_ONCE = 1 << 16 };
    struct bytes *answer = &apart->answer;
    answer->at = memory_grow(answer->at, &answer->capacity, answer->count + AT_ONCE, 1);
    ssize_t got = read(apart->fd, answer->at + answer->count, AT_ONCE);
    answer->count += got > 0 ? (size_t)got : 0;
    return got > 0 ? answer->count <= longest_answer : got < 0 && errno == EINTR;
}

static void wait_for_answer(struct apart *apart)
{
    enum { LOOK_AT_STOP = 200 }; // milliseconds
    const struct engine_options *options = apart->options;
    for (bool more = true; more;) {
        struct pollfd ready = {.fd = apart->fd, .events = POLLIN};
        int events = poll(&ready, 1, LOOK_AT_STOP);
        if (options->stop && *options->stop)
            apart->common->stop = 1;
        if (options->progress && events == 0)
            options->progress(options->progress_to, apart->common->steps, apart->common->states);
        if (events > 0)
            more = hear(apart);
    }
}

static char *cause_of(int status)
{
    enum { OUT_OF_MEMORY = 70 }; // memory_exhausted
    if (WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY)
        return memory_format("it needs more than %zu GB of memory", (most_memory - process_deep_stack) >> 30);
    if (WIFSIGNALED(status))
        return memory_format("its process was ended by signal %d", WTERMSIG(status));
    return memory_format("its process ended");
}

// The result that the child sends; NULL, and WHY, if it sends none.
static struct engine_result *take_answer(struct apart *apart, char **why)
{
    wait_for_answer(apart);
    close(apart->fd);
    int status = process_wait(apart->pid);
    struct engine_result *result = status == 0 ? engine_result_read(apart->answer.at, apart->answer.count) : NULL;
    if (!result) {
        char *cause = cause_of(status);
        *why = memory_format("the exploration died (%s): what it found is lost; give it fewer steps with --steps, or "
                             "report it",
            cause);
        free(cause);
    }
    return result;
}

static void end(const struct apart *apart)
{
    kill(apart->pid, SIGKILL);
    close(apart->fd);
    process_wait(apart->pid);
}

// Explores in another process. MEANWHILE (NULL: nothing) looks, with SUBJECT, whether the result is known, once that runs:
// then it is ended, and the known result returned.
static struct engine_result *explore_apart(const struct ir_program *program, const struct engine_options *options,
    struct engine_result *(*meanwhile)(void *subject), void *subject, char **why)
{
    struct apart apart = {.program = program, .options = options};
    bool started = start(&apart);
    struct engine_result *result = meanwhile ? meanwhile(subject) : NULL;
    if (!started)
        return result ? result : explore_here(program, options);
    if (result)
        end(&apart);
    else
        result = take_answer(&apart, why);
    munmap(apart.common, sizeof *apart.common);
    free(apart.answer.at);
    return result;
}

// ---- what is known already ----

struct lookup {
    struct store *store;
    struct cache_keys *keys;
    bool found;
};

static struct engine_result *look_up(void *subject)
{
    struct lookup *lookup = subject;
    struct engine_result *result = cache_find_result(lookup->store, lookup->keys);
    lookup->found = result != NULL;
    return result;
}

struct engine_result *explore_or_recall(struct store *store, enum cache_way way, const struct ir_program *program,
    const struct engine_options *options, char **why)
{
    if (!store)
        return explore_apart(program, options, NULL, NULL, why);
    bool meanwhile = way == CACHE_BY_ESSENCE; // that takes about as long as the process needs to begin
    struct lookup lookup = {store, cache_keys_new(program, options, way), false};
    struct engine_result *result = meanwhile ? NULL : look_up(&lookup);
    if (!result)
        result = explore_apart(program, options, meanwhile ? look_up : NULL, &lookup, why);
    bool stopped = options->stop && *options->stop;
    if (result && !lookup.found && !stopped)
        cache_keep_result(store, lookup.keys, result);
    cache_keys_free(lookup.keys);
    return result;
}
