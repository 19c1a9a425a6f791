// What the subcommands that read drivers have in common.
#ifndef CLI_COMMON_H
#define CLI_COMMON_H

#include "cli/options.h"
#include "config/config.h"
#include "session/session.h"

struct common_options {
    const char *wdk, *commands, *project, *configuration, *config, *cache;
    bool all_configurations, no_config, no_cache;
    struct option_list rules;
    unsigned jobs, cache_size;
};

// The rows of an option table for the field FIELD, a struct common_options, of the record TYPE.
// clang-format off
#define COMMON_OPTIONS(type, field) \
    {"--wdk", "DIR", "take Windows headers from the WDK in DIR", OPTION_TEXT, offsetof(type, field.wdk)}, \
    {"-p", "DIR", "take files and flags from DIR/compile_commands.json", OPTION_TEXT, offsetof(type, field.commands)}, \
    {"--project", "FILE", "take files and flags from this .vcxproj, .sln, .slnx, sources or dirs", OPTION_TEXT, \
        offsetof(type, field.project)}, \
    {"--configuration", "NAME", "of projects: 'Release|x64' (default: Debug|x64 or the nearest)", OPTION_TEXT, \
        offsetof(type, field.configuration)}, \
    {"--all-configurations", NULL, "check every configuration of each project", OPTION_FLAG, \
        offsetof(type, field.all_configurations)}, \
    {"--rules", "DIR", "add the rule pack in DIR; may be repeated", OPTION_LIST, offsetof(type, field.rules)}, \
    {"--config", "FILE", "take the configuration from FILE (default: the nearest .ndislint.yaml upward)", OPTION_TEXT, \
        offsetof(type, field.config)}, \
    {"--no-config", NULL, "take no configuration", OPTION_FLAG, offsetof(type, field.no_config)}, \
    {"--cache", "DIR", "keep what was computed in DIR (default: $XDG_CACHE_HOME/ndislint, ~/.cache/ndislint)", \
        OPTION_TEXT, offsetof(type, field.cache)}, \
    {"--cache-size", "MB", "let what is kept take so many megabytes (default: 1024)", OPTION_NUMBER, \
        offsetof(type, field.cache_size)}, \
    {"--no-cache", NULL, "neither use nor keep what was computed", OPTION_FLAG, offsetof(type, field.no_cache)}, \
    {"-j", "N", "parse N files at once (default: one per processor)", OPTION_NUMBER, offsetof(type, field.jobs)}
// clang-format on

// The session's options. Borrows what both hold.
struct session_options common_session(const struct common_options *common, const struct operands *operands);

// What a configuration adds to a command line.
struct configured {
    struct config *config;
    VEC(const char *) flags, rules; // the configuration's, then the command line's
    VEC(char *) owned;              // of the flags
};

// Finds and reads the configuration of what is checked, and adds to SESSION what the command line leaves open. CONFIGURED,
// zeroed before, outlives SESSION and is released with common_release. False, and the user was told why, if the
// configuration is wrong.
bool common_configure(const struct common_options *common, const struct operands *operands,
    struct configured *configured, struct session_options *session);

void common_release(struct configured *configured);

// Prints a run's notes and errors to standard error.
void common_print_errors(const struct report_run *run);

#endif
