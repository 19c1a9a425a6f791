// A line on the terminal that says how far a run has come.
#include "cli/progress.h"

#include <unistd.h>

static double since(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) * 1e-9;
}

void progress_begin(struct progress *progress)
{
    memset(progress, 0, sizeof *progress);
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
    progress->on_terminal = isatty(STDERR_FILENO);
}

void progress_show(void *to, const struct session_progress *now)
{
    struct progress *progress = to;
    struct timespec clock;
    if (!progress->on_terminal)
        return;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    double elapsed = since(&progress->begun, &clock);
    if (elapsed < 2 || (progress->shown.tv_sec && since(&progress->shown, &clock) < 0.2))
        return;
    progress->shown = clock;
    fprintf(stderr, "\r\033[K%s: %llu", now->phase, (unsigned long long)now->done);
    if (now->total)
        fprintf(stderr, " of %llu", (unsigned long long)now->total);
    fprintf(stderr, ", %.0f s", elapsed);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->shown.tv_sec)
        fputs("\r\033[K", stderr);
}
