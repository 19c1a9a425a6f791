// Child processes that work on what is not trusted: how they are cut off from everything, and how much they may take.
#ifndef SUPPORT_PROCESS_H
#define SUPPORT_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// The stack of process_run_deep: recursion as deep as the input is nested ends only with a hostile input.
static const size_t process_deep_stack = (size_t)1 << 30;

// Forks. The child ends with its parent, has no terminal, no signals from it, no standard input and leaves no core;
// it is as nice as its parent, also to other sessions. Otherwise like fork().
pid_t process_fork(void);

// Lets this process have BYTES of address space, process_deep_stack included, unless it may have less already. Does
// nothing under a sanitizer, which maps terabytes.
void process_limit_memory(size_t bytes);

// Runs WORK(SUBJECT) on a thread with a deep stack; on this one's if there can be none.
void process_run_deep(void *(*work)(void *), void *subject);

// Ends a child: 0, or where a sanitizer has found memory that nobody owns, its status.
_Noreturn void process_end(void);

// Waits for the process PID to end; its status as waitpid gives it.
int process_wait(pid_t pid);

#endif
