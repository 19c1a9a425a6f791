// One exploration: everything that its parts share. Private to the engine.
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "engine/engine.h"
#include "engine/liveness.h"
#include "engine/slice.h"
#include "engine/state.h"

enum region_kind { REGION_NONE, REGION_GLOBAL, REGION_LOCAL, REGION_HEAP, REGION_LAZY, REGION_ARGUMENTS };

// What a region is; the same in all states.
struct origin {
    enum region_kind kind;
    uint8_t background;  // enum fill of bytes that were never touched
    uint32_t ref;        // global: program global; local: slot
    const struct ir_function *function; // local
    const struct ir_unit *unit;         // local
    uint32_t owner;      // local: program function
    bool in_pack;        // global, local: of a model or the harness
    uint64_t size;       // bytes; UINT64_MAX: unknown
    const char *name;
    const struct value *pointer; // lazy: the unknown value that points here
    const struct ir_unit *record_unit; // the largest record that it was accessed as, or NULL
    uint32_t record;
    struct region_kind_cells *cells; // what widening knows of its kind, or NULL
};

// A violation that was met, or something that cannot be followed (`rule` is "" then); its path is executed again before
// it becomes a finding or a reason.
struct candidate {
    const char *rule, *message;
    const struct path *path;
    const struct value *subject;
    struct path_place at; // the driver's call or the leaving statement
    uint64_t site; // lint_site() of the subject, or 0
    struct path_arguments arguments; // of the driver's call
    bool at_return;
    bool at_loss; // and the finding is where the subject was lost
    size_t finding; // 1 + its index among the result's findings, or 0
    bool tried; // its path was executed again
    bool open; // its search came to no answer
};

struct site { // a numbered place of the driver: lint_site()
    const struct ir_unit *unit;
    uint32_t inst, function;
    struct path_arguments arguments;
};

// A point of the entry function at which states are compared by what may still be read (later.h).
struct point {
    uint32_t function, inst;
    struct later *later;
};

// A program that is executed: see execute.c.
struct execution {
    const struct engine_execute_options *options;
    struct engine_execution *result;
    bool ended;
};

struct run {
    const struct ir_program *program;
    const struct engine_options *options;
    struct engine_result *result;
    struct values values;
    VEC(struct origin) origins; // [region]; 0 is none
    struct content **initial; // [global]: content at the start, or NULL: not made yet
    struct lazy_entry *lazies; // unknown value -> region
    struct liveness ***liveness; // [unit][function]: of what the exploration executes
    struct liveness ***whole; // [unit][function]: of all instructions
    uint8_t *intrinsics; // [program function]: enum intrinsic, 0 for none
    uint8_t *entered; // [program function]
    uint8_t **executed; // [unit][inst]
    struct engine_place cut; // the first use of NULL at which a path ended that could have got to a modelled event
    VEC(struct state *) work; // put aside by the instruction that is being executed
    struct key_set *visited;
    VEC(struct candidate) candidates;
    VEC(struct site) sites;
    uint64_t limit; // instructions after which the exploration ends
    uint64_t next_try; // and after which violations are tried in between
    bool abstract; // what guards nothing is forgotten
    bool ended; // limit reached or stopped
    struct execution *execution; // not NULL: one state, of which everything is known
    struct replay *replay; // a path is executed again: every branch and call of the driver is recorded
    struct engine_finding *hit; // what a replay found
    bool hit_reason; // or that what it looked for cannot be followed
    struct canon *canon;
    struct reach *reach;
    struct slice *slice; // NULL: everything is executed
    VEC(struct point) points; // 0: any
    VEC(const char *) awaited; // kinds of progress that a model waits for
    VEC(struct slice_point) wished; // where found paths ended when they were executed exactly
    bool all_results, all_memory; // as in struct slice_wish
    bool widened_slice; // one of them is new: the slice lacks what gets there
    struct forgetting *forgetting;
    struct widening *widening;
    uint64_t budget;
    struct held *held;
    const struct ir_unit *harness; // the unit of the entry function: its models are what the program runs on
    uint32_t given; // region of the values that others have (held.c); 0: there is none
};

// ---- paths (path.c) ----

// The innermost frame whose function is the driver's own, or NULL; *DEPTH is its index.
const struct frame *run_driver_frame(const struct run *run, const struct state *state, size_t *depth);
// Which arguments of the driver's call those of the harness's model are, if another model stands between the two.
struct path_arguments path_arguments(struct run *run, const struct state *state);
void path_add(struct run *run, struct state *state, struct path step);
void path_add_at(struct run *run, struct state *state, struct path step, const struct path_place *place);
void path_add_decision(struct run *run, struct state *state, enum path_kind kind, const char *text, uint32_t outcome);

// ---- execution (exec.c) ----

enum advance { ADVANCE_ON, ADVANCE_JOIN, ADVANCE_CUT, ADVANCE_END };

// Executes STATE's next instruction. ADVANCE_JOIN: at a point where paths meet; ADVANCE_CUT: at the head of the
// harness's loop; ADVANCE_END: the path is over.
enum advance exec_step(struct run *run, struct state *state);

// Whether CONDITION holds; where both can be, the other way is put aside as a state of its own. *END is set if
// neither can be.
bool exec_decide(struct run *run, struct state *state, const struct value *condition, enum path_kind kind,
    const char *text, bool *end);
// 0 or 1, both possible.
uint32_t exec_choose(struct run *run, struct state *state, enum path_kind kind, const char *text);

void exec_set(struct state *state, uint32_t reg, const struct value *value);
const struct value *exec_get(struct run *run, struct state *state, uint32_t reg);
void exec_next(struct state *state);

// ---- memory (memory.c) ----

struct place {
    uint32_t region;
    int64_t offset;
};

uint32_t run_region(struct run *run, struct origin origin);
const struct value *run_unknown(struct run *run, enum ir_type type, unsigned flags); // a fresh value
const struct value *run_unknown_bytes(struct run *run, unsigned width, unsigned flags);
uint32_t memory_global(struct run *run, uint32_t global);
uint32_t memory_slot(struct run *run, struct state *state, uint32_t slot);
struct content *memory_content(struct run *run, struct state *state, uint32_t region); // to read
struct content *memory_own_content(struct run *run, struct state *state, uint32_t region); // to write
// Where ADDRESS points; false ends the path (NULL is dereferenced). Unknown indices are split.
bool memory_place(
    struct run *run, struct state *state, const struct value *address, uint64_t size, bool write, struct place *place);
const struct value *memory_load(struct run *run, struct state *state, struct place place, enum ir_type type);
void memory_store(struct run *run, struct state *state, struct place place, const struct value *value);
void memory_copy(struct run *run, struct state *state, struct place to, struct place from, uint64_t size);

// ---- calls (call.c) ----

enum advance call_execute(struct run *run, struct state *state, const struct ir_inst *inst);
enum advance call_return(struct run *run, struct state *state, const struct value *value);
enum advance call_raise(struct run *run, struct state *state);
enum advance call_enter(
    struct run *run, struct state *state, uint32_t function, const struct value **arguments, uint32_t count);

// ---- intrinsics (intrinsic.c) ----

// The number of the intrinsic called NAME, or 0.
uint8_t intrinsic_find(const char *name);
enum advance intrinsic_call(struct run *run, struct state *state, uint8_t intrinsic, const struct ir_inst *inst,
    const struct value **arguments, uint32_t count);

// ---- executing a program (execute.c) ----

// In an execution: it ends here, since WHY; else nothing. Always ADVANCE_END.
enum advance execute_stuck(struct run *run, const struct state *state, const char *why);
enum advance execute_end(struct run *run, const struct state *state, enum engine_end end, int status);
// The COUNT bytes at FROM go to STREAM.
enum advance execute_write(struct run *run, struct state *state, int stream, struct place from, uint64_t count);
// Formats the number with the bits BITS as FORMAT says and stores the text, without its end, at TO; its length.
uint64_t execute_format(struct run *run, struct state *state, struct place to, const char *format, uint64_t bits);

// ---- setting up (engine.c) ----

void run_set_up(struct run *run, const struct ir_program *program, const struct engine_options *options);
void run_tear_down(struct run *run);
// Forgets what is live where, in all of ALL: what is executed has changed.
void run_forget_liveness(struct run *run, struct liveness ***all);
void run_forget_points(struct run *run);

// ---- exploring (explore.c) ----

// Explores all paths from ENTRY: keeps the violations that it meets as candidates. Sets run->ended if it did not come to
// an end.
void explore(struct run *run, uint32_t entry);
bool explore_is_spent(const struct run *run); // the whole budget
bool explore_is_stopped(const struct run *run);

// ---- exploring again (refine.c) ----

// A found path was not confirmed: it ended at END when it was executed exactly; NULL: it went another way.
void refine_by(struct run *run, const struct slice_point *end);
// Forgets what an exploration met beside what was confirmed, and where it came.
void refine_begin_anew(struct run *run);
// Explores again, with what refine_by was told in the slice, until nothing new is.
void refine(struct run *run, uint32_t entry);

// ---- what was not explored (account.c) ----

void account(struct run *run);

// ---- merging (canon.c) ----

struct canon *canon_new(void);
void canon_free(struct canon *canon);
// How many words the keys of states had so far: large states cost time that their steps do not tell.
uint64_t canon_written(const struct canon *canon);
// Whether a state equal to STATE (up to the names of regions and unknowns, and what is dead) was seen here.
bool canon_seen(struct run *run, struct state *state);
// Whether a state was seen here that agrees with STATE in all that can say something about modelled events.
bool canon_seen_relevant(struct run *run, struct state *state);
// The same for the state that canon_seen did not know, after it was changed: if that made it no other, it is new.
bool canon_seen_changed(struct run *run, struct state *state);
// A number for the place that STATE is at and what the models hold: states that agree in it and differ in the
// driver's own memory are candidates for being made one.
uint64_t canon_property(struct run *run, struct state *state);
// The regions that the roots of STATE reach, in canonical order. Borrowed, until the next call of a canon_ function.
const uint32_t *canon_reached(struct run *run, struct state *state, size_t *count);
// Drops what no root reaches from STATE.
void canon_compact(struct run *run, struct state *state);
void key_set_free(struct key_set *set);

// ---- forgetting (forget.c) ----

// Remembers that the bytes at BASE are accessed as RECORD of UNIT.
void forget_note_record(struct run *run, const struct value *base, const struct ir_unit *unit, uint32_t record);
// Counts STATE at its place; where too many states are, forgets what guards nothing. True if it changed STATE.
bool forget_idle(struct run *run, struct state *state, bool cut);
// Whether a model holds V: the number of a live port, say.
bool forget_is_held(const struct run *run, const struct state *state, const struct value *v);
void widening_free(struct widening *widening);
void forget_free(struct forgetting *forgetting);

// ---- who can name a value (held.c) ----

// Whether memory of the program that can be reached holds V.
bool held_value(struct run *run, struct state *state, const struct value *v);

// Whether V is computed from OF, or is OF, and can be equal to it. Both are 8 bytes wide.
bool held_is_made_of(struct run *run, const struct state *state, const struct value *v, const struct value *of);

enum held_by {
    HELD_BY_NOBODY,
    HELD_OUTSIDE, // memory that came from outside holds it, or memory that is not followed exactly may
    HELD_BY_UNKNOWN // a function of which nothing is known got it
};
// Who beside the program may name V.
enum held_by held_by_others(struct run *run, struct state *state, const struct value *v);
// ARGUMENT is handed to a function of which nothing is known. If it is an object of the heap, what that holds is held by
// KEEPS_OBJECTS then.
void held_give_argument(struct run *run, struct state *state, const struct value *argument, enum held_by keeps_objects);
// REGION goes: if it came from outside, what it holds is known there.
void held_give_region(struct run *run, struct state *state, uint32_t region);
// In a replay, after STATE executed an instruction of kind OP: notes on its path that a subject was lost at PLACE, the
// driver's instruction, if neither the program nor others can name it any more.
void held_note_losses(struct run *run, struct state *state, enum ir_op op, const struct path_place *place);
// Where the path of STATE lost SUBJECT, or NULL.
const struct path *held_loss(struct run *run, const struct state *state, const struct value *subject);
void held_free(struct held *held);
// Forgets who has what the models do not hold any more.
void held_forget(struct run *run, struct state *state);

// ---- confirming (replay.c) ----

// Executes the paths of the violations again that were not tried yet; adds what is confirmed to the result.
void replay_try(struct run *run, uint32_t entry);
// The same at the end of an exploration, and for what could not be followed: adds what stays open to the reasons.
void replay_confirm(struct run *run, uint32_t entry);
// The outcome that the path that is executed again had for the decision that STATE asks for; false if it had none.
bool replay_outcome(struct run *run, struct state *state, bool *outcome);

// ---- findings (finding.c) ----

struct engine_finding *finding_make(struct run *run, const struct state *state, const struct candidate *candidate);
void finding_add_place(struct engine_finding *finding, struct engine_place place);
void finding_sort(struct engine_result *result);
void finding_free(struct engine_finding *finding);
struct engine_place run_function_place(const struct run *run, const char *name); // of its definition

// ---- witnesses (witness.c) ----

// The answers that the models got on the path of STATE, oldest step first in STEPS, for a native run: see engine.h.
char *witness_text(struct run *run, const struct state *state, const struct path *const *steps, uint32_t count);

struct liveness *run_liveness(struct run *run, const struct frame *frame);
struct state *run_first_state(struct run *run, uint32_t entry);
void run_add_reason(struct run *run, const char *text, struct engine_place place); // once each

// What comes after STATE's instruction is not followed, for the reason TEXT, which lives as long as RUN.
void run_not_followed(struct run *run, struct state *state, const char *text);
// STATE ends here, where the program would crash.
void run_note_cut(struct run *run, const struct state *state);
// CANDIDATE was met: keeps it, or in a replay looks whether it is the one that is looked for.
void run_violation(struct run *run, struct state *state, const struct candidate *candidate);
void run_test_output(struct run *run, struct state *state, char *text); // takes TEXT
struct engine_place run_place(const struct run *run, const struct state *state); // of the driver's innermost call
struct engine_place run_place_of(const struct ir_unit *unit, uint32_t inst);
// Whether a function with SIGNATURE whose address is taken can reach a modelled event.
bool run_may_reach_event(struct run *run, const char *signature);
void run_mark_executed(struct run *run, const struct frame *frame);
void run_free_lazies(struct run *run);

#endif
