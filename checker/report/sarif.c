// SARIF 2.1.0 (OASIS, 2020), so that GitHub's code scanning takes it: see "SARIF support for code scanning" in its
// documentation. What that ignores (uriBaseId, suppressions, notifications) other viewers show.
#include "report/format.h"
#include "report/jsontext.h"

static const char schema[] = "https://json.schemastore.org/sarif-2.1.0.json";
static const char base[] = "SRCROOT";

enum {
    FULL_TEXT = 1024,  // of a rule's description, at most
    RELATED_LIMIT = 90 // of a result's related locations: code scanning takes 100 locations
};

struct sarif {
    const struct report_view *view;
    json_t *rules, *results, *notifications;
};

static json_t *message_of(const char *text)
{
    json_t *message = json_object();
    json_put_text(message, "text", text);
    return message;
}

// ---- rules ----

// "a, b, c" as a list.
static json_t *list_of(const char *text)
{
    json_t *list = json_array();
    while (text && *text) {
        size_t n = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, n));
        text += n;
        text += strspn(text, ", ");
    }
    return list;
}

// "ndis-port-free" as "NdisPortFree": what Sarif.Multitool asks of a rule's name.
static json_t *pascal_name(const char *id)
{
    char *name = memory_text(id, strlen(id)), *to = name;
    bool begins = true;
    for (const char *c = id; *c; c++) {
        if (*c != '-')
            *to++ = begins && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
        begins = *c == '-';
    }
    *to = '\0';
    json_t *string = json_clean(name);
    free(name);
    return string;
}

static json_t *rule_properties(const struct catalogue_rule *rule)
{
    json_t *properties = json_object();
    json_object_set_new(properties, "tags", list_of(catalogue_text(rule, "tags")));
    json_put_text(properties, "precision", catalogue_text(rule, "precision"));
    json_put_text(
        properties, "problem.severity", rule->level == REPORT_NOTE ? "recommendation" : report_level_name(rule->level));
    return properties;
}

static void put_help(json_t *object, const struct catalogue_rule *rule, const char *sentence)
{
    const char *link = catalogue_text(rule, "link");
    char *plain = memory_format("%s%s%s", sentence, link ? " See " : "", link ? link : "");
    char *markdown = memory_format("**%s**\n\n%s%s%s%s\n\n`ndislint explain %s` says more.", rule->title, sentence,
        link ? "\n\n[Microsoft's page](" : "", link ? link : "", link ? ")" : "", rule->id);
    json_t *help = message_of(plain);
    json_put_text(help, "markdown", markdown);
    json_object_set_new(object, "help", help);
    free(plain);
    free(markdown);
}

static json_t *rule_object(const struct catalogue_rule *rule)
{
    const char *sentence = catalogue_text(rule, "sentence"), *link = catalogue_text(rule, "link");
    char *title = memory_format("%s.", rule->title);
    char *full = memory_format("%.*s", FULL_TEXT, sentence ? sentence : title);
    json_t *object = json_object(), *defaults = json_object();
    json_put_text(object, "id", rule->id);
    json_object_set_new(object, "name", pascal_name(rule->id));
    json_object_set_new(object, "shortDescription", message_of(title));
    json_object_set_new(object, "fullDescription", message_of(full));
    put_help(object, rule, full);
    json_put_text(object, "helpUri", link);
    json_put_text(defaults, "level", report_level_name(rule->level));
    json_object_set_new(object, "defaultConfiguration", defaults);
    json_object_set_new(object, "properties", rule_properties(rule));
    free(title);
    free(full);
    return object;
}

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
    json_t *object = text ? message_of(text) : NULL;
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
    json_t *object = text ? message_of(text) : NULL;
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
        json_object_set_new(location, "message", message_of(words));
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

static json_t *code_flows(
    const struct report_view *view, const struct report_driver *driver, const struct report_finding *finding)
{
    json_t *steps = json_array(), *thread = json_object(), *flow = json_object();
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *step = &finding->steps.at[i];
        struct report_place place = view_place(driver, step->place.path ? &step->place : &finding->place);
        json_array_append_new(
            steps, flow_step(view, &place, step->message, step->depth, step->kind == REPORT_STEP_EVENT));
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

static void relate(const struct report_view *view, struct related *related, const struct report_place *place,
    const char *words, const char *link)
{
    if (!place->path || !place->line || json_array_size(related->locations) >= RELATED_LIMIT)
        return;
    size_t id = json_array_size(related->locations) + 1;
    json_t *location = location_of(view, place, words);
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

static void put_message(const struct report_view *view, json_t *result, const struct report_finding *finding)
{
    bool linked = (finding->subject.path && finding->subject.line) || finding->others.count;
    struct related related = {json_array(), sentence_of(finding->message, linked ? WITH_LINKS : WITHOUT_LINKS)};
    relate(view, &related, &finding->subject, "what it is about begins here", "It began here");
    for (size_t i = 0; i < finding->others.count; i++)
        relate(view, &related, &finding->others.at[i], "and on another path here", "And on another path here");
    json_object_set_new(result, "message", message_of(related.message));
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
    for (size_t i = 0; catalogue && i < catalogue->rules.count; i++)
        if (!strcmp(catalogue->rules.at[i].id, rule))
            json_object_set_new(result, "ruleIndex", json_integer((json_int_t)i));
}

static void add_result(
    const struct sarif *sarif, const struct report_driver *driver, const struct report_finding *finding)
{
    json_t *result = json_object();
    put_rule(sarif, result, finding->rule);
    json_put_text(result, "level", report_level_name(finding->level));
    put_message(sarif->view, result, finding);
    put_locations(sarif->view, result, driver, finding);
    put_fingerprints(result, finding);
    json_object_set_new(result, "codeFlows", code_flows(sarif->view, driver, finding));
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
    json_object_set_new(notification, "message", message_of(text));
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
    json_object_set(driver, "rules", sarif->rules);
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
    json_object_set_new(location, "description", message_of("The root of the repository."));
    free(uri);
    free(folder);
    return json_pack("{so}", base, location);
}

static void add_results(const struct sarif *sarif)
{
    const struct report_run *run = sarif->view->run;
    for (size_t d = 0; d < run->drivers.count; d++) {
        const struct report_driver *driver = &run->drivers.at[d];
        for (size_t i = 0; i < driver->findings.count; i++)
            add_result(sarif, driver, &driver->findings.at[i]);
        for (size_t i = 0; sarif->view->quiet == REPORT_QUIET_TOO && i < driver->quiet.count; i++)
            add_result(sarif, driver, &driver->quiet.at[i]);
    }
}

void sarif_write(const struct report_view *view, FILE *out)
{
    struct sarif sarif = {view, json_array(), json_array(), json_array()};
    for (size_t i = 0; view->catalogue && i < view->catalogue->rules.count; i++)
        json_array_append_new(sarif.rules, rule_object(&view->catalogue->rules.at[i]));
    add_results(&sarif);
    notify_run(&sarif);
    json_t *run = json_object(), *log = json_object();
    json_object_set_new(run, "tool", tool(&sarif));
    json_object_set_new(run, "invocations", invocations(&sarif));
    json_object_set_new(run, "automationDetails", json_pack("{ss}", "id", "ndislint/"));
    json_object_set_new(run, "originalUriBaseIds", bases(view));
    json_put_text(run, "columnKind", "utf16CodeUnits");
    json_object_set(run, "results", sarif.results);
    json_put_text(log, "$schema", schema);
    json_put_text(log, "version", "2.1.0");
    json_object_set_new(log, "runs", json_pack("[o]", run));
    json_decref(sarif.rules);
    json_decref(sarif.results);
    json_decref(sarif.notifications);
    json_print(log, out);
}
