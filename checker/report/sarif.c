// SARIF 2.1.0 (OASIS, 2020), so that GitHub's code scanning takes it: see "SARIF support for code scanning" in its
// documentation. What that ignores (uriBaseId, suppressions, notifications) other viewers show.
#include "report/sarif.h"

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";
static const char base[] = "SRCROOT";

struct sarif {
    const struct report_view *view;
    struct sarif_content content;
    size_t steps, places; // that were left out
    json_t *results, *notifications;
};

// ---- places ----

static json_t *artifact_location(const struct report_view *view, const char *path)
{
    json_t *location = json_object();
    char *uri = view_uri(view, path);
    json_put_text(location, "uri", uri);
    if (strncmp(uri, "file:", 5))
        json_put_text(location, "uriBaseId", base);
    free(uri);
    return location;
}

// The text of the whole line of PLACE, or NULL.
static json_t *line_of(const struct report_view *view, const struct report_place *place)
{
    size_t length;
    const char *line = excerpt_line(excerpt_open(view->sources, place->path), place->line, &length);
    char *text = line ? memory_text(line, length) : NULL;
    json_t *object = text ? sarif_message(text) : NULL;
    free(text);
    return object;
}

// The text of what stands at PLACE, or NULL.
static json_t *text_of(const struct report_view *view, const struct report_place *place)
{
    size_t length;
    const struct excerpt_file *file = excerpt_open(view->sources, place->path);
    const char *line = excerpt_line(file, place->line, &length);
    size_t begin = place->column - 1, end = excerpt_extent(file, place->line, place->column) - 1;
    char *text = line && begin < end ? memory_text(line + begin, end - begin) : NULL;
    json_t *object = text ? sarif_message(text) : NULL;
    free(text);
    return object;
}

// One line only: a pull request shows what lies in its diff as a whole.
static json_t *region_of(const struct report_view *view, const struct report_place *place)
{
    struct view_columns columns = view_columns(view, place);
    json_t *region = json_object();
    json_object_set_new(region, "startLine", json_integer(place->line));
    json_object_set_new(region, "startColumn", json_integer((json_int_t)columns.begin));
    json_object_set_new(region, "endLine", json_integer(place->line));
    json_object_set_new(region, "endColumn", json_integer((json_int_t)columns.end));
    json_t *snippet = text_of(view, place);
    if (snippet)
        json_object_set_new(region, "snippet", snippet);
    return region;
}

// PLACE has a path, a line and a column.
static json_t *physical_location(const struct report_view *view, const struct report_place *place)
{
    json_t *physical = json_object(), *around = json_object(), *snippet = line_of(view, place);
    json_object_set_new(physical, "artifactLocation", artifact_location(view, place->path));
    json_object_set_new(physical, "region", region_of(view, place));
    json_object_set_new(around, "startLine", json_integer(place->line));
    json_object_set_new(around, "endLine", json_integer(place->line));
    if (snippet)
        json_object_set_new(around, "snippet", snippet);
    json_object_set_new(physical, "contextRegion", around);
    return physical;
}

static json_t *location_of(const struct report_view *view, const struct report_place *place, const char *words)
{
    json_t *location = json_object();
    json_object_set_new(location, "physicalLocation", physical_location(view, place));
    if (words)
        json_object_set_new(location, "message", sarif_message(words));
    return location;
}

// ---- results ----

static json_t *flow_step(
    const struct report_view *view, const struct report_place *place, const char *words, unsigned depth, bool important)
{
    json_t *step = json_object();
    json_object_set_new(step, "location", location_of(view, place, words));
    json_object_set_new(step, "nestingLevel", json_integer(depth));
    json_put_text(step, "importance", important ? "essential" : "important");
    return step;
}

static bool is_event(const struct report_step *step)
{
    return step->kind == REPORT_STEP_EVENT;
}

// The path, without the first of the steps that say least where there are more than code scanning takes.
static json_t *code_flows(struct sarif *sarif, const struct report_driver *driver, const struct report_finding *finding)
{
    const struct report_view *view = sarif->view;
    json_t *steps = json_array(), *thread = json_object(), *flow = json_object();
    size_t count = finding->steps.count + 1, events = 1;
    for (size_t i = 0; i < finding->steps.count; i++)
        events += is_event(&finding->steps.at[i]);
    size_t more = count > SARIF_STEPS ? count - SARIF_STEPS : 0,
           events_more = events > SARIF_STEPS ? events - SARIF_STEPS : 0;
    sarif->steps += more;
    more -= events_more;
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *step = &finding->steps.at[i];
        size_t *skipped = is_event(step) ? &events_more : &more;
        if (*skipped) {
            --*skipped;
            continue;
        }
        struct report_place place = view_place(driver, step->place.path ? &step->place : &finding->place);
        json_array_append_new(steps, flow_step(view, &place, step->message, step->depth, is_event(step)));
    }
    struct report_place last = view_place(driver, &finding->place);
    json_array_append_new(steps, flow_step(view, &last, finding->message, 0, true));
    json_object_set_new(thread, "locations", steps);
    json_object_set_new(flow, "threadFlows", json_pack("[o]", thread));
    return json_pack("[o]", flow);
}

struct related {
    json_t *locations;
    char *message; // of the result, with links to them
};

static void relate(
    struct sarif *sarif, struct related *related, const struct report_place *place, const char *words, const char *link)
{
    if (!place->path || !place->line)
        return;
    if (json_array_size(related->locations) + 1 >= SARIF_LOCATIONS) { // the result's own is one
        sarif->places++;
        return;
    }
    size_t id = json_array_size(related->locations) + 1;
    json_t *location = location_of(sarif->view, place, words);
    json_object_set_new(location, "id", json_integer((json_int_t)id));
    json_array_append_new(related->locations, location);
    char *longer = memory_format("%s [%s](%zu).", related->message, link, id);
    free(related->message);
    related->message = longer;
}

// The message with a period at its end. What it says in brackets is no link, where there are links (SARIF 2.1.0,
// 3.11.6).
enum linking { WITHOUT_LINKS, WITH_LINKS };
static char *sentence_of(const char *message, enum linking linking)
{
    VEC(char) text = {0};
    for (const char *c = message; *c; c++) {
        if (linking == WITH_LINKS && (*c == '[' || *c == ']' || *c == '\\'))
            vec_push(&text, '\\');
        vec_push(&text, *c);
    }
    if (text.count && vec_last(&text) != '.')
        vec_push(&text, '.');
    vec_push(&text, '\0');
    return text.at;
}

static void put_message(struct sarif *sarif, json_t *result, const struct report_finding *finding)
{
    bool linked = (finding->subject.path && finding->subject.line) || finding->others.count;
    struct related related = {json_array(), sentence_of(finding->message, linked ? WITH_LINKS : WITHOUT_LINKS)};
    relate(sarif, &related, &finding->subject, "what it is about begins here", "It began here");
    for (size_t i = 0; i < finding->others.count; i++)
        relate(sarif, &related, &finding->others.at[i], "and on another path here", "And on another path here");
    json_object_set_new(result, "message", sarif_message(related.message));
    if (json_array_size(related.locations))
        json_object_set(result, "relatedLocations", related.locations);
    json_decref(related.locations);
    free(related.message);
}

static void put_locations(const struct report_view *view, json_t *result, const struct report_driver *driver,
    const struct report_finding *finding)
{
    struct report_place place = view_place(driver, &finding->place);
    if (!place.path)
        return;
    json_t *location = location_of(view, &place, NULL);
    if (*finding->function) {
        json_t *logical = json_object();
        json_put_text(logical, "name", finding->function);
        json_put_text(logical, "kind", "function");
        json_object_set_new(location, "logicalLocations", json_pack("[o]", logical));
    }
    json_object_set_new(result, "locations", json_pack("[o]", location));
}

static void put_fingerprints(json_t *result, const struct report_finding *finding)
{
    json_t *prints = json_object();
    json_put_text(prints, "primaryLocationLineHash", finding->line_hash);
    json_put_text(prints, "ndislint/v1", finding->fingerprint);
    if (json_object_size(prints))
        json_object_set(result, "partialFingerprints", prints);
    json_decref(prints);
}

static void put_quiet(json_t *result, const struct report_finding *finding)
{
    if (finding->quiet == REPORT_LOUD)
        return;
    json_t *suppression = json_object();
    json_put_text(suppression, "kind", finding->quiet == REPORT_IN_SOURCE ? "inSource" : "external");
    json_put_text(suppression, "justification", finding->reason ? finding->reason : report_quiet_words(finding->quiet));
    json_object_set_new(result, "suppressions", json_pack("[o]", suppression));
}

static void put_rule(const struct sarif *sarif, json_t *result, const char *rule)
{
    const struct catalogue *catalogue = sarif->view->catalogue;
    json_put_text(result, "ruleId", rule);
    for (size_t i = 0; catalogue && i < catalogue->rules.count && i < SARIF_RULES; i++)
        if (!strcmp(catalogue->rules.at[i].id, rule))
            json_object_set_new(result, "ruleIndex", json_integer((json_int_t)i));
}

enum flow { WITHOUT_FLOW, WITH_FLOW };
static void add_result(struct sarif *sarif, const struct sarif_row *row, enum flow flow)
{
    const struct report_driver *driver = row->driver;
    const struct report_finding *finding = row->finding;
    json_t *result = json_object();
    put_rule(sarif, result, finding->rule);
    json_put_text(result, "level", report_level_name(finding->level));
    put_message(sarif, result, finding);
    put_locations(sarif->view, result, driver, finding);
    put_fingerprints(result, finding);
    if (flow == WITH_FLOW)
        json_object_set_new(result, "codeFlows", code_flows(sarif, driver, finding));
    put_quiet(result, finding);
    json_array_append_new(sarif->results, result);
}

// ---- notifications: verdicts, and what else is no result ----

static void notify(
    const struct sarif *sarif, const char *id, const char *level, const char *text, const struct report_place *place)
{
    json_t *notification = json_object(), *descriptor = json_object();
    json_put_text(descriptor, "id", id);
    json_object_set_new(notification, "descriptor", descriptor);
    json_object_set_new(notification, "message", sarif_message(text));
    json_put_text(notification, "level", level);
    if (place && place->path) {
        struct report_place whole = view_place(NULL, place);
        json_object_set_new(notification, "locations", json_pack("[o]", location_of(sarif->view, &whole, NULL)));
    }
    json_array_append_new(sarif->notifications, notification);
}

static void notify_driver(const struct sarif *sarif, const struct report_driver *driver)
{
    enum report_verdict verdict = report_verdict_of(driver);
    for (size_t i = 0; i < driver->reasons.count; i++) {
        char *text = memory_format("%s: incomplete: %s.", driver->name, driver->reasons.at[i].text);
        notify(sarif, "incomplete", "warning", text, &driver->reasons.at[i].place);
        free(text);
    }
    char *words = view_verdict(driver), *text = memory_format("%s: %s.", driver->name, words);
    notify(sarif, "verdict", verdict == REPORT_INCOMPLETE ? "warning" : "note", text, NULL);
    free(words);
    free(text);
}

// What is not in the file, for its readers and for whoever writes it.
static void notify_cut(const struct sarif *sarif, const char *level, char *text)
{
    if (text)
        notify(sarif, "left-out", level, text, NULL);
    if (text && sarif->view->left_out)
        vec_push(&sarif->view->left_out->at, text);
    else
        free(text);
}

static void notify_cuts(const struct sarif *sarif)
{
    notify_cut(sarif, "warning", sarif_results_cut(&sarif->content));
    notify_cut(sarif, "warning", sarif_flows_cut(&sarif->content));
    notify_cut(sarif, "note", sarif_results_unseen(&sarif->content));
    if (sarif->steps)
        notify_cut(sarif, "warning",
            memory_format(
                "%zu steps of paths are left out: code scanning takes %d of each", sarif->steps, SARIF_STEPS));
    if (sarif->places)
        notify_cut(sarif, "warning",
            memory_format("%zu further places of findings are left out: code scanning takes %d places with each",
                sarif->places, SARIF_LOCATIONS));
}

static void notify_run(const struct sarif *sarif)
{
    const struct report_run *run = sarif->view->run;
    for (size_t i = 0; i < run->errors.count; i++)
        notify(sarif, "error", "error", run->errors.at[i], NULL);
    for (size_t d = 0; d < run->drivers.count && !run->errors.count; d++)
        notify_driver(sarif, &run->drivers.at[d]);
    for (size_t i = 0; i < run->remarks.count; i++)
        notify(sarif, "remark", report_level_name(run->remarks.at[i].level), run->remarks.at[i].text,
            &run->remarks.at[i].place);
}

static json_t *invocations(const struct sarif *sarif)
{
    enum report_status status = sarif->view->status;
    bool done = status == REPORT_STATUS_CLEAN || status == REPORT_STATUS_FINDINGS;
    json_t *invocation = json_object();
    json_object_set_new(invocation, "executionSuccessful", json_boolean(done));
    json_object_set_new(invocation, "exitCode", json_integer(status));
    json_object_set(invocation, "toolExecutionNotifications", sarif->notifications);
    return json_pack("[o]", invocation);
}

static json_t *tool(const struct sarif *sarif)
{
    json_t *driver = json_object();
    // "0.1.0 (libclang …)"
    char *number = memory_text(sarif->view->version, strcspn(sarif->view->version, " "));
    json_put_text(driver, "name", "ndislint");
    json_put_text(driver, "version", sarif->view->version);
    json_put_text(driver, "semanticVersion", number);
    json_object_set_new(driver, "rules", sarif_rules(sarif->view->catalogue));
    free(number);
    return json_pack("{so}", "driver", driver);
}

static json_t *bases(const struct report_view *view)
{
    json_t *location = json_object();
    struct report_view nowhere = *view;
    nowhere.root = "/"; // nothing is relative to it: the whole path
    char *uri = view_uri(&nowhere, view->root), *folder = memory_format("%s/", uri);
    json_put_text(location, "uri", folder);
    json_object_set_new(location, "description", sarif_message("The root of the repository."));
    free(uri);
    free(folder);
    return json_pack("{so}", base, location);
}

static void add_results(struct sarif *sarif)
{
    for (size_t i = 0; i < sarif->content.results; i++)
        add_result(sarif, &sarif->content.rows.at[i], i < sarif->content.flows ? WITH_FLOW : WITHOUT_FLOW);
}

static json_t *run_of(const struct sarif *sarif)
{
    json_t *run = json_object();
    json_object_set_new(run, "tool", tool(sarif));
    json_object_set_new(run, "invocations", invocations(sarif));
    json_object_set_new(run, "automationDetails", json_pack("{ss}", "id", "ndislint/"));
    json_object_set_new(run, "originalUriBaseIds", bases(sarif->view));
    json_put_text(run, "columnKind", "utf16CodeUnits");
    json_object_set(run, "results", sarif->results);
    return run;
}

// The whole of it, as far as the content goes that was decided on.
static json_t *log_of(struct sarif *sarif)
{
    json_t *log = json_object();
    sarif->results = json_array();
    sarif->notifications = json_array();
    sarif->steps = sarif->places = 0;
    add_results(sarif);
    notify_run(sarif);
    notify_cuts(sarif);
    json_put_text(log, "$schema", schema);
    json_put_text(log, "version", "2.1.0");
    json_object_set_new(log, "runs", json_pack("[o]", run_of(sarif)));
    json_decref(sarif->results);
    json_decref(sarif->notifications);
    return log;
}

void sarif_write(const struct report_view *view, FILE *out)
{
    struct sarif sarif = {.view = view};
    sarif_content_choose(&sarif.content, view);
    json_t *log = log_of(&sarif);
    while (sarif_content_shrink(&sarif.content, log)) {
        json_decref(log);
        view_forget_left_out(view);
        log = log_of(&sarif);
    }
    sarif_content_free(&sarif.content);
    json_print(log, out);
}
