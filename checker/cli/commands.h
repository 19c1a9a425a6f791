// The subcommands: one file each.
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/options.h"

extern const struct command command_check, command_config, command_explain, command_flags, command_ir, command_lsp,
    command_rules, command_cache, command_compile, command_plan;
extern const struct command command_projects, command_why, command_compdb;
extern const struct command command_engine_test, command_run, command_man, command_completion;

// All of them, in the order in which they are listed; NULL behind the last.
extern const struct command *const commands_all[];

#endif
