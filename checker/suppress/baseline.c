// A baseline: findings that were there when it was written.
#include "suppress/baseline.h"

#include "support/file.h"
#include "support/output.h"

#include <errno.h>
#include <jansson.h>

enum { FORMAT_VERSION = 1, SIZE_LIMIT = 64 << 20 };
static const char version_key[] = "ndislint-baseline";

struct row {
    char *fingerprint;
    json_int_t count; // findings that it still excuses
};

struct baseline {
    char *path;
    VEC(struct row) rows;
};

// ---- reading ----

static char *take_row(struct baseline *baseline, json_t *row, size_t number)
{
    json_t *fingerprint = json_object_get(row, "fingerprint"), *count = json_object_get(row, "count");
    if (!json_is_string(fingerprint) || !json_is_integer(count) || json_integer_value(count) < 1)
        return memory_format("%s: finding %zu has no fingerprint or no count: write the baseline anew with "
                             "--write-baseline",
            baseline->path, number + 1);
    struct row taken = {memory_format("%s", json_string_value(fingerprint)), json_integer_value(count)};
    vec_push(&baseline->rows, taken);
    return NULL;
}

static char *take_rows(struct baseline *baseline, json_t *root)
{
    json_t *version = json_object_get(root, version_key), *rows = json_object_get(root, "findings");
    if (!json_is_integer(version) || !json_is_array(rows))
        return memory_format("%s: this is no baseline of ndislint", baseline->path);
    if (json_integer_value(version) != FORMAT_VERSION)
        return memory_format("%s: this baseline has format %lld, and this ndislint reads format %d: write it anew with "
                             "--write-baseline",
            baseline->path, (long long)json_integer_value(version), FORMAT_VERSION);
    char *problem = NULL;
    for (size_t i = 0; i < json_array_size(rows) && !problem; i++)
        problem = take_row(baseline, json_array_get(rows, i), i);
    return problem;
}

struct baseline *baseline_read(const char *path, char **problem)
{
    size_t size;
    char *text = file_read(path, SIZE_LIMIT, &size);
    if (!text) {
        *problem = memory_format("%s: %s; --write-baseline %s makes one", path, strerror(errno), path);
        return NULL;
    }
    struct baseline *baseline = memory_new(sizeof *baseline);
    json_error_t error;
    json_t *root = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    baseline->path = memory_format("%s", path);
    *problem =
        root ? take_rows(baseline, root) : memory_format("%s:%d:%d: %s", path, error.line, error.column, error.text);
    json_decref(root);
    free(text);
    if (!*problem)
        return baseline;
    baseline_free(baseline);
    return NULL;
}

void baseline_free(struct baseline *baseline)
{
    if (!baseline)
        return;
    for (size_t i = 0; i < baseline->rows.count; i++)
        free(baseline->rows.at[i].fingerprint);
    vec_free(&baseline->rows);
    free(baseline->path);
    free(baseline);
}

// ---- applying ----

static enum report_quiet judge(void *subject, const struct report_finding *finding, char **reason)
{
    struct baseline *baseline = subject;
    (void)reason;
    for (size_t i = 0; i < baseline->rows.count && finding->fingerprint; i++) {
        struct row *row = &baseline->rows.at[i];
        if (row->count > 0 && !strcmp(row->fingerprint, finding->fingerprint)) {
            row->count--;
            return REPORT_IN_BASELINE;
        }
    }
    return REPORT_LOUD;
}

static bool seen_whole(const struct report_run *run)
{
    for (size_t d = 0; d < run->drivers.count; d++)
        if (run->drivers.at[d].reasons.count || run->drivers.at[d].not_applicable)
            return false;
    return run->drivers.count && !run->errors.count;
}

void baseline_apply(struct baseline *baseline, struct report_run *run)
{
    long long gone = 0;
    for (size_t d = 0; d < run->drivers.count; d++)
        report_quieten(&run->drivers.at[d], judge, baseline);
    for (size_t i = 0; i < baseline->rows.count; i++)
        gone += baseline->rows.at[i].count;
    if (gone && seen_whole(run))
        report_add_remark(run, REPORT_NOTE, &(struct report_place){baseline->path, 0, 0},
            memory_format("%lld finding%s of the baseline %s gone: write it anew with --write-baseline", gone,
                gone == 1 ? "" : "s", gone == 1 ? "is" : "are"));
}

// ---- writing ----

static int by_fingerprint(const void *a, const void *b)
{
    const struct report_finding *one = *(const struct report_finding *const *)a;
    const struct report_finding *other = *(const struct report_finding *const *)b;
    return strcmp(one->fingerprint, other->fingerprint);
}

struct findings {
    VEC(const struct report_finding *) at; // borrowed, sorted by fingerprint
};

static void collect(struct findings *findings, const struct report_run *run)
{
    for (size_t d = 0; d < run->drivers.count; d++) {
        const struct report_driver *driver = &run->drivers.at[d];
        for (size_t i = 0; i < driver->findings.count; i++)
            vec_push(&findings->at, &driver->findings.at[i]);
        for (size_t i = 0; i < driver->quiet.count; i++)
            if (driver->quiet.at[i].quiet == REPORT_IN_BASELINE)
                vec_push(&findings->at, &driver->quiet.at[i]);
    }
    if (findings->at.count)
        qsort(findings->at.at, findings->at.count, sizeof *findings->at.at, by_fingerprint);
}

// The path and the function are for people who read the file: nothing is compared with them.
static json_t *row_of(const struct report_view *view, const struct report_finding *finding, size_t count)
{
    char *path = finding->place.path ? view_path(view, finding->place.path) : memory_format("%s", "");
    char *clean = view_text(path), *function = view_text(finding->function);
    json_t *row = json_pack("{ss, sI, ss, ss, ss}", "fingerprint", finding->fingerprint, "count", (json_int_t)count,
        "rule", finding->rule, "path", clean, "function", function);
    free(path);
    free(clean);
    free(function);
    return row;
}

static json_t *rows_of(const struct report_view *view, const struct findings *findings)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < findings->at.count;) {
        size_t first = i;
        while (i < findings->at.count && !by_fingerprint(&findings->at.at[first], &findings->at.at[i]))
            i++;
        json_array_append_new(rows, row_of(view, findings->at.at[first], i - first));
    }
    return rows;
}

static enum report_quiet judge_written(void *subject, const struct report_finding *finding, char **reason)
{
    (void)subject;
    (void)finding;
    (void)reason;
    return REPORT_IN_BASELINE;
}

char *baseline_write(const char *path, const struct report_view *view, struct report_run *run)
{
    struct findings findings = {0};
    collect(&findings, run);
    json_t *root = json_object();
    json_object_set_new(root, version_key, json_integer(FORMAT_VERSION));
    json_object_set_new(root, "findings", rows_of(view, &findings));
    char *text = json_dumps(root, JSON_INDENT(1));
    if (!text)
        memory_exhausted();
    char *whole = memory_format("%s\n", text), *problem = output_write(path, whole, strlen(whole));
    json_decref(root);
    free(text);
    free(whole);
    vec_free(&findings.at);
    for (size_t d = 0; d < run->drivers.count && !problem; d++)
        report_quieten(&run->drivers.at[d], judge_written, NULL);
    return problem;
}
