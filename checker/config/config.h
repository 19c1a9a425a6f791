// The configuration of a repository: .ndislint.yaml, the nearest one upward. One table has the keys; what they mean for a
// check, the command line decides, which wins over them.
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "report/catalogue.h"
#include "report/report.h"
#include "support/vec.h"

enum config_kind {
    CONFIG_FLAG, // true or false
    CONFIG_LEVEL, // note, warning, error
    CONFIG_NUMBER, // of at least 1
    CONFIG_TEXT,   // not empty
    CONFIG_PATH, // relative to the file's folder; backslashes count as slashes
    CONFIG_PATHS, // a list of them
    CONFIG_TEXTS, // a list of texts
    CONFIG_MAP, // a mapping of rules to levels, or to off
    CONFIG_FOREIGN // read elsewhere
};

// name, key, kind, default (for people), what it says
#define CONFIG_KEYS(X) \
    X(ALIASES, "aliases", CONFIG_FOREIGN, "none", "functions without source that behave like one of NDIS") \
    X(BASELINE, "baseline", CONFIG_PATH, "none", "the file of findings to leave out, as --baseline") \
    X(CACHE, "cache", CONFIG_FLAG, "true", "whether what was computed is kept; false as --no-cache") \
    X(COMMANDS, "commands", CONFIG_PATH, "none", "the folder of compile_commands.json, as -p") \
    X(CONFIGURATION, "configuration", CONFIG_TEXT, "Debug|x64", "of projects, as --configuration") \
    X(DEFINES, "defines", CONFIG_TEXTS, "none", "macros for every source, as NAME or NAME=VALUE") \
    X(FAIL_ON, "fail-on", CONFIG_LEVEL, "warning", "the level of findings to fail at, as --fail-on") \
    X(INCLUDE, "include", CONFIG_PATHS, "none", "folders of headers for every source") \
    X(LEVELS, "levels", CONFIG_MAP, "those of the catalogue", "the level of single rules, or off") \
    X(PROJECT, "project", CONFIG_PATH, "what is found", "a project, solution, sources or dirs, as --project") \
    X(REQUIRE_REASON, "require-reason", CONFIG_FLAG, "false", "suppressions without a reason do not count") \
    X(RULES, "rules", CONFIG_PATHS, "none", "folders of rule packs to add, as --rules") \
    X(STEPS, "steps", CONFIG_NUMBER, "the engine's", "give up after so many steps of exploration, as --steps") \
    X(WDK, "wdk", CONFIG_PATH, "what is found", "the folder of a WDK, as --wdk")

enum config_key {
#define KEY(name, key, kind, otherwise, help) CONFIG_##name,
    CONFIG_KEYS(KEY)
#undef KEY
        CONFIG_COUNT
};

struct config_row {
    const char *key;
    enum config_kind kind;
    const char *otherwise, *help;
};
extern const struct config_row config_rows[CONFIG_COUNT];

// From 1.
struct config_place {
    unsigned line, column;
};

struct config_setting {
    unsigned line; // in the file; 0: it is not set
    VEC(char *) values; // as they are used: paths are absolute; of a mapping "rule: level"; none of what is foreign
    VEC(struct config_place) places; // where each value stands, or of a mapping the rule
};

struct config {
    char *path; // of the file, absolute; NULL: there is none, and nothing is set
    struct config_setting settings[CONFIG_COUNT];
};

// The .ndislint.yaml in FOLDER (absolute) or in the nearest folder above that has one; NULL: none has. Released with
// free().
char *config_find(const char *folder);

// Reads the file PATH (absolute; NULL: there is none). NULL, and what is wrong in *PROBLEM (released with free(), with
// line and column) if it is not as the table says.
struct config *config_read(const char *path, char **problem);

// The value of KEY, or NULL if it is not set. Borrowed.
const char *config_text(const struct config *config, enum config_key key);

// Gives the findings of RUN the levels that CONFIG has for their rules, and quietens those of rules that are off.
void config_apply_levels(const struct config *config, struct report_run *run);

// What is wrong with the rules that CONFIG names: one that CATALOGUE lacks; released with free(), or NULL.
char *config_check_rules(const struct config *config, const struct catalogue *catalogue);

void config_free(struct config *config);

#endif
