// All runs of the driver: breadth first over the events of the harness, depth first over the choices of each event.
//
// A run is cut at each lint_cut. What the driver and the models hold there is one state; from there the next event is
// run once for each sequence of its choices. Equal states are explored once, so that the runs of an event stand for all
// runs that lead to it. `merge = false` goes without that (for small bounds): it must find the same.
#include "explore.h"

#include "choice.h"
#include "intrinsics.h"
#include "machine.h"
#include "record.h"
#include "states.h"

#include <stdlib.h>

// An event that hangs so often is left alone: its other choices would as well, and each hang takes long.
enum { HANGS_PER_EVENT = 200 };

static const struct bounds *within;
static FILE *listed;
static bool left_alone; // an event was

// ---- a run as choices, from the beginning ----

static void write_way(FILE *to, uint32_t state)
{
    if (state == NO_STATE)
        return;
    write_way(to, states_at(state)->before);
    choices_print(to, states_at(state)->choices, states_at(state)->choice_count);
}

// The run that is under way: how it came to the STATE in which its last event began, and that event's choices.
static void write_run(FILE *to, const void *state)
{
    write_way(to, *(const uint32_t *)state);
    choices_print(to, choices.at, choices.scripted ? choices.length : choices.next);
}

static void list_run(uint32_t from)
{
    char *text = NULL;
    size_t size;
    FILE *line = listed ? open_memstream(&text, &size) : NULL;
    if (!line)
        return;
    write_run(line, &from);
    fclose(line);
    fprintf(listed, "%s\n", text);
    free(text);
}

// ---- exploring ----

// How many calls may still fail behind the state FROM.
static uint32_t failures_left(uint32_t from)
{
    return within->failures - (from == NO_STATE ? 0 : states_at(from)->failures);
}

static void keep_state(uint32_t from, const unsigned char *image, size_t size)
{
    struct state state = {.before = from,
        .events = from == NO_STATE ? 0 : states_at(from)->events + 1,
        .failures = within->failures - intrinsics.failures,
        .choices = choices.at,
        .choice_count = choices.next};
    if (within->merge && !states_add_new(image, size, state))
        return;
    if (!within->merge)
        states_add(image, size, state);
    list_run(from);
}

static void finish_run(uint32_t from, enum outcome outcome)
{
    unsigned lost = 0;
    size_t size;
    const unsigned char *image = NULL;
    if (outcome == OUTCOME_CUT || outcome == OUTCOME_END)
        image = machine_save(&size, &lost);
    if (outcome == OUTCOME_CUT)
        keep_state(from, image, size);
    else if (outcome == OUTCOME_END)
        list_run(from);
    record.choices += choices.next;
    record_run(outcome, lost, write_run, &from);
}

// The runs of the event behind the state FROM, or of what comes before the first one.
static void explore_from(uint32_t from)
{
    unsigned hangs = 0;
    choices_clear();
    do {
        enum outcome outcome;
        intrinsics.failures = failures_left(from);
        if (from == NO_STATE)
            outcome = machine_begin();
        else
            outcome = machine_resume(states_image(from));
        finish_run(from, outcome);
        hangs += outcome == OUTCOME_HANG;
    } while (choices_advance() && record.runs < within->runs && hangs < HANGS_PER_EVENT);
    left_alone |= hangs == HANGS_PER_EVENT;
}

void explore(const struct bounds *bounds, FILE *list)
{
    within = bounds;
    listed = list;
    explore_from(NO_STATE);
    for (uint32_t i = 0; i < states_count() && record.runs < bounds->runs; i++)
        if (states_at(i)->events < bounds->events)
            explore_from(i);
    record.states = states_count();
    record.complete = record.runs < bounds->runs && !left_alone;
}

void explore_script(void)
{
    static const uint32_t from = NO_STATE;
    unsigned lost = 0;
    intrinsics.failures = UINT32_MAX;
    enum outcome outcome = machine_begin();
    while (outcome == OUTCOME_CUT && choices.next < choices.length) {
        size_t size;
        const unsigned char *image = machine_save(&size, &lost);
        outcome = machine_resume(image);
    }
    record_run(outcome, lost, write_run, &from);
}
