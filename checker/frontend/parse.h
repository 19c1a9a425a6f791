// One source through libclang, in this process: parsed, its errors collected, lowered.
#ifndef FRONTEND_PARSE_H
#define FRONTEND_PARSE_H

#include "frontend/flags.h"
#include "frontend/precompile.h"

#include <clang-c/Index.h>

// What is known about a source before it is parsed. Borrowed.
struct parse_job {
    uint32_t source; // its index
    const char *path;
    const struct flag_list *flags;
    bool traces; // it includes a .tmh file: undeclared trace functions are macros
    enum frontend_mentions mentions;
    const struct precompiled *precompiled; // what the source begins with, or NULL
    bool precompiles; // the source is that beginning itself: it is saved, and there is no unit
};

// One process's indexes: to parse, and to parse with a precompiled header.
struct parse_indexes {
    CXIndex plain, precompiled;
};
struct parse_indexes parse_indexes_new(void);
void parse_indexes_free(const struct parse_indexes *indexes);

// What came of it. Owned by the caller; the texts of problems are released with free().
struct parse_outcome {
    struct ir_unit *unit; // NULL if there is none; then a problem says why
    VEC(struct frontend_problem) problems;
    VEC(char *) read; // every file that it included, as clang calls it, but what a precompiled header did; may repeat
    uint32_t errors;
    bool precompiled; // parsed with a precompiled header
};

// Parses and lowers. Deep sources need a deep stack: see worker.c.
void parse_source(const struct parse_indexes *indexes, const struct parse_job *job, struct parse_outcome *outcome);

// Appends a problem to OUTCOME; takes ownership of TEXT.
void parse_problem(
    struct parse_outcome *outcome, const struct parse_job *job, enum frontend_problem_kind kind, char *text);

#endif
