// JUnit's XML: a suite for each driver, in it a case for each rule, and one for the verdict. A rule that is not broken
// passes only if everything was seen: of an incomplete check, and of a driver that the rules do not concern, it is
// skipped.
#include "report/format.h"
#include "report/xmltext.h"

struct counts {
    unsigned long tests, failures, errors, skipped;
};

static bool breaks(const struct report_driver *driver, const char *rule)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        if (!strcmp(driver->findings.at[i].rule, rule))
            return true;
    return false;
}

static struct counts count_driver(const struct report_view *view, const struct report_driver *driver)
{
    struct counts counts = {.tests = driver->findings.count + 1, .failures = driver->findings.count};
    unsigned long unbroken = 0;
    for (size_t i = 0; view->catalogue && i < view->catalogue->rules.count; i++)
        unbroken += !breaks(driver, view->catalogue->rules.at[i].id);
    enum report_verdict verdict = report_verdict_of(driver);
    counts.tests += unbroken;
    counts.errors = driver->reasons.count > 0;
    counts.skipped = driver->reasons.count || verdict == REPORT_NOT_APPLICABLE ? unbroken : 0;
    counts.skipped += verdict == REPORT_NOT_APPLICABLE;
    return counts;
}

static void write_counts(struct xml *xml, const struct counts *counts)
{
    xml_number(xml, "tests", counts->tests);
    xml_number(xml, "failures", counts->failures);
    xml_number(xml, "errors", counts->errors);
    xml_number(xml, "skipped", counts->skipped);
}

static void open_case(struct xml *xml, const struct report_driver *driver, const char *name)
{
    xml_open(xml, "testcase");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "classname", driver->name);
}

// An empty element with a message, or one with TEXT in it.
static void write_outcome(struct xml *xml, const char *element, const char *type, const char *message, const char *text)
{
    xml_open(xml, element);
    xml_attribute(xml, "message", message);
    if (type)
        xml_attribute(xml, "type", type);
    if (text)
        xml_text(xml, text);
    xml_close(xml);
}

// The finding and its path, as lines of text.
static char *story_of(const struct report_view *view, const struct report_finding *finding)
{
    char *story = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&story, &size);
    if (!out)
        memory_exhausted();
    for (size_t i = 0; i <= finding->steps.count; i++) {
        bool last = i == finding->steps.count;
        const struct report_place *place = last ? &finding->place : &finding->steps.at[i].place;
        char *path = place->path ? view_path(view, place->path) : NULL;
        if (path)
            fprintf(out, "%s:%u:%u: ", path, place->line, place->column);
        fprintf(out, "(%zu) %s\n", i + 1, last ? finding->message : finding->steps.at[i].message);
        free(path);
    }
    fclose(out);
    return story;
}

static void write_finding(struct xml *xml, const struct report_view *view, const struct report_driver *driver, size_t i)
{
    const struct report_finding *finding = &driver->findings.at[i];
    size_t before = 0;
    for (size_t k = 0; k < i; k++)
        before += !strcmp(driver->findings.at[k].rule, finding->rule) &&
                  !strcmp(driver->findings.at[k].function, finding->function);
    char *number = before ? memory_format(" (%zu)", before + 1) : NULL;
    char *name = memory_format("%s in %s%s", finding->rule, finding->function, number ? number : "");
    char *story = story_of(view, finding);
    open_case(xml, driver, name);
    write_outcome(xml, "failure", report_level_name(finding->level), finding->message, story);
    xml_close(xml);
    free(story);
    free(name);
    free(number);
}

static void write_rules(struct xml *xml, const struct report_view *view, const struct report_driver *driver)
{
    bool incomplete = driver->reasons.count, concerns = report_verdict_of(driver) != REPORT_NOT_APPLICABLE;
    for (size_t i = 0; view->catalogue && i < view->catalogue->rules.count; i++) {
        if (breaks(driver, view->catalogue->rules.at[i].id))
            continue;
        open_case(xml, driver, view->catalogue->rules.at[i].id);
        if (!concerns)
            write_outcome(xml, "skipped", NULL, driver->not_applicable, NULL);
        else if (incomplete)
            write_outcome(xml, "skipped", NULL, "not decided: the check is incomplete", NULL);
        xml_close(xml);
    }
}

static void write_verdict(struct xml *xml, const struct report_driver *driver)
{
    char *verdict = view_verdict(driver);
    open_case(xml, driver, "verdict");
    if (driver->reasons.count)
        write_outcome(xml, "error", "incomplete", verdict, verdict);
    else if (report_verdict_of(driver) == REPORT_NOT_APPLICABLE)
        write_outcome(xml, "skipped", NULL, verdict, NULL);
    xml_close(xml);
    free(verdict);
}

static void write_driver(struct xml *xml, const struct report_view *view, const struct report_driver *driver)
{
    struct counts counts = count_driver(view, driver);
    xml_open(xml, "testsuite");
    xml_attribute(xml, "name", driver->name);
    write_counts(xml, &counts);
    for (size_t i = 0; i < driver->findings.count; i++)
        write_finding(xml, view, driver, i);
    write_rules(xml, view, driver);
    write_verdict(xml, driver);
    xml_close(xml);
}

// What kept the check from being done.
static void write_errors(struct xml *xml, const struct report_run *run)
{
    static const struct report_driver none = {.name = (char *)"ndislint"};
    struct counts counts = {.tests = run->errors.count, .errors = run->errors.count};
    xml_open(xml, "testsuite");
    xml_attribute(xml, "name", none.name);
    write_counts(xml, &counts);
    for (size_t i = 0; i < run->errors.count; i++) {
        open_case(xml, &none, "error");
        write_outcome(xml, "error", "error", run->errors.at[i], run->errors.at[i]);
        xml_close(xml);
    }
    xml_close(xml);
}

void junit_write(const struct report_view *view, FILE *out)
{
    struct counts all = {.tests = view->run->errors.count, .errors = view->run->errors.count};
    bool done = !view->run->errors.count;
    for (size_t d = 0; d < view->run->drivers.count && done; d++) {
        struct counts counts = count_driver(view, &view->run->drivers.at[d]);
        all.tests += counts.tests;
        all.failures += counts.failures;
        all.errors += counts.errors;
        all.skipped += counts.skipped;
    }
    struct xml *xml = xml_begin();
    xml_open(xml, "testsuites");
    xml_attribute(xml, "name", "ndislint");
    write_counts(xml, &all);
    for (size_t d = 0; d < view->run->drivers.count && done; d++)
        write_driver(xml, view, &view->run->drivers.at[d]);
    if (!done)
        write_errors(xml, view->run);
    xml_close(xml);
    xml_end(xml, out);
}
