// A process of ours with a pipe to it and a pipe from it.
#ifndef LSP_CHILD_H
#define LSP_CHILD_H

#include "lsp/stream.h"

#include <signal.h>

struct child {
    uv_process_t process;
    struct sink in;
    struct source out;
    bool running;
    int status; // as a shell has it: 128 and the signal's number if one ended it
    void (*ended)(void *subject, struct child *child);
    void *subject;
};

// Starts ARGUMENTS (NULL-terminated; the first is looked for in PATH). BYTES gets what it prints, ENDED is called when it
// has ended. It is not running, and *ERROR says why, if it cannot be started. Released with child_free.
struct child *child_start(uv_loop_t *loop, const char *const *arguments, int *error,
    void (*bytes)(void *subject, const char *bytes, size_t n), void (*ended)(void *subject, struct child *child),
    void *subject);

void child_signal(struct child *child, int signal_number);

// The same, with a value that the signal's handler gets.
void child_signal_value(struct child *child, int signal_number, int value);

// Once the loop has run to its end.
void child_free(struct child *child);

#endif
