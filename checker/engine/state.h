// A program state: the call stack, memory, what is known about unknowns, and the path that led here.
#ifndef ENGINE_STATE_H
#define ENGINE_STATE_H

#include "engine/constraint.h"
#include "engine/region.h"
#include "ir/program.h"

// How often a branch of one call went both ways: bounds loops over unknown conditions.
struct fork_count {
    uint32_t inst, count;
};

// One call. Shared between states until one of them writes.
struct frame {
    uint32_t references;
    uint32_t id;               // program function
    const struct ir_unit *unit;
    const struct ir_function *function;
    uint32_t block, inst;      // instruction: index into unit->insts
    uint32_t rounds;           // jumps backward so far
    const struct value **registers;
    uint32_t *slots;           // region of each local; 0: not there yet
    uint32_t varargs;          // region of the variable arguments; 0: none
    VEC(uint32_t) allocas;     // regions that end with the call
    VEC(struct fork_count) forks;
};

enum path_kind {
    PATH_BRANCH,  // a branch that could have gone both ways
    PATH_CHOICE,  // lint_choose, lint_fails, IR_CHOOSE
    PATH_SPLIT,   // an unknown index or number was split
    PATH_FRESH,   // lint_fresh made `value`
    PATH_MATTERS, // a replay: lint_matters or lint_progresses said `outcome`
    PATH_MEMORY,  // a replay: lint_fresh_memory made `value`
    PATH_READ,    // a replay: the first read of region `outcome` at `offset` made `value`
    PATH_NOTE,    // lint_note
    PATH_ENTRY,   // lint_entry
    PATH_CALL,    // a function of the driver is entered
    PATH_RETURN,  // and left
};

// For each argument that a message speaks of, counted from 1, the argument of the driver's call that it is; 0: itself.
enum { PATH_ARGUMENTS = 9 };
struct path_arguments {
    uint8_t of[PATH_ARGUMENTS];
};

// One step, newest first; in the exploration's arena.
struct path {
    const struct path *before;
    enum path_kind kind;
    uint32_t outcome;               // decisions: 0 or 1
    int64_t offset;                 // PATH_READ
    uint32_t length;                // decisions and entries so far
    uint32_t depth;                 // frames on the stack
    uint32_t sub;                   // decisions: which one of the instruction
    uint32_t at_function, at_inst;  // where the innermost frame is: program function, instruction
    uint32_t frames;                // on the stack
    const struct ir_unit *unit;     // of `inst`
    uint32_t inst;                  // the driver's instruction that it belongs to; IR_NONE: none
    uint32_t function;              // program function of that instruction
    const char *text;
    struct path_arguments arguments; // PATH_NOTE, PATH_CHOICE: of that instruction
    const struct value *value;      // PATH_NOTE: the subject; PATH_FRESH: the symbol
};

struct region_content {
    uint32_t region;
    struct content *content;
};

struct failure_count { // failures in a row of one call site
    const struct ir_unit *unit;
    uint32_t inst, count;
};

// The lines of the driver that a replay executed, newest first.
struct trail {
    const struct trail *before;
    const struct ir_unit *unit;
    uint32_t loc;
};

struct state {
    VEC(struct frame *) frames;
    VEC(struct region_content) regions; // in order of region; a region without entry has its initial content
    struct constraints constraints;
    VEC(struct failure_count) failures;
    const struct path *path;
    const struct trail *trail;
    int32_t forced;       // outcome of the next choice, or -1
    uint32_t sub;         // which decision of the instruction is asked for: 0, or 1 + a case or an index
    uint32_t transaction; // entries so far
    bool abstract;        // something was forgotten on the way
    uint32_t script_next;   // a replay: the first decision of the found path that was not met yet
    uint32_t discrepancies; // a replay: decisions against the found path
    struct path_place {   // the statement with which the last driver function called by the pack returned
        const struct ir_unit *unit;
        uint32_t inst, function;
    } left;
};

struct state *state_new(void);
struct state *state_fork(const struct state *state);
void state_free(struct state *state);

// The innermost frame, ready to be written to.
struct frame *state_top(struct state *state);
// Makes every frame ready to be written to.
void state_own_frames(struct state *state);
void state_push(struct state *state, struct frame *frame); // takes the reference
void state_pop(struct state *state);

// The content of REGION in this state, or NULL if it never was touched. state_own_content makes it writable.
struct content *state_content(const struct state *state, uint32_t region);
struct content *state_own_content(struct state *state, uint32_t region);
// Gives REGION the content CONTENT (takes the reference); NULL removes it.
void state_set_content(struct state *state, uint32_t region, struct content *content);

struct frame *frame_new(const struct ir_program *program, uint32_t id);
void frame_drop(struct frame *frame);

#endif
