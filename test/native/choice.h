// The choices of a run: enumerated depth first, or read from a script.
#ifndef NATIVE_CHOICE_H
#define NATIVE_CHOICE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

// What is chosen. Written down, a run is `c1 c0 v0x5a0101 b0x7,0x1`:
//     c  an answer of lint_choose or lint_fails
//     v  a value of lint_fresh
//     b  the first two words of unknown memory
//     (the first touch of that memory, where its words are chosen, is not written)
//     m  an answer of lint_matters or lint_progresses (in scripts only; without it the answer is 1)
enum choice_kind {
    CHOICE_ANSWER = 'c',
    CHOICE_VALUE = 'v',
    CHOICE_BYTES = 'b',
    CHOICE_MATTERS = 'm',
    CHOICE_TOUCH = 0
};

struct choice {
    uint8_t kind;
    uint8_t taken, count; // which of how many
    uint32_t second;      // CHOICE_BYTES: the second word
    uint64_t value;
};

enum { CHOICES_PER_RUN = 4096 };

struct choices {
    struct choice at[CHOICES_PER_RUN];
    uint32_t length, next;
    bool scripted; // what the script does not say is 0
};

// The choices of the run that is under way.
extern struct choices choices;

// The next choice, of KIND, among COUNT possibilities; its `taken` says which, its value is the caller's to fill in.
// In a scripted run: the script's token if it is of KIND, NULL if the script says nothing here.
struct choice *choice_next(enum choice_kind kind, uint32_t count);

// Begins a run with the same choices up to the last one that has a possibility left, and that; false: there is none.
bool choices_advance(void);

// Forgets all choices: the first run.
void choices_clear(void);

// Reads a script; false if it is none.
bool choices_read(const char *script);

// Writes COUNT choices behind what stands in TO already, a space before each but the first.
void choices_print(FILE *to, const struct choice *of, uint32_t count);

#endif
