// A program is executed: one state, no choice, until it ends. No path is kept, and nothing is merged.
#include "engine/run.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STEPS_EXECUTED = 100 * 1000 * 1000, // default budget of instructions
    STEPS_BETWEEN_LOOKS = 1 << 16,      // how often to look at the stop flag
    FORMATTED = 512,                    // bytes that a number takes at most
};

enum advance execute_end(struct run *run, const struct state *state, enum engine_end end, int status)
{
    struct execution *execution = run->execution;
    if (execution && !execution->ended) {
        execution->ended = true;
        execution->result->end = end;
        execution->result->status = status;
        execution->result->place = run_place(run, state);
    }
    return ADVANCE_END;
}

enum advance execute_stuck(struct run *run, const struct state *state, const char *why)
{
    struct execution *execution = run->execution;
    if (execution && !execution->ended)
        execution->result->why = memory_text(why, strlen(why));
    return execute_end(run, state, ENGINE_END_STUCK, 0);
}

// ---- output ----

enum advance execute_write(struct run *run, struct state *state, int stream, struct place from, uint64_t count)
{
    const struct engine_execute_options *options = run->execution->options;
    for (uint64_t i = 0; i < count; i++, from.offset++) {
        const struct value *v = memory_load(run, state, from, IR_I8);
        if (v->kind != VALUE_INT)
            return execute_stuck(run, state, "output of a value that is not known");
        options->write(options->write_to, stream, (char[]){(char)v->imm}, 1);
    }
    return ADVANCE_ON;
}

uint64_t execute_format(struct run *run, struct state *state, struct place to, const char *format, uint64_t bits)
{
    char text[FORMATTED];
    double number;
    memcpy(&number, &bits, sizeof number);
    int length = snprintf(text, sizeof text, format, number);
    size_t count = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    for (size_t i = 0; i < count; i++, to.offset++)
        memory_store(run, state, to, value_int(&run->values, 1, (unsigned char)text[i]));
    return count;
}

// ---- execution ----

static bool must_end(struct run *run, const struct state *state, uint64_t budget)
{
    struct execution *execution = run->execution;
    uint64_t steps = execution->result->steps++;
    if (steps >= budget)
        execute_end(run, state, ENGINE_END_BUDGET, 0);
    else if (steps % STEPS_BETWEEN_LOOKS == 0 && execution->options->stop && *execution->options->stop)
        execute_end(run, state, ENGINE_END_STOPPED, 0);
    return execution->ended;
}

static void execute_all(struct run *run, struct state *state)
{
    struct execution *execution = run->execution;
    uint64_t budget = execution->options->step_budget ? execution->options->step_budget : STEPS_EXECUTED;
    while (!must_end(run, state, budget))
        if (exec_step(run, state) == ADVANCE_END)
            break;
    if (!execution->ended && state->frames.count)
        execute_stuck(run, state, "there is no way on from here");
    execute_end(run, state, ENGINE_END_EXITED, 0);
}

void engine_execute(
    const struct ir_program *program, const struct engine_execute_options *options, struct engine_execution *result)
{
    *result = (struct engine_execution){0};
    struct execution execution = {.options = options, .result = result};
    struct run run;
    run_set_up(&run, program, &(struct engine_options){.entry = options->entry});
    run.execution = &execution;
    uint32_t entry = ir_program_find(program, options->entry);
    if (entry == IR_NONE || !program->functions.at[entry].defined) {
        result->end = ENGINE_END_STUCK;
        result->why = memory_format("there is no function '%s'", options->entry);
    } else {
        struct state *state = run_first_state(&run, entry);
        execute_all(&run, state);
        state_free(state);
    }
    engine_result_free(run.result);
    run_tear_down(&run);
}

void engine_execution_free(struct engine_execution *result)
{
    free(result->why);
}
