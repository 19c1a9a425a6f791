// The rule catalogue: what each rule is called, how serious it is, and when the rules concern a driver at all.
//
// It is read from two files in the folder of the rule pack: catalogue.yaml has one row for each rule (id, level, title;
// any further keys are text for `ndislint explain`), applies.yaml says what a driver must do for the rules to concern
// it. Both begin with a comment on their keys.
#ifndef REPORT_CATALOGUE_H
#define REPORT_CATALOGUE_H

#include "report/report.h"

#include <stdbool.h>
#include <stdint.h>

struct catalogue_text {
    char *key, *value;
};

struct catalogue_rule {
    char *id, *title;
    enum report_level level;
    VEC(struct catalogue_text) texts; // all other keys, in order
};

// A call that counts only with one of VALUES in FIELD of what it is given.
struct catalogue_event {
    char *call, *field;
    VEC(int64_t) values;
};

// What a step of a path whose words hold WHEN makes of that which the finding is about: what the report draws.
struct catalogue_state {
    char *when, *state;
};

struct catalogue_condition {
    VEC(char *) calls;
    VEC(struct catalogue_event) events;
    char *otherwise; // the words for a driver that does none of it
};

struct catalogue {
    VEC(struct catalogue_rule) rules;
    VEC(struct catalogue_state) states;
    struct catalogue_condition registers, uses;
    VEC(char *) entries; // functions with which a whole driver begins
};

// Reads both files in FOLDER. NULL, and why in *ERROR (owned by the caller), if they cannot be read.
struct catalogue *catalogue_read(const char *folder, char **error);

// Adds the rules of the pack in FOLDER and, if it has an applies.yaml, what that says of `registers` and `uses`. NULL on
// success; else what is wrong, released with free().
char *catalogue_add(struct catalogue *catalogue, const char *folder);

// The rule called ID, or NULL.
const struct catalogue_rule *catalogue_find(const struct catalogue *catalogue, const char *id);

// What KEY says in RULE's row ("sentence", "link", …), or NULL. RULE may be NULL.
const char *catalogue_text(const struct catalogue_rule *rule, const char *key);

// The state that follows a step with the words MESSAGE, or NULL: it changes nothing.
const char *catalogue_state_after(const struct catalogue *catalogue, const char *message);

void catalogue_free(struct catalogue *catalogue);

#endif
