// What the runs have come to.
#ifndef NATIVE_RECORD_H
#define NATIVE_RECORD_H

#include "machine.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { RULES = 32, CALLS = 128 };

// One rule that was broken, or one kind of end that no run should have.
struct breach {
    const char *name;
    const char *message;
    uint64_t runs;
    char *replay; // the first run, as choices
};

// A call that can fail.
struct failing {
    const char *what;
    bool taken; // it did
};

struct record {
    uint64_t runs, states, choices;
    uint64_t outcomes[OUTCOMES];
    uint64_t broken; // runs that broke a rule
    bool complete;   // no bound on the number of runs ended the exploration
    struct breach rules[RULES];
    struct breach ends[OUTCOMES];
    struct breach leaks;
    struct failing calls[CALLS];
    uint32_t rule_count, call_count;
};

extern struct record record;

// The rule called NAME is broken in the run that is under way.
void record_violation(const char *name, const char *message);

// lint_fails was asked about WHAT, and answered FAILS.
void record_failure(const char *what, bool fails);

// The run that is under way has come to its end. WRITE says its choices, from the beginning.
void record_run(enum outcome outcome, unsigned lost, void (*write)(FILE *to, const void *of), const void *of);

void record_print(FILE *to);
void record_print_json(FILE *to);

#endif
