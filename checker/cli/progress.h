// A line on the terminal that says how far a run has come, once it takes more than two seconds.
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "session/session.h"

#include <time.h>

struct progress {
    struct timespec begun, shown; // shown: when the line was last written; 0: never
    bool on_terminal;
};

void progress_begin(struct progress *progress);

// For session_options.progress; TO is the struct progress.
void progress_show(void *to, const struct session_progress *progress);

// Takes the line away.
void progress_end(struct progress *progress);

#endif
