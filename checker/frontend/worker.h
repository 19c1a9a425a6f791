// The work of one child process (or, for debugging, of this one): jobs in, answers out, on a deep stack.
#ifndef FRONTEND_WORKER_H
#define FRONTEND_WORKER_H

#include "frontend/parse.h"

// The life of a child: reads job numbers (uint32_t) from FD, answers each with its length (uint64_t) and bytes as in
// answer.h, ends when FD is closed. Does not return.
_Noreturn void worker_live(int fd, const struct parse_job *jobs, uint32_t count);

// Does one job in this process, on a thread with a deep stack.
void worker_do_here(const struct parse_job *job, struct parse_outcome *outcome);

#endif
