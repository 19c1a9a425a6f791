// Findings that the source itself excuses: which ones, and what is to be said of the suppressions.
#include "suppress/suppress.h"

#include <fnmatch.h>

struct judging {
    struct suppressions *list;
    enum suppress_reasons reasons;
};

static bool names(const struct suppression *suppression, const char *rule)
{
    for (size_t i = 0; i < suppression->rules.count; i++)
        if (!fnmatch(suppression->rules.at[i], rule, 0))
            return true;
    return !suppression->rules.count;
}

static bool covers(const struct suppression *suppression, const struct report_finding *finding)
{
    return finding->place.path && !strcmp(suppression->place.path, finding->place.path) &&
           suppression->first <= finding->place.line && finding->place.line <= suppression->last &&
           names(suppression, finding->rule);
}

static enum report_quiet judge(void *subject, const struct report_finding *finding, char **reason)
{
    const struct judging *judging = subject;
    for (size_t i = 0; i < judging->list->at.count; i++) {
        struct suppression *suppression = &judging->list->at.at[i];
        if (!covers(suppression, finding))
            continue;
        suppression->used++;
        if (judging->reasons == SUPPRESS_REASONS_REQUIRED && !suppression->reason)
            continue;
        *reason = suppression->reason ? memory_format("%s", suppression->reason) : NULL;
        return REPORT_IN_SOURCE;
    }
    return REPORT_LOUD;
}

static bool is_among(const char *const *paths, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(paths[i], path))
            return true;
    return false;
}

// Drivers may share files: each is read once.
static void read_sources(
    struct report_run *run, const struct catalogue *catalogue, struct excerpt_cache *sources, struct suppressions *list)
{
    VEC(const char *) read = {0};
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t i = 0; i < run->drivers.at[d].sources.count; i++) {
            const char *path = run->drivers.at[d].sources.at[i];
            if (is_among(read.at, read.count, path))
                continue;
            vec_push(&read, path);
            suppress_read(run, catalogue, excerpt_open(sources, path), list);
        }
    vec_free(&read);
}

// Whether every driver that has the file was seen whole: only then a suppression can be told to excuse nothing.
static bool is_decided(const struct report_run *run, const char *path)
{
    for (size_t d = 0; d < run->drivers.count; d++) {
        const struct report_driver *driver = &run->drivers.at[d];
        if (!driver->reasons.count && !driver->not_applicable)
            continue;
        for (size_t i = 0; i < driver->sources.count; i++)
            if (!strcmp(driver->sources.at[i], path))
                return false;
    }
    return true;
}

// A bare NOLINT may be there for another tool.
static void remark_unused(struct report_run *run, const struct suppression *suppression)
{
    if (suppression->used || !suppression->rules.count || !suppression->first ||
        !is_decided(run, suppression->place.path))
        return;
    report_add_remark(run, REPORT_WARNING, &suppression->place,
        memory_format("this suppression of %s%s suppresses nothing: remove it", suppression->rules.at[0],
            suppression->rules.count > 1 ? " and others" : ""));
}

static void remark_reasonless(struct report_run *run, const struct suppression *suppression)
{
    if (suppression->reason || (!suppression->rules.count && !suppression->used))
        return;
    report_add_remark(run, REPORT_WARNING, &suppression->place,
        memory_format("this suppression has no reason, so it does not count: add one, as in NOLINT(rule): reason"));
}

void suppress_run(struct report_run *run, const struct catalogue *catalogue, struct excerpt_cache *sources,
    enum suppress_reasons reasons, struct suppressions *list)
{
    struct judging judging = {list, reasons};
    read_sources(run, catalogue, sources, list);
    for (size_t d = 0; d < run->drivers.count; d++)
        report_quieten(&run->drivers.at[d], judge, &judging);
    for (size_t i = 0; i < list->at.count; i++) {
        remark_unused(run, &list->at.at[i]);
        if (reasons == SUPPRESS_REASONS_REQUIRED)
            remark_reasonless(run, &list->at.at[i]);
    }
}
