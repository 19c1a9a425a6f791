// ndislint cache: what is kept from run to run, and how to be rid of it.
#include "cli/commands.h"
#include "cli/common.h"

#include "support/store.h"

#include <inttypes.h>

struct cache_options {
    struct common_options common;
    bool clear;
};

static const struct option option_table[] = {
    {"--clear", NULL, "remove everything that is kept", OPTION_FLAG, offsetof(struct cache_options, clear)},
    COMMON_OPTIONS(struct cache_options, common),
    {0},
};

static int show(const char *folder)
{
    struct store_size size = store_measure(folder);
    printf("%s: %" PRIu64 " entries, %.1f MB\n", folder, size.entries, (double)size.bytes / (1 << 20));
    return REPORT_STATUS_CLEAN;
}

static int clear(const char *folder)
{
    char *problem = store_clear(folder);
    if (problem)
        fprintf(stderr, "ndislint cache: %s\n", problem);
    else
        printf("%s: empty\n", folder);
    int status = problem ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
    free(problem);
    return status;
}

static int act(const struct cache_options *options, const struct operands *operands)
{
    struct session_options session = common_session(&options->common, operands);
    struct configured configured = {0};
    int status = REPORT_STATUS_USAGE;
    if (common_configure(&options->common, operands, &configured, &session)) {
        char *folder = session_cache_folder(&session);
        if (folder)
            status = options->clear ? clear(folder) : show(folder);
        else
            fputs("ndislint cache: nothing is kept: name a folder with --cache DIR, or set HOME\n", stderr);
        free(folder);
    }
    common_release(&configured);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct cache_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    if (outcome == PARSE_DONE)
        status = REPORT_STATUS_CLEAN;
    else if (outcome == PARSE_GO)
        status = act(&options, &operands);
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_cache = {
    .name = "cache",
    .arguments = "[options] [PATH]",
    .summary = "show how much is kept from run to run, and where, or remove it",
    .details =
        "Units of sources and results of explorations are kept, each under a key of everything that it depends on.\n"
        "They may be removed at any time, while ndislint runs too.",
    .options = option_table,
    .run = run,
};
