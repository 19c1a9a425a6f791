// The ends of pipes.
#include "lsp/stream.h"

// Bytes that are kept for a slow reader before its feeder waits.
enum { MOST_KEPT = 8 << 20 };

struct write {
    uv_write_t request;
    char bytes[];
};

void sink_prepare(struct sink *sink, uv_loop_t *loop)
{
    uv_pipe_init(loop, &sink->pipe, 0);
    sink->pipe.data = sink;
    sink->open = true;
}

void source_prepare(struct source *source, uv_loop_t *loop)
{
    uv_pipe_init(loop, &source->pipe, 0);
    source->pipe.data = source;
    source->open = true;
}

bool sink_open(struct sink *sink, uv_loop_t *loop, int fd)
{
    sink_prepare(sink, loop);
    return uv_guess_handle(fd) != UV_FILE && uv_pipe_open(&sink->pipe, fd) == 0;
}

bool source_open(struct source *source, uv_loop_t *loop, int fd)
{
    source_prepare(source, loop);
    return uv_guess_handle(fd) != UV_FILE && uv_pipe_open(&source->pipe, fd) == 0;
}

static void on_buffer(uv_handle_t *handle, size_t wanted, uv_buf_t *buffer)
{
    (void)wanted;
    struct source *source = handle->data;
    *buffer = uv_buf_init(source->buffer, sizeof source->buffer);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buffer)
{
    struct source *source = stream->data;
    if (n > 0) {
        source->bytes(source->subject, buffer->base, (size_t)n);
    } else if (n < 0) {
        source_end(source);
        source->bytes(source->subject, NULL, 0);
    }
}

void source_start(struct source *source)
{
    if (source->open)
        uv_read_start((uv_stream_t *)&source->pipe, on_buffer, on_read);
}

void source_end(struct source *source)
{
    if (source->open)
        uv_close((uv_handle_t *)&source->pipe, NULL);
    source->open = false;
}

static size_t kept(const struct sink *sink)
{
    return uv_stream_get_write_queue_size((const uv_stream_t *)&sink->pipe);
}

static void sink_close(struct sink *sink)
{
    if (sink->open)
        uv_close((uv_handle_t *)&sink->pipe, NULL);
    sink->open = false;
}

static void feeder_wait(struct sink *sink)
{
    if (sink->feeder && sink->feeder->open && !sink->feeder->waiting && kept(sink) > MOST_KEPT) {
        sink->feeder->waiting = true;
        uv_read_stop((uv_stream_t *)&sink->feeder->pipe);
    }
}

// A feeder whose reader is gone goes on too: it has to see its own end.
static void feeder_resume(struct sink *sink)
{
    if (sink->feeder && sink->feeder->waiting && (!sink->open || kept(sink) <= MOST_KEPT / 2)) {
        sink->feeder->waiting = false;
        source_start(sink->feeder);
    }
}

static void on_written(uv_write_t *request, int status)
{
    struct sink *sink = request->handle->data;
    free(request); // the first member of its struct write
    if (status < 0)
        sink_close(sink);
    else if (sink->closing && !kept(sink))
        sink_close(sink);
    feeder_resume(sink);
}

void sink_write(struct sink *sink, const char *bytes, size_t n)
{
    if (!sink->open || sink->closing || !n)
        return;
    if (!kept(sink)) { // most bytes are taken at once
        uv_buf_t all = uv_buf_init((char *)bytes, (unsigned)n);
        int wrote = uv_try_write((uv_stream_t *)&sink->pipe, &all, 1);
        if (wrote > 0) {
            bytes += wrote;
            n -= (size_t)wrote;
        }
    }
    if (!n)
        return;
    struct write *write = memory_new(sizeof *write + n);
    memcpy(write->bytes, bytes, n);
    uv_buf_t rest = uv_buf_init(write->bytes, (unsigned)n);
    if (uv_write(&write->request, (uv_stream_t *)&sink->pipe, &rest, 1, on_written) < 0) {
        free(write);
        sink_close(sink);
    }
    feeder_wait(sink);
}

void sink_end(struct sink *sink)
{
    sink->closing = true;
    if (sink->open && !kept(sink))
        sink_close(sink);
}
