// The ends of pipes: bytes that come in, and bytes that go out in order, however slow the reader is.
#ifndef LSP_STREAM_H
#define LSP_STREAM_H

#include "support/vec.h"

#include <stdbool.h>
#include <uv.h>

// What is written. Bytes that the other side does not take yet are kept.
struct sink {
    uv_pipe_t pipe;
    struct source *feeder; // waits while too much is kept; may be NULL
    bool open;
    bool closing;          // closes when all is written
};

// What is read.
struct source {
    uv_pipe_t pipe;
    bool open, waiting;
    void (*bytes)(void *subject, const char *bytes, size_t n); // n 0: the end
    void *subject;
    char buffer[1 << 16];
};

// Opens the descriptor FD, which is not a plain file. False if it cannot be.
bool sink_open(struct sink *sink, uv_loop_t *loop, int fd);
bool source_open(struct source *source, uv_loop_t *loop, int fd);

// For the ends of a child's pipes: only prepared, to be opened by uv_spawn.
void sink_prepare(struct sink *sink, uv_loop_t *loop);
void source_prepare(struct source *source, uv_loop_t *loop);

// Begins to call SOURCE's function.
void source_start(struct source *source);

// Writes a copy of the bytes; nothing happens once the other side is gone.
void sink_write(struct sink *sink, const char *bytes, size_t n);

// Closes it when all is written.
void sink_end(struct sink *sink);

void source_end(struct source *source);

#endif
