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

enum report_step_kind { REPORT_STEP_EVENT, REPORT_STEP_BRANCH, REPORT_STEP_CALL, REPORT_STEP_ENTRY, REPORT_STEP_LEAVE };

// One step of a finding's path, in order of execution.
struct report_step {
    enum report_step_kind kind;
    unsigned depth; // call depth below the entry point
    struct report_place place;
    char *message;
};

// Why a finding is not counted.
enum report_quiet {
    REPORT_LOUD,        // it is
    REPORT_IN_SOURCE,   // a comment or pragma beside it says so
    REPORT_IN_BASELINE, // it was there before
    REPORT_UNTOUCHED,   // its path crosses nothing of what was asked for
    REPORT_SWITCHED_OFF // the configuration switches its rule off
};

// "inSource", …, as the formats for machines have it; the words for people ("suppressed in the source").
const char *report_quiet_name(enum report_quiet quiet);
const char *report_quiet_words(enum report_quiet quiet);
enum { REPORT_QUIETS = REPORT_SWITCHED_OFF + 1 };

struct report_finding {
    char *rule; // id in the catalogue
    enum report_level level;
    char *message;
    char *function;
    struct report_place place;
    VEC(struct report_step) steps;
    VEC(struct report_place) others; // further places of the same finding
    struct report_place subject;     // where what it is about began; path NULL: nowhere
    VEC(struct report_place) lines;  // what its path executes of the driver: each line once, sorted; column 0
    char *line_hash;   // of its line's text and of what follows, as code scanning has it; fingerprint.h; or NULL
    char *fingerprint; // of rule, function and statement, whatever the layout and the file; fingerprint.h; or NULL
    enum report_quiet quiet;
    char *reason; // why it is quiet, in the words of who made it so; or NULL
    char *replay; // the choices that lead there, for a native run of the same models
};

// Something about the run that is no finding: a suppression that suppresses nothing, a stale baseline.
struct report_remark {
    enum report_level level;
    struct report_place place; // path NULL: nowhere
    char *text;
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

// A line that names what is declared in lines FIRST to LAST of another file, or of the same. Files are indices.
struct report_mention {
    uint32_t file, line;
    uint32_t to_file, first, last;
};

// What the lines of a driver name, where that was asked for.
struct report_mentions {
    VEC(char *) files;             // absolute
    VEC(struct report_mention) at; // sorted by file and line, each once
};

// What --stats prints beyond the findings.
struct report_stats {
    unsigned functions_with_gaps; // of report_driver.functions
    VEC(struct report_gap) gaps;
    VEC(char *) unmodelled; // functions that have neither a body nor a model
    VEC(struct report_site) sites;
    uint64_t steps, states, merged, candidates, confirmed, dropped;
    size_t precompiled; // units parsed with a precompiled header
    double parse_seconds, explore_seconds;
};

// One checked driver.
struct report_driver {
    char *name;
    VEC(struct report_finding) findings; // in order of place
    VEC(struct report_finding) quiet;    // those that do not count, in order of place
    VEC(struct report_reason) reasons;   // not empty: incomplete
    char *not_applicable;                // why the rules do not concern it, or NULL
    VEC(char *) sources;                 // the driver's own files, headers too; sorted
    struct report_mentions mentions;
    unsigned files, functions;           // translation units; function definitions in the driver's own files
    double seconds;
    bool fallback_headers; // parsed without a WDK
    struct report_stats stats;
};

struct report_run {
    VEC(struct report_driver) drivers;
    VEC(char *) errors; // what kept the check from being done: bad paths, bad options, a broken installation
    VEC(char *) notes;  // worth knowing, harmless
    VEC(struct report_remark) remarks;
    char *root; // absolute: the repository's folder, or the common one of the sources; NULL: nothing was found
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

// What a verdict says of one driver. Findings win; the words are "clean", "findings", "incomplete", "not applicable".
enum report_verdict { REPORT_CLEAN, REPORT_FINDINGS, REPORT_INCOMPLETE, REPORT_NOT_APPLICABLE };
enum report_verdict report_verdict_of(const struct report_driver *driver);
const char *report_verdict_name(enum report_verdict verdict);

// Moves the findings of DRIVER for which QUIET answers something else than REPORT_LOUD to the quiet ones. *REASON is
// released with free(), and may stay NULL.
typedef enum report_quiet report_judge(void *subject, const struct report_finding *finding, char **reason);
void report_quieten(struct report_driver *driver, report_judge *judge, void *subject);

// Adds a remark; takes ownership of TEXT. PATH is copied, and may be NULL.
void report_add_remark(struct report_run *run, enum report_level level, const struct report_place *place, char *text);

// Adds to MENTIONS what one line of the file PATH (absolute) names in another one; report_mentions_sort comes last.
void report_mention_add(struct report_mentions *mentions, const char *path, uint32_t line, const char *to_path,
    uint32_t first, uint32_t last);
void report_mentions_sort(struct report_mentions *mentions);

// The index of the file PATH (absolute) in MENTIONS; UINT32_MAX if none of its lines names or is named.
uint32_t report_mentions_file(const struct report_mentions *mentions, const char *path);

// A copy of a place that begins to be owned.
struct report_place report_place_copy(const char *path, uint32_t line, uint32_t column);

// Releases what DRIVER owns.
void report_driver_free(struct report_driver *driver);

void report_run_free(struct report_run *run);

#endif
