// Child processes that share a list of jobs: each takes the next one when it is done; one that dies is replaced.
#ifndef FRONTEND_POOL_H
#define FRONTEND_POOL_H

#include "frontend/parse.h"

struct pool_request {
    const struct parse_job *jobs;
    uint32_t count;
    unsigned processes;
    const volatile int *stop; // may be NULL
    void (*begun)(void *subject); // when all processes have something to do; may be NULL
    void (*done)(void *subject, uint32_t job); // after each, in the order in which they end; may be NULL
    void *subject;
};

// Does all jobs; OUTCOMES has one element for each.
void pool_run(const struct pool_request *request, struct parse_outcome *outcomes);

#endif
