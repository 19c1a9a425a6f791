// ndislint config: what is configured, where each value comes from, and whether it is right.
#include "cli/commands.h"
#include "cli/common.h"

struct config_options {
    struct common_options common;
};

static const struct option option_table[] = {
    COMMON_OPTIONS(struct config_options, common),
    {0},
};

static void show_setting(const struct config *config, unsigned key)
{
    const struct config_setting *setting = &config->settings[key];
    printf("%-16s", config_rows[key].key);
    for (size_t i = 0; i < setting->values.count; i++)
        printf("%s%s", i ? ", " : " ", setting->values.at[i]);
    if (setting->line)
        printf("%s (%s:%u)\n", setting->values.count ? "" : " set", config->path, setting->line);
    else
        printf(" %s (default): %s\n", config_rows[key].otherwise, config_rows[key].help);
}

static void show(const struct config *config)
{
    printf("configuration: %s\n", config->path ? config->path : "none: there is no .ndislint.yaml here or above");
    for (unsigned key = 0; key < CONFIG_COUNT; key++)
        show_setting(config, key);
}

static char *check_rules(const struct session_options *session, const struct config *config)
{
    struct report_run report = {0};
    struct catalogue *catalogue = session_catalogue(session, &report);
    char *problem = catalogue ? config_check_rules(config, catalogue) : memory_format("%s", report.errors.at[0]);
    catalogue_free(catalogue);
    report_run_free(&report);
    return problem;
}

// Whether what other layers read of it is right too.
static int verify(const struct session_options *session, const struct config *config)
{
    if (!config->path) {
        puts("there is no .ndislint.yaml here or above: nothing is configured");
        return REPORT_STATUS_CLEAN;
    }
    struct session_options own = *session;
    own.config = config->path;
    char *problem = session_check_config(&own);
    if (!problem)
        problem = check_rules(session, config);
    if (problem)
        fprintf(stderr, "ndislint: %s\n", problem);
    else
        printf("%s: nothing is wrong\n", config->path);
    int status = problem ? REPORT_STATUS_USAGE : REPORT_STATUS_CLEAN;
    free(problem);
    return status;
}

static int act(const char *action, const struct config_options *options, struct operands *operands)
{
    struct configured configured = {0};
    struct session_options session = common_session(&options->common, operands);
    int status = REPORT_STATUS_USAGE;
    if (common_configure(&options->common, operands, &configured, &session)) {
        status = REPORT_STATUS_CLEAN;
        if (!strcmp(action, "show"))
            show(configured.config);
        else
            status = verify(&session, configured.config);
    }
    common_release(&configured);
    return status;
}

static int run(const struct command *command, int count, char **arguments)
{
    struct config_options options = {0};
    struct operands operands = {0};
    int status = REPORT_STATUS_USAGE;
    enum parse_outcome outcome = options_parse(command, count, arguments, &options, &operands);
    const char *action = operands.paths.count ? operands.paths.at[0] : "show";
    if (outcome == PARSE_DONE) {
        status = REPORT_STATUS_CLEAN;
    } else if (outcome == PARSE_GO && strcmp(action, "show") && strcmp(action, "verify")) {
        fprintf(stderr, "ndislint config: %s: say show or verify\n", action);
    } else if (outcome == PARSE_GO) {
        if (operands.paths.count) {
            memmove(operands.paths.at, operands.paths.at + 1, (operands.paths.count - 1) * sizeof *operands.paths.at);
            operands.paths.count--;
        }
        status = act(action, &options, &operands);
    }
    operands_free(&operands);
    options_free(command, &options);
    return status;
}

const struct command command_config = {
    .name = "config",
    .arguments = "[show|verify] [options] [PATH]",
    .summary = "show what is configured for PATH and where it comes from, or verify it",
    .options = option_table,
    .run = run,
};
