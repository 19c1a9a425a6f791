// A process of ours with a pipe to it and a pipe from it.
#include "lsp/child.h"

static void on_exit_of(uv_process_t *process, int64_t status, int signal_number)
{
    struct child *child = process->data;
    child->running = false;
    child->status = signal_number ? 128 + signal_number : (int)status;
    uv_close((uv_handle_t *)process, NULL);
    sink_end(&child->in);
    child->ended(child->subject, child);
}

static void failed(struct child *child)
{
    uv_close((uv_handle_t *)&child->process, NULL);
    sink_end(&child->in);
    source_end(&child->out);
}

struct child *child_start(uv_loop_t *loop, const char *const *arguments, int *error,
    void (*bytes)(void *subject, const char *bytes, size_t n), void (*ended)(void *subject, struct child *child),
    void *subject)
{
    struct child *child = memory_new(sizeof *child);
    sink_prepare(&child->in, loop);
    source_prepare(&child->out, loop);
    child->out.bytes = bytes;
    child->out.subject = child->subject = subject;
    child->ended = ended;
    child->process.data = child;
    uv_stdio_container_t ends[] = {
        {.flags = UV_CREATE_PIPE | UV_READABLE_PIPE, .data.stream = (uv_stream_t *)&child->in.pipe},
        {.flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE, .data.stream = (uv_stream_t *)&child->out.pipe},
        {.flags = UV_INHERIT_FD, .data.fd = 2},
    };
    uv_process_options_t options = {
        .file = arguments[0], .args = (char **)arguments, .exit_cb = on_exit_of, .stdio = ends, .stdio_count = 3};
    *error = uv_spawn(loop, &child->process, &options);
    child->running = *error == 0;
    if (child->running)
        source_start(&child->out);
    else
        failed(child);
    return child;
}

void child_signal(struct child *child, int signal_number)
{
    if (child && child->running)
        uv_process_kill(&child->process, signal_number);
}

void child_signal_value(struct child *child, int signal_number, int value)
{
    if (child && child->running)
        sigqueue(uv_process_get_pid(&child->process), signal_number, (union sigval){.sival_int = value});
}

void child_free(struct child *child)
{
    free(child);
}
