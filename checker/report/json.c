// Everything that a report holds, as JSON: checker/schemas/report.schema.json describes it.
#include "report/format.h"
#include "report/jsontext.h"

enum { FORMAT_VERSION = 1 }; // counts up when a reader of the format before would be misled

static void put_place(const struct report_view *view, json_t *object, const struct report_place *place)
{
    if (!place->path)
        return;
    char *path = view_path(view, place->path);
    json_put_text(object, "path", path);
    free(path);
    if (!place->line)
        return;
    json_object_set_new(object, "line", json_integer(place->line));
    if (!place->column)
        return;
    const struct excerpt_file *file = excerpt_open(view->sources, place->path);
    json_int_t unit = (json_int_t)excerpt_unit(file, place->line, place->column);
    json_object_set_new(object, "column", json_integer(unit));
}

static json_t *place_object(const struct report_view *view, const struct report_place *place)
{
    json_t *object = json_object();
    put_place(view, object, place);
    return object;
}

static const char *kind_name(enum report_step_kind kind)
{
    static const char *const names[] = {"event", "branch", "call", "entry", "leave"};
    return names[kind];
}

static json_t *steps_array(const struct report_view *view, const struct report_finding *finding)
{
    json_t *steps = json_array();
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *step = &finding->steps.at[i];
        json_t *object = place_object(view, &step->place);
        json_put_text(object, "kind", kind_name(step->kind));
        json_object_set_new(object, "depth", json_integer(step->depth));
        json_put_text(object, "message", step->message);
        if (view->catalogue)
            json_put_text(object, "state", catalogue_state_after(view->catalogue, step->message));
        json_array_append_new(steps, object);
    }
    return steps;
}

static json_t *finding_object(const struct report_view *view, const struct report_finding *finding)
{
    json_t *object = json_object(), *others = json_array();
    json_put_text(object, "rule", finding->rule);
    json_put_text(object, "level", report_level_name(finding->level));
    json_put_text(object, "message", finding->message);
    json_put_text(object, "function", finding->function);
    put_place(view, object, &finding->place);
    if (finding->subject.path)
        json_object_set_new(object, "subject", place_object(view, &finding->subject));
    for (size_t i = 0; i < finding->others.count; i++)
        json_array_append_new(others, place_object(view, &finding->others.at[i]));
    json_object_set_new(object, "others", others);
    json_object_set_new(object, "steps", steps_array(view, finding));
    json_put_text(object, "fingerprint", finding->fingerprint);
    json_put_text(object, "lineHash", finding->line_hash);
    if (finding->quiet != REPORT_LOUD)
        json_put_text(object, "quiet", report_quiet_name(finding->quiet));
    json_put_text(object, "reason", finding->reason);
    return object;
}

static json_t *reasons_array(const struct report_view *view, const struct report_driver *driver)
{
    json_t *reasons = json_array();
    for (size_t i = 0; i < driver->reasons.count; i++) {
        json_t *object = place_object(view, &driver->reasons.at[i].place);
        json_put_text(object, "text", driver->reasons.at[i].text);
        json_array_append_new(reasons, object);
    }
    return reasons;
}

static json_t *driver_object(const struct report_view *view, const struct report_driver *driver)
{
    json_t *object = json_object(), *findings = json_array(), *quiet = json_array();
    for (size_t i = 0; i < driver->findings.count; i++)
        json_array_append_new(findings, finding_object(view, &driver->findings.at[i]));
    for (size_t i = 0; i < driver->quiet.count; i++)
        json_array_append_new(quiet, finding_object(view, &driver->quiet.at[i]));
    json_put_text(object, "name", driver->name);
    json_put_text(object, "verdict", report_verdict_name(report_verdict_of(driver)));
    json_object_set_new(object, "complete", json_boolean(!driver->reasons.count));
    json_put_text(object, "notApplicable", driver->not_applicable);
    json_object_set_new(object, "reasons", reasons_array(view, driver));
    json_object_set_new(object, "findings", findings);
    json_object_set_new(object, "quiet", quiet);
    json_object_set_new(object, "files", json_integer(driver->files));
    json_object_set_new(object, "functions", json_integer(driver->functions));
    json_object_set_new(object, "fallbackHeaders", json_boolean(driver->fallback_headers));
    return object;
}

static json_t *texts_array(char *const *texts, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, json_clean(texts[i]));
    return array;
}

static json_t *remarks_array(const struct report_view *view)
{
    json_t *remarks = json_array();
    for (size_t i = 0; i < view->run->remarks.count; i++) {
        const struct report_remark *remark = &view->run->remarks.at[i];
        json_t *object = place_object(view, &remark->place);
        json_put_text(object, "level", report_level_name(remark->level));
        json_put_text(object, "text", remark->text);
        json_array_append_new(remarks, object);
    }
    return remarks;
}

void json_write(const struct report_view *view, FILE *out)
{
    json_t *root = json_object(), *drivers = json_array();
    json_object_set_new(root, "format", json_integer(FORMAT_VERSION));
    json_put_text(root, "version", view->version);
    json_object_set_new(root, "status", json_integer(view->status));
    for (size_t i = 0; i < view->run->drivers.count && !view->run->errors.count; i++)
        json_array_append_new(drivers, driver_object(view, &view->run->drivers.at[i]));
    json_object_set_new(root, "drivers", drivers);
    json_object_set_new(root, "errors", texts_array(view->run->errors.at, view->run->errors.count));
    json_object_set_new(root, "notes", texts_array(view->run->notes.at, view->run->notes.count));
    json_object_set_new(root, "remarks", remarks_array(view));
    json_print(root, out);
}
