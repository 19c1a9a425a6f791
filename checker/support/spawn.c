// Running another program and taking what it writes.
#include "support/spawn.h"

#include "support/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct stream {
    int fd; // -1: closed
    VEC(char) bytes;
};

// Standard input is empty; signals that this program ignores have their default effect in the other.
static int start(pid_t *pid, const char *const *arguments, int out, int err)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all;
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int problem = posix_spawnp(pid, arguments[0], &actions, &attributes, (char *const *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return problem;
}

// Reads what is there; closes the stream at its end. False if there is more than LIMIT.
static bool take(struct stream *stream, size_t limit)
{
    char bytes[1 << 14];
    ssize_t n = read(stream->fd, bytes, sizeof bytes);
    if (n < 0 && errno == EINTR)
        return true;
    if (n <= 0) {
        close(stream->fd);
        stream->fd = -1;
        return true;
    }
    for (ssize_t i = 0; i < n; i++)
        vec_push(&stream->bytes, bytes[i]);
    return stream->bytes.count <= limit;
}

static bool take_all(struct stream *streams, size_t limit)
{
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        struct pollfd fds[] = {{.fd = streams[0].fd, .events = POLLIN}, {.fd = streams[1].fd, .events = POLLIN}};
        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return false;
        for (unsigned i = 0; i < 2; i++)
            if (streams[i].fd >= 0 && fds[i].revents && !take(&streams[i], limit))
                return false;
    }
    return true;
}

static int wait_for(pid_t pid)
{
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *text_of(struct stream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    vec_push(&stream->bytes, '\0');
    return stream->bytes.at;
}

struct spawn_result spawn_run(const char *const *arguments, size_t limit)
{
    struct spawn_result result = {.status = -1};
    struct stream streams[2] = {{.fd = -1}, {.fd = -1}};
    int out[2], err[2];
    pid_t pid;
    if (pipe2(out, O_CLOEXEC) == 0) {
        if (pipe2(err, O_CLOEXEC) == 0) {
            bool started = !start(&pid, arguments, out[1], err[1]);
            close(out[1]);
            close(err[1]);
            streams[0].fd = out[0];
            streams[1].fd = err[0];
            bool whole = started && take_all(streams, limit);
            if (started && !whole)
                kill(pid, SIGKILL);
            int status = started ? wait_for(pid) : -1;
            result.status = whole ? status : -1;
        } else {
            close(out[0]);
            close(out[1]);
        }
    }
    result.out_size = streams[0].bytes.count;
    result.out = text_of(&streams[0]);
    result.err = text_of(&streams[1]);
    return result;
}

void spawn_free(struct spawn_result *result)
{
    free(result->out);
    free(result->err);
}
