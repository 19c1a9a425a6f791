// What the call graph says before anything is executed: which functions can reach a modelled event, which are
// part of the program at all.
#ifndef ENGINE_REACH_H
#define ENGINE_REACH_H

#include "ir/program.h"

struct reach {
    const struct ir_program *program;
    uint8_t *is_event;      // [program function]: a model that can call lint_note or lint_violation
    uint8_t *reaches_event; // [program function]: can call one, directly or through others
    uint8_t *is_live;       // [program function]: the entry function mentions it, directly or through others
    uint8_t *raises;        // [program function]: may raise an exception, directly or through others
    uint8_t *ends;          // [program function]: no call of it returns
    const char **progress;  // [program function]: a model that calls lint_progress: with what; else NULL
    uint32_t entry;         // program function: the harness's
};

struct reach *reach_new(const struct ir_program *program, uint32_t entry);
void reach_free(struct reach *reach);

// Calls VISIT for each call instruction (IR_CALL) of FUNCTION with the program function that it calls.
void reach_each_call(const struct ir_program *program, uint32_t function,
    void (*visit)(void *to, uint32_t inst, uint32_t callee), void *to);

#endif
