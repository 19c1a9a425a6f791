// The machine that the driver runs on: its variables, its memory and its stack, which can be saved and restored.
#ifndef NATIVE_MACHINE_H
#define NATIVE_MACHINE_H

#include <stddef.h>
#include <stdint.h>

enum outcome {
    OUTCOME_CUT,     // at lint_cut: the run can go on from here
    OUTCOME_END,     // the harness returned
    OUTCOME_ASSUMED, // lint_assume: this run does not happen
    OUTCOME_BLOCKED, // lint_block
    OUTCOME_RAISED,  // a structured exception that nothing here can catch
    OUTCOME_HANG,    // more branches than a run can have
    OUTCOME_CRASH,   // a signal
    OUTCOME_MISUSE,  // memory was freed that was not in use
    OUTCOMES
};

enum { BRANCHES_PER_EVENT = 20 * 1000 }; // more is a hang: an event has some hundreds

// Runs the harness from its beginning.
enum outcome machine_begin(void);

// Goes on from the lint_cut that IMAGE was saved at.
enum outcome machine_resume(const unsigned char *image);

// Ends the run, or lets it wait at lint_cut; called by what runs on the machine. Returns only after a cut.
void machine_stop(enum outcome outcome);

// What is saved: all that a run can change. The image is borrowed until the next call; *LOST is how many blocks of
// memory nothing points to any more that the driver should have freed.
const unsigned char *machine_save(size_t *size, unsigned *lost);

// The place in the driver that made the call to the model that is running: an offset into its code, not 0; 0: none.
unsigned machine_site(void);

#endif
