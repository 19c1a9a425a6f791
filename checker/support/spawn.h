// Running another program and taking what it writes: no shell, no terminal, no input.
#ifndef SUPPORT_SPAWN_H
#define SUPPORT_SPAWN_H

#include <stddef.h>

struct spawn_result {
    int status;      // of exit; above 127 if a signal ended it; -1 if it did not start
    char *out, *err; // what it wrote, each with a NUL behind it; owned
    size_t out_size;
};

// Runs ARGUMENTS (the program's name first, looked up in PATH; NULL behind the last) and waits for its end. More than
// LIMIT bytes of output end it with status -1.
struct spawn_result spawn_run(const char *const *arguments, size_t limit);

void spawn_free(struct spawn_result *result);

#endif
