// The levels that a configuration gives to rules.
#include "config/config.h"

#include "support/nearest.h"

// What CONFIG says of RULE: a level, "off", or NULL.
static const char *level_of(const struct config *config, const char *rule)
{
    const struct config_setting *levels = &config->settings[CONFIG_LEVELS];
    size_t n = strlen(rule);
    for (size_t i = 0; i < levels->values.count; i++)
        if (!strncmp(levels->values.at[i], rule, n) && !strncmp(levels->values.at[i] + n, ": ", 2))
            return levels->values.at[i] + n + 2;
    return NULL;
}

static enum report_quiet judge(void *subject, const struct report_finding *finding, char **reason)
{
    const char *level = level_of(subject, finding->rule);
    (void)reason;
    return level && !strcmp(level, "off") ? REPORT_SWITCHED_OFF : REPORT_LOUD;
}

void config_apply_levels(const struct config *config, struct report_run *run)
{
    for (size_t d = 0; d < run->drivers.count; d++) {
        struct report_driver *driver = &run->drivers.at[d];
        report_quieten(driver, judge, (void *)config);
        for (size_t i = 0; i < driver->findings.count; i++) {
            const char *level = level_of(config, driver->findings.at[i].rule);
            if (level)
                report_level_parse(level, &driver->findings.at[i].level);
        }
    }
}

static char *unknown_rule(const struct config *config, const struct config_place *place,
    const struct catalogue *catalogue, const char *rule)
{
    VEC(const char *) ids = {0};
    for (size_t i = 0; i < catalogue->rules.count; i++)
        vec_push(&ids, catalogue->rules.at[i].id);
    const char *nearest = nearest_name(rule, ids.at, ids.count);
    char *problem = nearest ? memory_format("%s:%u:%u: there is no rule '%s'; did you mean '%s'?", config->path,
                                  place->line, place->column, rule, nearest)
                            : memory_format("%s:%u:%u: there is no rule '%s'; 'ndislint rules' lists them",
                                  config->path, place->line, place->column, rule);
    vec_free(&ids);
    return problem;
}

char *config_check_rules(const struct config *config, const struct catalogue *catalogue)
{
    const struct config_setting *levels = &config->settings[CONFIG_LEVELS];
    char *problem = NULL;
    for (size_t i = 0; i < levels->values.count && !problem; i++) {
        char *rule = memory_text(levels->values.at[i], strcspn(levels->values.at[i], ":"));
        if (!catalogue_find(catalogue, rule))
            problem = unknown_rule(config, &levels->places.at[i], catalogue, rule);
        free(rule);
    }
    return problem;
}
