// The front end: C sources and flags in, lowered units out. The only layer that knows libclang.
//
// Sources are parsed in child processes, since no input may take the program along: 20,000 nested operators
// exhaust any stack, and libclang does not always recover. Nothing of a source is ever executed.
#ifndef FRONTEND_FRONTEND_H
#define FRONTEND_FRONTEND_H

#include "ir/ir.h"
#include "support/vec.h"

#include <stddef.h>

// One translation unit to parse.
struct frontend_source {
    const char *path;         // absolute
    const char *const *flags; // clang flags with absolute paths: -I, -D, …
    size_t flag_count;
};

enum frontend_process { FRONTEND_IN_CHILDREN, FRONTEND_IN_PROCESS }; // the second for debugging: a crash is a crash

// What the sources are compiled for: a driver, or a program of this machine (x86_64 Linux), which is executed.
enum frontend_target { FRONTEND_WINDOWS, FRONTEND_HOST };

// Whether units say which lines name what is declared elsewhere (ir_unit.mentions).
enum frontend_mentions { FRONTEND_WITHOUT_MENTIONS, FRONTEND_WITH_MENTIONS };

// Whether what several sources begin with is parsed once for all of them. The units are the same.
enum frontend_precompiling { FRONTEND_PRECOMPILES, FRONTEND_PARSES_WHOLE };

struct store;
struct frontend_recent;
struct frontend_options {
    enum frontend_target target;
    const char *rules;      // the folder of the rule pack: rules/include holds the fallback headers
    const char *wdk;        // Include/<version> of a WDK, which holds km, shared and um; NULL: fallback headers
    enum frontend_process process;
    enum frontend_mentions mentions;
    enum frontend_precompiling precompiling;
    unsigned jobs;          // child processes at once; 0: one per core
    volatile const int *stop; // not NULL and not 0: end soon; what is not parsed yet is left out
    struct frontend_recent *recent; // what the process has at hand of its last runs; NULL: nothing
    struct store *store;    // where outcomes are kept from run to run (support/store.h); NULL: nowhere
    void (*progress)(void *subject, size_t done, size_t total); // may be NULL
    void *progress_subject;
    // Called while the first sources are parsed, if any is, with what the result's ndis_flags will be; may be NULL.
    void (*parsing)(void *subject, const char *const *ndis_flags, size_t count);
    void *parsing_subject;
};

enum frontend_problem_kind {
    FRONTEND_MISSING_HEADER, // an included file was not found: code may be missing or misunderstood
    FRONTEND_UNREADABLE,     // the source does not exist, is not text, is too large
    FRONTEND_DIED,           // the parser died on it, or took too much time or memory
    FRONTEND_REFUSED,        // clang did not take a flag; the unit may be there all the same
    FRONTEND_STOPPED,        // the stop flag was set before its turn came
};

// What the user should know, about one source (or several: then the first of them).
struct frontend_problem {
    enum frontend_problem_kind kind;
    uint32_t source;       // index of the source
    char *file;            // where: as opened; line 0: the file as a whole
    uint32_t line, column;
    char *text;            // with what to do about it
};

struct frontend_result {
    struct ir_unit **units; // one for each source, in that order; NULL where there is none
    size_t unit_count;
    VEC(struct frontend_problem) problems; // sorted by source; a missing header once, however many include it
    // The kind and version of NDIS driver, as -D flags, that the sources say they are or that was assumed: models
    // parsed with these flags see the same records.
    VEC(char *) ndis_flags;
    size_t error_count;     // compiler errors over all units: they are the units' gaps
    size_t precompiled_count; // units parsed with a precompiled header: it depends on which process is faster
};

// Parses and lowers SOURCES. Errors in the sources are gaps in the units; what else is wrong is in `problems`.
void frontend_run(const struct frontend_options *options, const struct frontend_source *sources, size_t count,
    struct frontend_result *result);

// Calls SHOW with the command line by which each of SOURCES is parsed, in order, for use with other tools. What clang
// sees beside the disk (overlay.json, wpp.tmh) is written to FOLDER (absolute), if any of it is needed and FOLDER is
// not NULL. Returns NULL, or what could not be written, released with free().
char *frontend_show(const struct frontend_options *options, const struct frontend_source *sources, size_t count,
    const char *folder, void (*show)(void *subject, const char *const *words, size_t count), void *subject);

// What a process that runs again and again keeps at hand in memory.
struct frontend_recent *frontend_recent_new(void);
void frontend_recent_free(struct frontend_recent *recent);

// Frees the units too, except those that the caller has taken by setting them to NULL.
void frontend_result_free(struct frontend_result *result);

// The folders in which system headers are looked for, in order, so that nobody guesses at headers that are there.
// Each text and the array are released by frontend_folders_free.
struct frontend_folders {
    VEC(char *) paths;
};
void frontend_system_folders(const struct frontend_options *options, struct frontend_folders *folders);
void frontend_folders_free(struct frontend_folders *folders);

// NULL if FOLDER is the Include/<version> of a WDK; else what is wrong with it, released with free().
char *frontend_check_wdk(const char *folder);

// The folder Include/<version> of the WDK in FOLDER (that itself, a kit's root, a NuGet package), or NULL. Released with
// free().
char *frontend_wdk_include(const char *folder);

// The version of libclang, for reports. Released with free().
char *frontend_version(void);

#endif
