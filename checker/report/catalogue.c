// The rule catalogue, read from YAML.
#include "report/catalogue.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>
#include <yaml.h>

struct reading {
    yaml_document_t *document;
    const char *path;
    char *error;
};

// The first thing that is wrong is what the user hears of.
static void complain(struct reading *reading, const yaml_node_t *node, const char *what)
{
    if (!reading->error)
        reading->error = memory_format("%s:%zu: %s", reading->path, node ? node->start_mark.line + 1 : 1, what);
}

static const char *node_text(const yaml_node_t *node)
{
    return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

// The value of KEY in the mapping NODE, or NULL.
static yaml_node_t *node_get(struct reading *reading, yaml_node_t *node, const char *key)
{
    if (!node || node->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
        const char *name = node_text(yaml_document_get_node(reading->document, pair->key));
        if (name && !strcmp(name, key))
            return yaml_document_get_node(reading->document, pair->value);
    }
    return NULL;
}

// A copy of the text of KEY; complains if there is none.
static char *take_text(struct reading *reading, yaml_node_t *node, const char *key)
{
    const char *text = node_text(node_get(reading, node, key));
    if (text)
        return memory_text(text, strlen(text));
    char *what = memory_format("'%s' is missing or no text", key);
    complain(reading, node, what);
    free(what);
    return NULL;
}

static size_t list_count(const yaml_node_t *list)
{
    return list && list->type == YAML_SEQUENCE_NODE
               ? (size_t)(list->data.sequence.items.top - list->data.sequence.items.start)
               : 0;
}

static yaml_node_t *list_at(struct reading *reading, const yaml_node_t *list, size_t i)
{
    return yaml_document_get_node(reading->document, list->data.sequence.items.start[i]);
}

static void read_event(struct reading *reading, yaml_node_t *node, struct catalogue_event *event)
{
    event->call = take_text(reading, node, "call");
    event->field = take_text(reading, node, "field");
    yaml_node_t *values = node_get(reading, node, "values");
    for (size_t i = 0; i < list_count(values); i++) {
        yaml_node_t *item = list_at(reading, values, i);
        const char *text = node_text(item);
        char *end = NULL;
        int64_t value = text ? strtoll(text, &end, 0) : 0;
        if (!text || !*text || *end)
            complain(reading, item, "a number is expected");
        vec_push(&event->values, value);
    }
}

static void read_calls(struct reading *reading, yaml_node_t *node, struct catalogue_condition *condition)
{
    yaml_node_t *calls = node_get(reading, node, "calls");
    for (size_t i = 0; i < list_count(calls); i++) {
        const char *text = node_text(list_at(reading, calls, i));
        if (text)
            vec_push(&condition->calls, memory_text(text, strlen(text)));
    }
    yaml_node_t *events = node_get(reading, node, "events");
    for (size_t i = 0; i < list_count(events); i++) {
        size_t at = vec_extend(&condition->events, 1);
        read_event(reading, list_at(reading, events, i), &condition->events.at[at]);
    }
}

static void read_condition(struct reading *reading, yaml_node_t *node, struct catalogue_condition *condition)
{
    read_calls(reading, node, condition);
    condition->otherwise = take_text(reading, node, "otherwise");
}

// The text of NODE, the items of a list with commas between them; NULL if it is neither.
static char *flat_text(struct reading *reading, const yaml_node_t *node)
{
    const char *text = node_text(node);
    if (text || !node || node->type != YAML_SEQUENCE_NODE)
        return text ? memory_text(text, strlen(text)) : NULL;
    char *all = memory_text("", 0);
    for (size_t i = 0; i < list_count(node); i++) {
        const char *item = node_text(list_at(reading, node, i));
        char *more = memory_format("%s%s%s", all, i ? ", " : "", item ? item : "");
        free(all);
        all = more;
    }
    return all;
}

static void read_rule(struct reading *reading, yaml_node_t *node, struct catalogue_rule *rule)
{
    rule->id = take_text(reading, node, "id");
    rule->title = take_text(reading, node, "title");
    const char *level = node_text(node_get(reading, node, "level"));
    if (!level || !report_level_parse(level, &rule->level))
        complain(reading, node, "'level' must be error, warning or note");
    if (node->type != YAML_MAPPING_NODE)
        return;
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
        const char *key = node_text(yaml_document_get_node(reading->document, pair->key));
        if (!key || !strcmp(key, "id") || !strcmp(key, "title") || !strcmp(key, "level"))
            continue;
        char *value = flat_text(reading, yaml_document_get_node(reading->document, pair->value));
        struct catalogue_text text = {memory_text(key, strlen(key)), value};
        if (value)
            vec_push(&rule->texts, text);
        else
            free(text.key);
    }
}

static void read_rules(struct reading *reading, yaml_node_t *root, struct catalogue *catalogue)
{
    yaml_node_t *rules = node_get(reading, root, "rules");
    if (!list_count(rules))
        complain(reading, root, "'rules' is missing or empty");
    for (size_t i = 0; i < list_count(rules); i++) {
        struct catalogue_rule rule = {0};
        read_rule(reading, list_at(reading, rules, i), &rule);
        if (rule.id && catalogue_find(catalogue, rule.id))
            complain(reading, list_at(reading, rules, i), "there is a rule of this id already");
        vec_push(&catalogue->rules, rule);
    }
}

static void read_applies(struct reading *reading, yaml_node_t *root, struct catalogue *catalogue)
{
    read_condition(reading, node_get(reading, root, "registers"), &catalogue->registers);
    read_condition(reading, node_get(reading, root, "uses"), &catalogue->uses);
    yaml_node_t *entries = node_get(reading, root, "entry");
    for (size_t i = 0; i < list_count(entries); i++) {
        const char *text = node_text(list_at(reading, entries, i));
        if (text)
            vec_push(&catalogue->entries, memory_text(text, strlen(text)));
    }
}

// What another pack adds to both conditions.
static void read_more_applies(struct reading *reading, yaml_node_t *root, struct catalogue *catalogue)
{
    read_calls(reading, node_get(reading, root, "registers"), &catalogue->registers);
    read_calls(reading, node_get(reading, root, "uses"), &catalogue->uses);
}

typedef void read_function(struct reading *reading, yaml_node_t *root, struct catalogue *catalogue);

static void read_document(struct reading *reading, FILE *in, read_function *read, struct catalogue *catalogue)
{
    yaml_parser_t parser;
    yaml_document_t document;
    if (!yaml_parser_initialize(&parser)) {
        complain(reading, NULL, "out of memory");
        return;
    }
    yaml_parser_set_input_file(&parser, in);
    if (yaml_parser_load(&parser, &document)) {
        reading->document = &document;
        read(reading, yaml_document_get_root_node(&document), catalogue);
        yaml_document_delete(&document);
    } else {
        reading->error = memory_format(
            "%s:%zu: %s", reading->path, parser.problem_mark.line + 1, parser.problem ? parser.problem : "not YAML");
    }
    yaml_parser_delete(&parser);
}

// Reads NAME in FOLDER; what is wrong, or NULL.
static char *read_file(const char *folder, const char *name, read_function *read, struct catalogue *catalogue)
{
    char *path = memory_format("%s/%s", folder, name);
    struct reading reading = {.path = path};
    FILE *in = fopen(path, "rb");
    if (in) {
        read_document(&reading, in, read, catalogue);
        fclose(in);
    } else {
        reading.error = memory_format("%s: %s", path, strerror(errno));
    }
    free(path);
    return reading.error;
}

struct catalogue *catalogue_read(const char *folder, char **error)
{
    struct catalogue *catalogue = memory_new(sizeof *catalogue);
    *error = read_file(folder, "catalogue.yaml", read_rules, catalogue);
    if (!*error)
        *error = read_file(folder, "applies.yaml", read_applies, catalogue);
    if (!*error)
        return catalogue;
    catalogue_free(catalogue);
    return NULL;
}

char *catalogue_add(struct catalogue *catalogue, const char *folder)
{
    char *error = read_file(folder, "catalogue.yaml", read_rules, catalogue);
    char *applies = memory_format("%s/applies.yaml", folder);
    if (!error && access(applies, F_OK) == 0)
        error = read_file(folder, "applies.yaml", read_more_applies, catalogue);
    free(applies);
    return error;
}

const struct catalogue_rule *catalogue_find(const struct catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->rules.count; i++)
        if (catalogue->rules.at[i].id && !strcmp(catalogue->rules.at[i].id, id))
            return &catalogue->rules.at[i];
    return NULL;
}

static void condition_free(struct catalogue_condition *condition)
{
    for (size_t i = 0; i < condition->calls.count; i++)
        free(condition->calls.at[i]);
    for (size_t i = 0; i < condition->events.count; i++) {
        free(condition->events.at[i].call);
        free(condition->events.at[i].field);
        vec_free(&condition->events.at[i].values);
    }
    vec_free(&condition->calls);
    vec_free(&condition->events);
    free(condition->otherwise);
}

static void rule_free(struct catalogue_rule *rule)
{
    for (size_t i = 0; i < rule->texts.count; i++) {
        free(rule->texts.at[i].key);
        free(rule->texts.at[i].value);
    }
    vec_free(&rule->texts);
    free(rule->id);
    free(rule->title);
}

void catalogue_free(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    for (size_t i = 0; i < catalogue->rules.count; i++)
        rule_free(&catalogue->rules.at[i]);
    for (size_t i = 0; i < catalogue->entries.count; i++)
        free(catalogue->entries.at[i]);
    vec_free(&catalogue->rules);
    vec_free(&catalogue->entries);
    condition_free(&catalogue->registers);
    condition_free(&catalogue->uses);
    free(catalogue);
}
