// GitLab's code quality report: an array of what Code Climate calls issues ("Code Quality", GitLab's documentation).
#include "report/format.h"
#include "report/jsontext.h"

struct gitlab {
    const struct report_view *view;
    json_t *issues;
};

static const char *severity_of(enum report_level level)
{
    return level == REPORT_ERROR ? "critical" : level == REPORT_WARNING ? "major" : "info";
}

// Places without a file stand at the driver's first: GitLab drops what has no place.
static void add_issue(const struct gitlab *gitlab, const struct report_place *place, const char *check,
    const char *severity, const char *text, const char *fingerprint)
{
    json_t *issue = json_object(), *location = json_object(), *lines = json_object();
    char *path = place->path ? view_path(gitlab->view, place->path) : memory_text(".", 1);
    json_object_set_new(lines, "begin", json_integer(place->line ? place->line : 1));
    json_put_text(location, "path", path);
    json_object_set_new(location, "lines", lines);
    json_put_text(issue, "description", text);
    json_put_text(issue, "check_name", check);
    json_put_text(issue, "fingerprint", fingerprint);
    json_put_text(issue, "severity", severity);
    json_object_set_new(issue, "location", location);
    json_array_append_new(gitlab->issues, issue);
    free(path);
}

// Findings that share a fingerprint must not: GitLab would show one of them.
static void add_finding(const struct gitlab *gitlab, const struct report_driver *driver, size_t i)
{
    const struct report_finding *finding = &driver->findings.at[i];
    struct report_place place = view_place(driver, &finding->place);
    const char *own = finding->fingerprint ? finding->fingerprint : finding->rule;
    size_t before = 0;
    for (size_t k = 0; k < i && finding->fingerprint; k++)
        before += !strcmp(driver->findings.at[k].fingerprint, own);
    char *fingerprint = memory_format("%s:%zu", own, before + 1);
    add_issue(gitlab, &place, finding->rule, severity_of(finding->level), finding->message, fingerprint);
    free(fingerprint);
}

static void add_verdict(const struct gitlab *gitlab, const struct report_driver *driver)
{
    struct report_place place = view_place(driver, NULL);
    bool incomplete = driver->reasons.count;
    if (!incomplete && report_verdict_of(driver) != REPORT_NOT_APPLICABLE)
        return;
    if (incomplete)
        place = view_place(driver, &driver->reasons.at[0].place);
    char *words = view_verdict(driver), *text = memory_format("ndislint: %s: %s", driver->name, words);
    char *fingerprint = memory_format("%s:%s", incomplete ? "incomplete" : "not-applicable", driver->name);
    add_issue(gitlab, &place, incomplete ? "ndislint-incomplete" : "ndislint-not-applicable",
        incomplete ? "major" : "info", text, fingerprint);
    free(words);
    free(text);
    free(fingerprint);
}

void gitlab_write(const struct report_view *view, FILE *out)
{
    struct gitlab gitlab = {view, json_array()};
    const struct report_run *run = view->run;
    for (size_t i = 0; i < run->errors.count; i++)
        add_issue(
            &gitlab, &(struct report_place){0}, "ndislint-error", "blocker", run->errors.at[i], run->errors.at[i]);
    for (size_t d = 0; d < run->drivers.count && !run->errors.count; d++) {
        for (size_t i = 0; i < run->drivers.at[d].findings.count; i++)
            add_finding(&gitlab, &run->drivers.at[d], i);
        add_verdict(&gitlab, &run->drivers.at[d]);
    }
    for (size_t i = 0; i < run->remarks.count; i++)
        add_issue(&gitlab, &run->remarks.at[i].place, "ndislint-remark", severity_of(run->remarks.at[i].level),
            run->remarks.at[i].text, run->remarks.at[i].text);
    json_print(gitlab.issues, out);
}
