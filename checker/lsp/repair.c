// Safe fixes of findings: changes are tried.
#include "lsp/repair.h"

#include "support/file.h"
#include "suppress/suppress.h"

enum { MOST_TRIALS = 8 }; // for one finding: each is a check of the driver

char *repair_key(const struct report_finding *finding)
{
    return memory_format("%s|%s|%s|%s", finding->rule, finding->place.path ? finding->place.path : "",
        finding->function, finding->message);
}

void repair_check(const struct session_options *options, struct report_run *run)
{
    session_check(options, run);
    struct report_run aside = {0}; // what is wrong with the catalogue, the check has said
    struct catalogue *catalogue = session_catalogue(options, &aside);
    if (catalogue) {
        struct excerpt_cache sources = {0};
        struct suppressions list = {0};
        suppress_run(run, catalogue, &sources, SUPPRESS_REASONS_OPTIONAL, &list);
        suppress_free(&list);
        excerpt_free(&sources);
    }
    catalogue_free(catalogue);
    report_run_free(&aside);
}

struct trial {
    const struct session_options *options;
    const struct report_run *before;
    const struct report_finding *finding;
    void (*take)(void *subject, const char *title, const struct repair *repair);
    void *subject;
    unsigned count;
};

static size_t count_key(const struct report_run *run, const char *key)
{
    size_t count = 0;
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t f = 0; f < run->drivers.at[d].findings.count; f++) {
            char *other = repair_key(&run->drivers.at[d].findings.at[f]);
            count += !strcmp(key, other);
            free(other);
        }
    return count;
}

static size_t count_reasons(const struct report_run *run)
{
    size_t count = run->errors.count;
    for (size_t d = 0; d < run->drivers.count; d++)
        count += run->drivers.at[d].reasons.count + (run->drivers.at[d].not_applicable != NULL);
    return count;
}

// Whether every finding of AFTER was one of BEFORE.
static bool has_none_new(const struct report_run *before, const struct report_run *after)
{
    bool none = true;
    for (size_t d = 0; d < after->drivers.count; d++)
        for (size_t f = 0; f < after->drivers.at[d].findings.count && none; f++) {
            char *key = repair_key(&after->drivers.at[d].findings.at[f]);
            none = count_key(after, key) <= count_key(before, key);
            free(key);
        }
    return none;
}

static bool is_fixed(const struct trial *trial, const struct report_run *after)
{
    if (trial->options->stop && *trial->options->stop)
        return false;
    char *key = repair_key(trial->finding);
    bool gone = count_key(after, key) < count_key(trial->before, key);
    free(key);
    return gone && after->drivers.count == trial->before->drivers.count &&
           count_reasons(after) <= count_reasons(trial->before) && has_none_new(trial->before, after);
}

static char *changed(const char *text, size_t size, const struct repair *repair, size_t *n)
{
    size_t added = strlen(repair->text);
    *n = size - (repair->end - repair->start) + added;
    char *whole = memory_new(*n + 1);
    memcpy(whole, text, repair->start);
    memcpy(whole + repair->start, repair->text, added);
    memcpy(whole + repair->start + added, text + repair->end, size - repair->end);
    return whole;
}

// Checks the driver with the change, and takes that back.
static bool check_changed(const struct trial *trial, const struct repair *repair)
{
    size_t size, n;
    char *text = file_read(repair->path, 64 << 20, &size);
    if (!text)
        return false;
    bool buffer = file_is_buffer(repair->path);
    char *whole = changed(text, size, repair, &n);
    struct report_run after = {0};
    file_buffer_set(repair->path, whole, n);
    repair_check(trial->options, &after);
    if (buffer)
        file_buffer_set(repair->path, text, size);
    else
        file_buffer_clear(repair->path);
    bool fixed = is_fixed(trial, &after);
    report_run_free(&after);
    free(whole);
    free(text);
    return fixed;
}

static bool try_repair(void *subject, const char *title, const struct repair *repair)
{
    struct trial *trial = subject;
    bool stopped = trial->options->stop && *trial->options->stop;
    if (stopped || trial->count++ == MOST_TRIALS)
        return true; // nothing further
    if (!check_changed(trial, repair))
        return false;
    trial->take(trial->subject, title, repair);
    return true;
}

void repair_search(const struct session_options *options, const struct report_run *run,
    const struct report_finding *finding, void (*take)(void *subject, const char *title, const struct repair *repair),
    void *subject)
{
    struct trial trial = {options, run, finding, take, subject, 0};
    char *cwd = file_cwd();
    for (size_t d = 0; d < run->drivers.count; d++) {
        const struct report_driver *driver = &run->drivers.at[d];
        if (finding < driver->findings.at || finding >= driver->findings.at + driver->findings.count)
            continue;
        struct subject proposal = {
            .driver = driver, .finding = finding, .cwd = cwd, .try = try_repair, .trial = &trial};
        propose(&proposal);
        texts_free(&proposal.texts);
    }
    free(cwd);
}
