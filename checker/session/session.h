// One run of the checker over what the user named: which drivers that is, and for each what there is to say.
//
// Nothing here prints, but into the streams that the caller gives. Everything a user can cause ends up in the
// report: as an error if nothing could be checked, as a reason for an incomplete verdict if something was.
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "report/catalogue.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum session_slicing { SESSION_SLICED, SESSION_WHOLE };   // leave out what cannot matter, or nothing
enum session_mentions { SESSION_WITHOUT_MENTIONS, SESSION_WITH_MENTIONS }; // fill report_driver.mentions or not
enum session_precompiling { SESSION_PRECOMPILED, SESSION_PARSED }; // share what sources begin with, or never
enum session_merging { SESSION_MERGED, SESSION_UNMERGED }; // merge states that agree, or never

// How far a run has come, for whoever waits for it.
struct session_progress {
    const char *phase;    // "parsing", "exploring"
    uint64_t done, total; // total 0: unknown
};

struct session_options {
    const char *const *paths; // files and folders; none: the working folder
    size_t path_count;
    const char *const *flags; // for clang, in front of everything that is guessed
    size_t flag_count;
    enum session_guessing { SESSION_GUESSES, SESSION_TAKES_AS_GIVEN } guessing; // files that are named: no other flags
    const char *wdk;          // folder of a WDK, or NULL
    const char *commands;     // folder that holds compile_commands.json, or NULL
    const char *project;      // a project file, solution, `sources` or `dirs`; NULL: what is found
    const char *configuration; // "Release|x64"; NULL: Debug|x64, or what is nearest
    enum session_configurations { SESSION_ONE_CONFIGURATION, SESSION_ALL_CONFIGURATIONS } configurations;
    const char *const *rules; // folders of rule packs, beside the installed one (pack.h)
    size_t rules_count;
    const char *config;       // the .ndislint.yaml to take aliases from: absolute; NULL: the nearest one; "": none
    unsigned jobs;            // parsers at once; 0: one per processor
    enum session_slicing slicing;
    enum session_merging merging;
    enum session_mentions mentions;
    enum session_precompiling precompiling;
    uint64_t step_budget;      // 0: the engine's default
    enum session_caching {
        SESSION_CACHED,
        SESSION_UNCACHED
    } caching; // what earlier runs have computed is taken, or not
    const char *cache;        // the folder that holds it; NULL: the user's (store_default_folder)
    uint64_t cache_limit;     // the bytes that it may take; 0: 1 GB
    struct session_memory *memory; // of the checks that this process did before; NULL: none
    volatile const int *stop; // set asynchronously: end early, incomplete; may be NULL
    void (*progress)(void *to, const struct session_progress *progress); // may be NULL
    void *progress_to;
};

// What a process that checks again and again keeps in memory.
struct session_memory *session_memory_new(void);
void session_memory_free(struct session_memory *memory);

// Checks the drivers. RUN, zeroed before, is released with report_run_free.
void session_check(const struct session_options *options, struct report_run *run);

// Writes the lowered form of the one source that OPTIONS name to OUTPUT, which session_check takes in its place, and the
// files that it was made of to DEPENDENCIES (a rule for make and ninja; NULL: not). False, with the reasons in RUN's
// errors, if there is nothing to write.
bool session_compile(
    const struct session_options *options, const char *output, const char *dependencies, struct report_run *run);

// Prints the lowered form of the files, or of the functions called FUNCTION in them (NULL: all). False, with the
// reasons in ERRORS' list, if a file could not be lowered.
bool session_print_ir(const struct session_options *options, const char *function, FILE *out, struct report_run *run);

// Prints the command line of clang for each file, one a line, as a shell takes it. OVERLAY is a folder for the
// virtual files that it needs (names in another case, generated headers); NULL: the command lines lack them.
void session_print_flags(const struct session_options *options, const char *overlay, FILE *out, struct report_run *run);

// Calls SHOW with each of these command lines; the file is its last word.
void session_commands(const struct session_options *options, const char *overlay,
    void (*show)(void *subject, const char *const *words, size_t count), void *subject, struct report_run *run);

// Says which drivers there are, of what they are made and what makes them drivers, and what is not checked and why.
void session_print_projects(const struct session_options *options, FILE *out, struct report_run *run);

// Says for each of the files that OPTIONS name which projects compile it, and where each of its flags was written.
void session_print_why(const struct session_options *options, FILE *out, struct report_run *run);

// Writes a compile_commands.json of all sources that are checked, for clangd and others. OVERLAY as above.
void session_print_compdb(
    const struct session_options *options, const char *overlay, FILE *out, struct report_run *run);

// Runs the engine on a program that is one file. Compares what the test intrinsics print with the `// expect:`
// comments in it: differences go to OUT, and it returns how many there are; or writes to OUT what they print, and why
// not everything was explored.
enum session_test_output { SESSION_TEST_COMPARE, SESSION_TEST_PRINT };
unsigned session_engine_test(const struct session_options *options, const char *entry, enum session_test_output output,
    FILE *out, struct report_run *run);

// The exit statuses of session_execute beside the program's own, as a shell has them for a command that it could not
// run to its end.
enum {
    SESSION_OVER_BUDGET = 124,
    SESSION_NOT_EXECUTED = 125, // why stands in RUN's errors
    SESSION_ABORTED = 134,
};

// Executes the C program whose sources are the files, from its main: what it prints goes to OUT and ERR. It is compiled
// for this machine, or as a driver is. Returns its exit status.
enum session_target { SESSION_HOST, SESSION_WINDOWS };
int session_execute(
    const struct session_options *options, enum session_target target, FILE *out, FILE *err, struct report_run *run);

// The folder that keeps what was computed for runs with OPTIONS; NULL: none does. Released with free().
char *session_cache_folder(const struct session_options *options);

// What is wrong with the part of the configuration that this layer reads (options' `config`); NULL: nothing. Released
// with free().
char *session_check_config(const struct session_options *options);

// The catalogue of the rule pack that OPTIONS name. NULL, and why in RUN's errors, if there is none.
struct catalogue *session_catalogue(const struct session_options *options, struct report_run *run);

// The page of rule ID in the packs that OPTIONS name, or NULL; released with free().
char *session_rule_page(const struct session_options *options, const char *id);

// "0.1.0 (libclang …)"; released with free().
char *session_version(void);

#endif
