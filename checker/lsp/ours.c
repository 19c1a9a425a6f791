// What the analysis found, with places that follow the documents as they change.
#include "lsp/ours.h"

#include "lsp/uri.h"

static char *text_of(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return memory_text(text ? text : "", text ? strlen(text) : 0);
}

static struct place read_place(const json_t *json)
{
    struct place place = {0};
    const char *path = json_string_value(json_object_get(json, "path"));
    if (path && range_read(json_object_get(json, "range"), &place.range))
        place.path = memory_text(path, strlen(path));
    return place;
}

static void read_steps(struct finding *finding, const json_t *steps)
{
    for (size_t i = 0; i < json_array_size(steps); i++) {
        const json_t *from = json_array_get(steps, i);
        struct step step = {
            .place = read_place(from),
            .depth = (unsigned)json_integer_value(json_object_get(from, "depth")),
            .message = text_of(from, "message"),
            .state = json_object_get(from, "state") ? text_of(from, "state") : NULL,
        };
        vec_push(&finding->steps, step);
    }
}

void ours_read(struct ours *ours, const json_t *findings)
{
    for (size_t i = 0; i < json_array_size(findings); i++) {
        const json_t *from = json_array_get(findings, i), *others = json_object_get(from, "others");
        struct finding finding = {
            .rule = text_of(from, "rule"),
            .message = text_of(from, "message"),
            .function = text_of(from, "function"),
            .explanation = text_of(from, "explanation"),
            .link = text_of(from, "link"),
            .key = text_of(from, "key"),
            .severity = (int)json_integer_value(json_object_get(from, "severity")),
            .place = read_place(from),
        };
        read_steps(&finding, json_object_get(from, "steps"));
        for (size_t k = 0; k < json_array_size(others); k++)
            vec_push(&finding.others, read_place(json_array_get(others, k)));
        vec_push(&ours->findings, finding);
    }
}

void ours_read_fixes(struct ours *ours, const char *key, const json_t *fixes)
{
    for (size_t f = 0; key && f < ours->findings.count; f++) {
        struct finding *finding = &ours->findings.at[f];
        if (strcmp(finding->key, key) || finding->fixes.count)
            continue;
        for (size_t i = 0; i < json_array_size(fixes); i++) {
            const json_t *from = json_array_get(fixes, i);
            struct fix fix = {text_of(from, "title"), read_place(from), text_of(from, "text")};
            vec_push(&finding->fixes, fix);
        }
        return;
    }
}

static void place_edit(struct place *place, const char *path, const struct edit *edit)
{
    if (place->path && !strcmp(place->path, path) && !edit_move(edit, &place->range))
        place->gone = true;
}

void ours_edit(struct ours *ours, const char *path, const struct edit *edit)
{
    for (size_t f = 0; f < ours->findings.count; f++) {
        struct finding *finding = &ours->findings.at[f];
        place_edit(&finding->place, path, edit);
        for (size_t i = 0; i < finding->steps.count; i++)
            place_edit(&finding->steps.at[i].place, path, edit);
        for (size_t i = 0; i < finding->others.count; i++)
            place_edit(&finding->others.at[i], path, edit);
        for (size_t i = 0; i < finding->fixes.count; i++)
            finding->fixes.at[i].place.gone = true; // it was checked without this edit
    }
}

bool finding_is_in(const struct finding *finding, const char *path)
{
    return finding->place.path && !finding->place.gone && !strcmp(finding->place.path, path);
}

static void add_related(json_t *list, const struct place *place, const char *message)
{
    if (!place->path || place->gone)
        return;
    char *uri = uri_from_path(place->path);
    json_array_append_new(
        list, json_pack("{s{ssso}ss}", "location", "uri", uri, "range", range_json(place->range), "message", message));
    free(uri);
}

static json_t *related_of(const struct finding *finding)
{
    json_t *list = json_array();
    for (size_t i = 0; i < finding->steps.count; i++) {
        char *message = memory_format("(%zu) %s", i + 1, finding->steps.at[i].message);
        add_related(list, &finding->steps.at[i].place, message);
        free(message);
    }
    for (size_t i = 0; i < finding->others.count; i++)
        add_related(list, &finding->others.at[i], "here too");
    return list;
}

json_t *finding_diagnostic(const struct finding *finding, enum related related)
{
    json_t *diagnostic = json_pack("{sosisssssss{s{ssss}}}", "range", range_json(finding->place.range), "severity",
        finding->severity, "code", finding->rule, "source", "ndislint", "message", finding->message, "data", "ndislint",
        "rule", finding->rule, "key", finding->key);
    if (diagnostic && *finding->link)
        json_object_set_new(diagnostic, "codeDescription", json_pack("{ss}", "href", finding->link));
    if (diagnostic && related == RELATED_SHOWN)
        json_object_set_new(diagnostic, "relatedInformation", related_of(finding));
    return diagnostic ? diagnostic : json_null();
}

static void finding_free(struct finding *finding)
{
    free(finding->rule);
    free(finding->message);
    free(finding->function);
    free(finding->explanation);
    free(finding->link);
    free(finding->key);
    free(finding->place.path);
    for (size_t i = 0; i < finding->steps.count; i++) {
        free(finding->steps.at[i].place.path);
        free(finding->steps.at[i].message);
        free(finding->steps.at[i].state);
    }
    for (size_t i = 0; i < finding->others.count; i++)
        free(finding->others.at[i].path);
    for (size_t i = 0; i < finding->fixes.count; i++) {
        free(finding->fixes.at[i].title);
        free(finding->fixes.at[i].place.path);
        free(finding->fixes.at[i].text);
    }
    vec_free(&finding->steps);
    vec_free(&finding->others);
    vec_free(&finding->fixes);
}

void ours_free(struct ours *ours)
{
    for (size_t f = 0; f < ours->findings.count; f++)
        finding_free(&ours->findings.at[f]);
    vec_free(&ours->findings);
}
