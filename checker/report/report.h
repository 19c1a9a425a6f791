// What a check has to say about each driver, in the terms that every output format shares.
//
// The session fills these records; the formats (text.h, stats.h) and the expectations (verify.h) read them.
// Texts and arrays are owned by the record that holds them, unless a field says "borrowed".
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum report_level { REPORT_NOTE, REPORT_WARNING, REPORT_ERROR };

// "note", "warning", "error".
const char *report_level_name(enum report_level level);

// The level called NAME in *LEVEL; false if there is none.
bool report_level_parse(const char *name, enum report_level *level);

// A place in a source file. Lines and columns count from 1, columns in bytes.
struct report_place {
    char *path; // NULL: nowhere
    uint32_t line, column;
};

// One step of a finding's path, in order of execution.
struct report_step {
    unsigned depth; // call depth below the entry point
    struct report_place place;
    char *message;
};

struct report_finding {
    char *rule; // id in the catalogue
    enum report_level level;
    char *message;
    char *function;
    struct report_place place;
    VEC(struct report_step) steps;
    VEC(struct report_place) others; // further places of the same finding
    char *replay; // the choices that lead there, for a native run of the same models
};

// Why a check could not see everything.
struct report_reason {
    char *text;
    struct report_place place;
};

// One call site of a function that the rules are about, and what became of it: "executed", …
struct report_site {
    char *callee, *function;
    struct report_place place;
    const char *state; // static
};

// A part of a function that could not be lowered.
struct report_gap {
    char *function; // NULL: outside of all functions
    struct report_place place;
    char *reason;
};

// What --stats prints beyond the findings.
struct report_stats {
    unsigned functions_with_gaps; // of report_driver.functions
    VEC(struct report_gap) gaps;
    VEC(char *) unmodelled; // functions that have neither a body nor a model
    VEC(struct report_site) sites;
    uint64_t steps, states, merged, candidates, confirmed, dropped;
    double parse_seconds, explore_seconds;
};

// One checked driver.
struct report_driver {
    char *name;
    VEC(struct report_finding) findings; // in order of place
    VEC(struct report_reason) reasons;   // not empty: incomplete
    char *not_applicable;                // why the rules do not concern it, or NULL
    VEC(char *) sources;                 // the driver's own files, headers too; sorted
    unsigned files, functions;           // translation units; function definitions in the driver's own files
    double seconds;
    bool fallback_headers; // parsed without a WDK
    struct report_stats stats;
};

struct report_run {
    VEC(struct report_driver) drivers;
    VEC(char *) errors; // what kept the check from being done: bad paths, bad options, a broken installation
    VEC(char *) notes;  // worth knowing, harmless
};

// The process's exit status: what the user must learn from a run, worst first.
enum report_status {
    REPORT_STATUS_CLEAN = 0,
    REPORT_STATUS_FINDINGS = 1,   // at or above the level to fail on
    REPORT_STATUS_USAGE = 2,      // bad usage, configuration or input
    REPORT_STATUS_INCOMPLETE = 3, // no findings, but something could not be analysed
    REPORT_STATUS_INTERNAL = 70,
};

enum report_status report_exit_status(const struct report_run *run, enum report_level fail_on);

// A copy of a place that begins to be owned.
struct report_place report_place_copy(const char *path, uint32_t line, uint32_t column);

void report_run_free(struct report_run *run);

#endif
