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

static const char *const quiet_names[REPORT_QUIETS] = {"", "inSource", "baseline", "untouched", "off"};
static const char *const quiet_words[REPORT_QUIETS] = {"", "suppressed in the source", "in the baseline",
    "not on a path through what changed", "of rules that are switched off"};

const char *report_quiet_name(enum report_quiet quiet)
{
    return quiet_names[quiet];
}

const char *report_quiet_words(enum report_quiet quiet)
{
    return quiet_words[quiet];
}

enum report_verdict report_verdict_of(const struct report_driver *driver)
{
    if (driver->findings.count)
        return REPORT_FINDINGS;
    if (driver->reasons.count)
        return REPORT_INCOMPLETE;
    return driver->not_applicable ? REPORT_NOT_APPLICABLE : REPORT_CLEAN;
}

const char *report_verdict_name(enum report_verdict verdict)
{
    static const char *const names[] = {"clean", "findings", "incomplete", "not applicable"};
    return names[verdict];
}

static int by_place(const void *a, const void *b)
{
    const struct report_finding *one = a, *other = b;
    int order = strcmp(one->place.path ? one->place.path : "", other->place.path ? other->place.path : "");
    if (!order)
        order = (one->place.line > other->place.line) - (one->place.line < other->place.line);
    if (!order)
        order = (one->place.column > other->place.column) - (one->place.column < other->place.column);
    if (!order)
        order = strcmp(one->rule, other->rule);
    return order ? order : strcmp(one->message, other->message);
}

void report_quieten(struct report_driver *driver, report_judge *judge, void *subject)
{
    size_t kept = 0;
    for (size_t i = 0; i < driver->findings.count; i++) {
        struct report_finding finding = driver->findings.at[i];
        finding.quiet = judge(subject, &finding, &finding.reason);
        if (finding.quiet == REPORT_LOUD)
            driver->findings.at[kept++] = finding;
        else
            vec_push(&driver->quiet, finding);
    }
    driver->findings.count = kept;
    if (driver->quiet.count)
        qsort(driver->quiet.at, driver->quiet.count, sizeof *driver->quiet.at, by_place);
}

void report_add_remark(struct report_run *run, enum report_level level, const struct report_place *place, char *text)
{
    struct report_remark remark = {level, {0}, text};
    if (place)
        remark.place = report_place_copy(place->path, place->line, place->column);
    vec_push(&run->remarks, remark);
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
    for (size_t i = 0; i < finding->lines.count; i++)
        free(finding->lines.at[i].path);
    vec_free(&finding->steps);
    vec_free(&finding->others);
    vec_free(&finding->lines);
    free(finding->subject.path);
    free(finding->line_hash);
    free(finding->fingerprint);
    free(finding->reason);
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

uint32_t report_mentions_file(const struct report_mentions *mentions, const char *path)
{
    for (size_t i = mentions->files.count; i-- > 0;)
        if (!strcmp(mentions->files.at[i], path))
            return (uint32_t)i;
    return UINT32_MAX;
}

static uint32_t mentions_intern(struct report_mentions *mentions, const char *path)
{
    uint32_t known = report_mentions_file(mentions, path);
    if (known != UINT32_MAX)
        return known;
    vec_push(&mentions->files, memory_format("%s", path));
    return (uint32_t)mentions->files.count - 1;
}

void report_mention_add(struct report_mentions *mentions, const char *path, uint32_t line, const char *to_path,
    uint32_t first, uint32_t last)
{
    struct report_mention mention = {
        mentions_intern(mentions, path), line, mentions_intern(mentions, to_path), first, last};
    vec_push(&mentions->at, mention);
}

static int compare_mentions(const void *a, const void *b)
{
    const struct report_mention *one = a, *other = b;
    const uint32_t ones[] = {one->file, one->line, one->to_file, one->first, one->last};
    const uint32_t others[] = {other->file, other->line, other->to_file, other->first, other->last};
    size_t i = 0;
    while (i < sizeof ones / sizeof *ones - 1 && ones[i] == others[i])
        i++;
    return (ones[i] > others[i]) - (ones[i] < others[i]);
}

void report_mentions_sort(struct report_mentions *mentions)
{
    size_t kept = 0;
    if (mentions->at.count)
        qsort(mentions->at.at, mentions->at.count, sizeof *mentions->at.at, compare_mentions);
    for (size_t i = 0; i < mentions->at.count; i++)
        if (!kept || compare_mentions(&mentions->at.at[kept - 1], &mentions->at.at[i]))
            mentions->at.at[kept++] = mentions->at.at[i];
    mentions->at.count = kept;
}

static void mentions_free(struct report_mentions *mentions)
{
    for (size_t i = 0; i < mentions->files.count; i++)
        free(mentions->files.at[i]);
    vec_free(&mentions->files);
    vec_free(&mentions->at);
}

void report_driver_free(struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        finding_free(&driver->findings.at[i]);
    for (size_t i = 0; i < driver->quiet.count; i++)
        finding_free(&driver->quiet.at[i]);
    for (size_t i = 0; i < driver->reasons.count; i++) {
        free(driver->reasons.at[i].text);
        free(driver->reasons.at[i].place.path);
    }
    for (size_t i = 0; i < driver->sources.count; i++)
        free(driver->sources.at[i]);
    vec_free(&driver->findings);
    vec_free(&driver->quiet);
    vec_free(&driver->reasons);
    vec_free(&driver->sources);
    mentions_free(&driver->mentions);
    stats_free(&driver->stats);
    free(driver->name);
    free(driver->not_applicable);
}

void report_run_free(struct report_run *run)
{
    for (size_t i = 0; i < run->drivers.count; i++)
        report_driver_free(&run->drivers.at[i]);
    for (size_t i = 0; i < run->errors.count; i++)
        free(run->errors.at[i]);
    for (size_t i = 0; i < run->notes.count; i++)
        free(run->notes.at[i]);
    for (size_t i = 0; i < run->remarks.count; i++) {
        free(run->remarks.at[i].place.path);
        free(run->remarks.at[i].text);
    }
    vec_free(&run->remarks);
    free(run->root);
    vec_free(&run->drivers);
    vec_free(&run->errors);
    vec_free(&run->notes);
}
