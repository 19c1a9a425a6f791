// The engine: explores a linked program from its entry function and returns what the models called a violation.
//
// It knows C and the intrinsics of the rule pack, nothing else. Everything it returns is in terms of source
// places and texts; nothing points into the exploration.
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "ir/program.h"
#include "support/arena.h"
#include "support/bytes.h"
#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

// A place in the source. `path` is borrowed from the program's units.
struct engine_place {
    const char *path; // NULL: nowhere
    uint32_t line, column;
};

enum engine_step_kind {
    ENGINE_STEP_EVENT,  // a model's note or the words of a choice: "the allocation fails"
    ENGINE_STEP_BRANCH, // which way a condition of the driver went
    ENGINE_STEP_CALL,   // a call into a function of the driver on the way to a step below
    ENGINE_STEP_ENTRY,  // the harness calls an entry point
    ENGINE_STEP_LEAVE,  // where an entry point returned
};

// One step of a finding's path, in order of execution. Only steps that matter are listed.
struct engine_step {
    enum engine_step_kind kind;
    unsigned depth; // call depth below the entry point
    struct engine_place place;
    char *message;  // owned
};

// One violation, confirmed by executing its path again alone.
struct engine_finding {
    char *rule;     // rule id, as the model named it
    char *message;  // with the driver's own expressions filled in
    char *function; // the function of the driver in which `place` lies
    struct engine_place place;
    struct engine_place subject; // where what the rule is about began (the allocation); path NULL if none
    VEC(struct engine_step) steps;
    VEC(struct engine_place) others; // further places of the same finding (other exits)
    VEC(struct engine_place) lines;  // what the path executed of the driver: each line once, sorted; column 0
    // What the models were answered on the path, in order, for a run of theirs that is no exploration: c1 c0 (a choice),
    // v0x5a0101 (a value), b0x7,0x1 (the first two words of unknown memory), m0 (whether something matters).
    char *replay;
};

enum engine_verdict {
    ENGINE_COMPLETE, // everything that can be reached was explored, within the bounds of the models
    ENGINE_INCOMPLETE, // see `reasons`
};

// Why an exploration is incomplete, and where.
struct engine_reason {
    char *text;
    struct engine_place place;
};

// One call site of a modelled event in the driver, and what became of it.
enum engine_site_state { ENGINE_SITE_EXECUTED, ENGINE_SITE_UNREACHED, ENGINE_SITE_DEAD };
struct engine_site {
    const char *callee, *function;
    struct engine_place place;
    enum engine_site_state state; // DEAD: in a function that nothing registers or calls
};

struct engine_result {
    enum engine_verdict verdict;
    bool applicable; // the harness called lint_applicable()
    VEC(struct engine_finding) findings; // sorted by place, rule
    VEC(struct engine_reason) reasons;
    VEC(struct engine_site) sites;
    VEC(char *) unmodelled; // functions called that have neither body nor model; sorted
    VEC(char *) values; // what the test intrinsics printed: "file:line: text", in order, without repeats
    uint64_t steps, states, merged, candidates, confirmed, dropped;
    struct arena texts; // of a result that was read: its paths and names; else they are borrowed from the program
};

struct engine_options {
    const char *entry; // the harness's function, "lint_main"
    bool no_slice, no_merge;
    bool wide; // lint_is_wide() is 1
    uint64_t step_budget; // 0: the default
    volatile const int *stop; // set asynchronously (Ctrl-C): end early, incomplete; may be NULL
    void (*progress)(void *to, uint64_t steps, uint64_t states); // may be NULL
    void *progress_to;
};

// Explores PROGRAM. The result is released with engine_result_free. Deterministic: same program and options,
// same result, byte for byte.
struct engine_result *engine_run(const struct ir_program *program, const struct engine_options *options);

// Whether NAME is a function that the engine itself gives to models.
bool engine_is_intrinsic(const char *name);

// Explores PROGRAM again, with more of each thing at once, if that was complete after few steps, and adds what only the
// wide exploration found to RESULT, which engine_run has made with the same OPTIONS.
void engine_run_wide(
    const struct ir_program *program, const struct engine_options *options, struct engine_result *result);

// Appends RESULT to BYTES in the form that engine_result_read takes, of this build only.
void engine_result_write(const struct engine_result *result, struct bytes *bytes);

// The result in the N bytes at BYTES, with texts of its own; NULL if they are cut or no result.
struct engine_result *engine_result_read(const void *bytes, size_t n);

void engine_result_free(struct engine_result *result);

// ---- programs that are executed, not explored ----

enum engine_end {
    ENGINE_END_EXITED, // it returned from its entry function, or called exit: `status`
    ENGINE_END_ABORTED,
    ENGINE_END_STUCK, // it cannot go on: `why`
    ENGINE_END_BUDGET, // the budget of steps is spent
    ENGINE_END_STOPPED,
};

struct engine_execution {
    enum engine_end end;
    int status;
    char *why; // owned; or NULL
    struct engine_place place; // of what it was doing then; borrowed from the program
    uint64_t steps;
};

struct engine_execute_options {
    const char *entry; // a function without parameters
    uint64_t step_budget; // 0: the default
    volatile const int *stop; // as in engine_options
    void (*write)(void *to, int stream, const char *bytes, size_t count); // 1: standard output, 2: standard error
    void *write_to;
};

// Executes PROGRAM, which must leave nothing open: every branch depends on known values. RESULT is released with
// engine_execution_free.
void engine_execute(
    const struct ir_program *program, const struct engine_execute_options *options, struct engine_execution *result);

void engine_execution_free(struct engine_execution *result);

#endif
