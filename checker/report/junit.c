// JUnit's XML: a suite for each driver, in it a case for each rule, and one for the verdict. A rule that is not broken
// passes only if everything was seen: of an incomplete check, and of a driver that the rules do not concern, it is
// skipped.
//
// There is no standard. What is written is what all schemas that people use allow (windyroad/JUnit-Schema's JUnit.xsd, the
// junit-10.xsd of Jenkins' xUnit plugin, JUnit 5's jenkins-junit.xsd): no attributes of <testsuites>, all that JUnit.xsd
// insists on, and the reason of a skipped case as its text.
#include "report/format.h"
#include "report/xmltext.h"

#include <time.h>

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

static void write_seconds(struct xml *xml, double seconds)
{
    char text[64];
    snprintf(text, sizeof text, "%.3f", seconds);
    xml_attribute(xml, "time", text);
}

static void open_suite(struct xml *xml, const struct report_view *view, const char *name, size_t id)
{
    struct tm when;
    char timestamp[64] = "1970-01-01T00:00:00";
    if (gmtime_r(&view->checked_at, &when))
        strftime(timestamp, sizeof timestamp, "%Y-%m-%dT%H:%M:%S", &when);
    xml_open(xml, "testsuite");
    xml_number(xml, "id", id);
    xml_attribute(xml, "package", "ndislint");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "timestamp", timestamp);
    xml_attribute(xml, "hostname", "localhost"); // which machine it was is nobody's business
}

static void write_property(struct xml *xml, const char *name, const char *value)
{
    xml_open(xml, "property");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "value", value);
    xml_close(xml);
}

static void write_properties(struct xml *xml, const struct report_view *view, const char *verdict)
{
    xml_open(xml, "properties");
    write_property(xml, "ndislint", view->version);
    write_property(xml, "verdict", verdict);
    xml_close(xml);
}

static void write_stream(struct xml *xml, const char *stream, const char *text)
{
    xml_open(xml, stream);
    xml_text(xml, text);
    xml_close(xml);
}

static void open_case(struct xml *xml, const char *class, const char *name, double seconds)
{
    xml_open(xml, "testcase");
    xml_attribute(xml, "name", name);
    xml_attribute(xml, "classname", class);
    write_seconds(xml, seconds);
}

static void write_outcome(struct xml *xml, const char *element, const char *type, const char *message, const char *text)
{
    xml_open(xml, element);
    xml_attribute(xml, "message", message);
    xml_attribute(xml, "type", type);
    xml_text(xml, text);
    xml_close(xml);
}

static void write_skipped(struct xml *xml, const char *why)
{
    xml_open(xml, "skipped");
    xml_text(xml, why);
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
    open_case(xml, driver->name, name, 0);
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
        open_case(xml, driver->name, view->catalogue->rules.at[i].id, 0);
        if (!concerns)
            write_skipped(xml, driver->not_applicable);
        else if (incomplete)
            write_skipped(xml, "not decided: the check is incomplete");
        xml_close(xml);
    }
}

// The case that takes all the time, since nobody can tell which rule took which part of it.
static void write_verdict(struct xml *xml, const struct report_driver *driver, const char *verdict)
{
    open_case(xml, driver->name, "verdict", driver->seconds);
    if (driver->reasons.count)
        write_outcome(xml, "error", "incomplete", verdict, verdict);
    else if (report_verdict_of(driver) == REPORT_NOT_APPLICABLE)
        write_skipped(xml, verdict);
    xml_close(xml);
}

static void write_driver(struct xml *xml, const struct report_view *view, const struct report_driver *driver, size_t id)
{
    struct counts counts = count_driver(view, driver);
    char *verdict = view_verdict(driver);
    open_suite(xml, view, driver->name, id);
    write_counts(xml, &counts);
    write_seconds(xml, driver->seconds);
    write_properties(xml, view, verdict);
    for (size_t i = 0; i < driver->findings.count; i++)
        write_finding(xml, view, driver, i);
    write_rules(xml, view, driver);
    write_verdict(xml, driver, verdict);
    write_stream(xml, "system-out", verdict);
    write_stream(xml, "system-err", "");
    xml_close(xml);
    free(verdict);
}

// What kept the check from being done.
static void write_errors(struct xml *xml, const struct report_view *view)
{
    const struct report_run *run = view->run;
    struct counts counts = {.tests = run->errors.count, .errors = run->errors.count};
    open_suite(xml, view, "ndislint", 0);
    write_counts(xml, &counts);
    write_seconds(xml, 0);
    write_properties(xml, view, "not checked");
    for (size_t i = 0; i < run->errors.count; i++) {
        open_case(xml, "ndislint", "error", 0);
        write_outcome(xml, "error", "error", run->errors.at[i], run->errors.at[i]);
        xml_close(xml);
    }
    write_stream(xml, "system-out", "");
    write_stream(xml, "system-err", run->errors.at[0]);
    xml_close(xml);
}

void junit_write(const struct report_view *view, FILE *out)
{
    struct xml *xml = xml_begin();
    xml_open(xml, "testsuites");
    for (size_t d = 0; d < view->run->drivers.count && !view->run->errors.count; d++)
        write_driver(xml, view, &view->run->drivers.at[d], d);
    if (view->run->errors.count)
        write_errors(xml, view);
    xml_close(xml);
    xml_end(xml, out);
}
