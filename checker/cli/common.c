// What the subcommands that read drivers have in common.
#include "cli/common.h"

#include "report/excerpt.h"

struct session_options common_session(const struct common_options *common, const struct operands *operands)
{
    struct session_options session = {
        .paths = operands->paths.at,
        .path_count = operands->paths.count,
        .flags = operands->flags.at,
        .flag_count = operands->flags.count,
        .wdk = common->wdk,
        .commands = common->commands,
        .project = common->project,
        .configuration = common->configuration,
        .configurations = common->all_configurations ? SESSION_ALL_CONFIGURATIONS : SESSION_ONE_CONFIGURATION,
        .rules = common->rules.values.at,
        .rules_count = common->rules.values.count,
        .jobs = common->jobs,
    };
    return session;
}

static void print_message(const char *kind, const char *words)
{
    fputs(kind, stderr);
    excerpt_print_text(stderr, words);
    fputc('\n', stderr);
}

void common_print_errors(const struct report_run *run)
{
    for (size_t i = 0; i < run->notes.count; i++)
        print_message("ndislint: note: ", run->notes.at[i]);
    for (size_t i = 0; i < run->errors.count; i++)
        print_message("ndislint: ", run->errors.at[i]);
}
