// What the subcommands that read drivers have in common.
#ifndef CLI_COMMON_H
#define CLI_COMMON_H

#include "cli/options.h"
#include "session/session.h"

struct common_options {
    const char *wdk, *commands, *project, *configuration;
    bool all_configurations;
    struct option_list rules;
    unsigned jobs;
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
    {"-j", "N", "parse N files at once (default: one per processor)", OPTION_NUMBER, offsetof(type, field.jobs)}
// clang-format on

// The session's options. Borrows what both hold.
struct session_options common_session(const struct common_options *common, const struct operands *operands);

// Prints a run's notes and errors to standard error.
void common_print_errors(const struct report_run *run);

#endif
