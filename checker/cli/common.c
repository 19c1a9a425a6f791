// What the subcommands that read drivers have in common.
#include "cli/common.h"

#include "report/excerpt.h"
#include "support/file.h"
#include "support/path.h"

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
        .caching = common->no_cache ? SESSION_UNCACHED : SESSION_CACHED,
        .cache = common->cache,
        .cache_limit = (uint64_t)common->cache_size << 20,
    };
    return session;
}

// The folder from which the configuration is looked for: of what is checked first.
static char *first_folder(const struct common_options *common, const struct operands *operands)
{
    const char *first = operands->paths.count ? operands->paths.at[0] : common->commands ? common->commands : ".";
    char *cwd = file_cwd(), *path = path_absolute(cwd, first);
    char *folder = file_is_folder(path) ? memory_format("%s", path) : path_folder(path);
    free(cwd);
    free(path);
    return folder;
}

static char *config_path(const struct common_options *common, const struct operands *operands)
{
    if (common->no_config)
        return NULL;
    char *folder = common->config ? file_cwd() : first_folder(common, operands);
    char *path = common->config ? path_absolute(folder, common->config) : config_find(folder);
    free(folder);
    return path;
}

static void add_flags(struct configured *configured, enum config_key key, const char *option)
{
    const struct config_setting *setting = &configured->config->settings[key];
    for (size_t i = 0; i < setting->values.count; i++) {
        char *flag = memory_format("%s%s", option, setting->values.at[i]);
        vec_push(&configured->owned, flag);
        vec_push(&configured->flags, flag);
    }
}

static void merge(struct configured *configured, struct session_options *session)
{
    const struct config *config = configured->config;
    add_flags(configured, CONFIG_DEFINES, "-D");
    add_flags(configured, CONFIG_INCLUDE, "-I");
    for (size_t i = 0; i < session->flag_count; i++)
        vec_push(&configured->flags, session->flags[i]);
    for (size_t i = 0; i < config->settings[CONFIG_RULES].values.count; i++)
        vec_push(&configured->rules, config->settings[CONFIG_RULES].values.at[i]);
    for (size_t i = 0; i < session->rules_count; i++)
        vec_push(&configured->rules, session->rules[i]);
    session->flags = configured->flags.at;
    session->flag_count = configured->flags.count;
    session->rules = configured->rules.at;
    session->rules_count = configured->rules.count;
    session->commands = session->commands ? session->commands : config_text(config, CONFIG_COMMANDS);
    // A repository may say whether, but not where: it would write where it wants to, or bring entries of its own.
    const char *kept = config_text(config, CONFIG_CACHE);
    if (kept && !strcmp(kept, "false") && !session->cache)
        session->caching = SESSION_UNCACHED;
}

bool common_configure(const struct common_options *common, const struct operands *operands,
    struct configured *configured, struct session_options *session)
{
    char *path = config_path(common, operands), *problem = NULL;
    configured->config = config_read(path, &problem);
    free(path);
    if (!configured->config) {
        fprintf(stderr, "ndislint: %s\n", problem);
        free(problem);
        return false;
    }
    merge(configured, session);
    // Drivers below may have a nearer one, unless the user has said which one counts.
    if (common->config || common->no_config)
        session->config = configured->config->path ? configured->config->path : "";
    return true;
}

void common_release(struct configured *configured)
{
    for (size_t i = 0; i < configured->owned.count; i++)
        free(configured->owned.at[i]);
    vec_free(&configured->owned);
    vec_free(&configured->flags);
    vec_free(&configured->rules);
    config_free(configured->config);
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
