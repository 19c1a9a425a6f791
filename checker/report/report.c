// The records of a report: levels, the exit status, and their release.
#include "report/report.h"

static const char *const level_names[] = {"note", "warning", "error"};

const char *report_level_name(enum report_level level)
{
    return level_names[level];
}

bool report_level_parse(const char *name, enum report_level *level)
{
    for (unsigned i = 0; i < sizeof level_names / sizeof *level_names; i++)
        if (!strcmp(name, level_names[i])) {
            *level = (enum report_level)i;
            return true;
        }
    return false;
}

struct report_place report_place_copy(const char *path, uint32_t line, uint32_t column)
{
    struct report_place place = {path ? memory_text(path, strlen(path)) : NULL, line, column};
    return place;
}

// Findings win over everything: they are what the user came for, whatever else went wrong.
enum report_status report_exit_status(const struct report_run *run, enum report_level fail_on)
{
    bool incomplete = false;
    for (size_t d = 0; d < run->drivers.count; d++) {
        const struct report_driver *driver = &run->drivers.at[d];
        for (size_t i = 0; i < driver->findings.count; i++)
            if (driver->findings.at[i].level >= fail_on)
                return REPORT_STATUS_FINDINGS;
        incomplete |= driver->reasons.count > 0;
    }
    if (run->errors.count)
        return REPORT_STATUS_USAGE;
    return incomplete ? REPORT_STATUS_INCOMPLETE : REPORT_STATUS_CLEAN;
}

static void finding_free(struct report_finding *finding)
{
    for (size_t i = 0; i < finding->steps.count; i++) {
        free(finding->steps.at[i].place.path);
        free(finding->steps.at[i].message);
    }
    for (size_t i = 0; i < finding->others.count; i++)
        free(finding->others.at[i].path);
    vec_free(&finding->steps);
    vec_free(&finding->others);
    free(finding->rule);
    free(finding->message);
    free(finding->function);
    free(finding->place.path);
    free(finding->replay);
}

static void stats_free(struct report_stats *stats)
{
    for (size_t i = 0; i < stats->gaps.count; i++) {
        free(stats->gaps.at[i].function);
        free(stats->gaps.at[i].place.path);
        free(stats->gaps.at[i].reason);
    }
    for (size_t i = 0; i < stats->sites.count; i++) {
        free(stats->sites.at[i].callee);
        free(stats->sites.at[i].function);
        free(stats->sites.at[i].place.path);
    }
    for (size_t i = 0; i < stats->unmodelled.count; i++)
        free(stats->unmodelled.at[i]);
    vec_free(&stats->gaps);
    vec_free(&stats->sites);
    vec_free(&stats->unmodelled);
}

static void driver_free(struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        finding_free(&driver->findings.at[i]);
    for (size_t i = 0; i < driver->reasons.count; i++) {
        free(driver->reasons.at[i].text);
        free(driver->reasons.at[i].place.path);
    }
    for (size_t i = 0; i < driver->sources.count; i++)
        free(driver->sources.at[i]);
    vec_free(&driver->findings);
    vec_free(&driver->reasons);
    vec_free(&driver->sources);
    stats_free(&driver->stats);
    free(driver->name);
    free(driver->not_applicable);
}

void report_run_free(struct report_run *run)
{
    for (size_t i = 0; i < run->drivers.count; i++)
        driver_free(&run->drivers.at[i]);
    for (size_t i = 0; i < run->errors.count; i++)
        free(run->errors.at[i]);
    for (size_t i = 0; i < run->notes.count; i++)
        free(run->notes.at[i]);
    vec_free(&run->drivers);
    vec_free(&run->errors);
    vec_free(&run->notes);
}
