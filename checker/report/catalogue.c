// The rule catalogue, read from YAML.
#include "report/catalogue.h"

#include "support/yamlfile.h"

#include <unistd.h>

static void read_event(struct yamlfile *file, struct yaml_node_s *node, struct catalogue_event *event)
{
    event->call = yamlfile_take_text(file, node, "call");
    event->field = yamlfile_take_text(file, node, "field");
    struct yaml_node_s *values = yamlfile_get(file, node, "values");
    for (size_t i = 0; i < yamlfile_count(values); i++) {
        struct yaml_node_s *item = yamlfile_at(file, values, i);
        const char *text = yamlfile_text(item);
        char *end = NULL;
        int64_t value = text ? strtoll(text, &end, 0) : 0;
        if (!text || !*text || *end)
            yamlfile_complain(file, item, "a number is expected");
        vec_push(&event->values, value);
    }
}

static void read_calls(struct yamlfile *file, struct yaml_node_s *node, struct catalogue_condition *condition)
{
    struct yaml_node_s *calls = yamlfile_get(file, node, "calls");
    for (size_t i = 0; i < yamlfile_count(calls); i++) {
        const char *text = yamlfile_text(yamlfile_at(file, calls, i));
        if (text)
            vec_push(&condition->calls, memory_text(text, strlen(text)));
    }
    struct yaml_node_s *events = yamlfile_get(file, node, "events");
    for (size_t i = 0; i < yamlfile_count(events); i++) {
        size_t at = vec_extend(&condition->events, 1);
        read_event(file, yamlfile_at(file, events, i), &condition->events.at[at]);
    }
}

static void read_condition(struct yamlfile *file, struct yaml_node_s *node, struct catalogue_condition *condition)
{
    read_calls(file, node, condition);
    condition->otherwise = yamlfile_take_text(file, node, "otherwise");
}

// The text of NODE, the items of a list with commas between them; NULL if it is neither.
static char *flat_text(struct yamlfile *file, const struct yaml_node_s *node)
{
    const char *text = yamlfile_text(node);
    if (text || !yamlfile_is_list(node))
        return text ? memory_text(text, strlen(text)) : NULL;
    char *all = memory_text("", 0);
    for (size_t i = 0; i < yamlfile_count(node); i++) {
        const char *item = yamlfile_text(yamlfile_at(file, node, i));
        char *more = memory_format("%s%s%s", all, i ? ", " : "", item ? item : "");
        free(all);
        all = more;
    }
    return all;
}

static void read_rule(struct yamlfile *file, struct yaml_node_s *node, struct catalogue_rule *rule)
{
    rule->id = yamlfile_take_text(file, node, "id");
    rule->title = yamlfile_take_text(file, node, "title");
    const char *level = yamlfile_text(yamlfile_get(file, node, "level"));
    if (!level || !report_level_parse(level, &rule->level))
        yamlfile_complain(file, node, "'level' must be error, warning or note");
    for (size_t i = 0; i < yamlfile_pairs(node); i++) {
        const char *key = yamlfile_text(yamlfile_key(file, node, i));
        if (!key || !strcmp(key, "id") || !strcmp(key, "title") || !strcmp(key, "level"))
            continue;
        char *value = flat_text(file, yamlfile_value(file, node, i));
        struct catalogue_text text = {memory_text(key, strlen(key)), value};
        if (value)
            vec_push(&rule->texts, text);
        else
            free(text.key);
    }
}

static void read_rules(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue)
{
    struct yaml_node_s *rules = yamlfile_get(file, root, "rules");
    if (!yamlfile_count(rules))
        yamlfile_complain(file, root, "'rules' is missing or empty");
    for (size_t i = 0; i < yamlfile_count(rules); i++) {
        struct catalogue_rule rule = {0};
        read_rule(file, yamlfile_at(file, rules, i), &rule);
        if (rule.id && catalogue_find(catalogue, rule.id))
            yamlfile_complain(file, yamlfile_at(file, rules, i), "there is a rule of this id already");
        vec_push(&catalogue->rules, rule);
    }
}

static void read_states(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue)
{
    struct yaml_node_s *states = yamlfile_get(file, root, "states");
    for (size_t i = 0; i < yamlfile_count(states); i++) {
        struct yaml_node_s *node = yamlfile_at(file, states, i);
        struct catalogue_state state = {
            yamlfile_take_text(file, node, "when"), yamlfile_take_text(file, node, "state")};
        vec_push(&catalogue->states, state);
    }
}

static void read_catalogue(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue)
{
    read_rules(file, root, catalogue);
    read_states(file, root, catalogue);
}

static void read_applies(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue)
{
    read_condition(file, yamlfile_get(file, root, "registers"), &catalogue->registers);
    read_condition(file, yamlfile_get(file, root, "uses"), &catalogue->uses);
    struct yaml_node_s *entries = yamlfile_get(file, root, "entry");
    for (size_t i = 0; i < yamlfile_count(entries); i++) {
        const char *text = yamlfile_text(yamlfile_at(file, entries, i));
        if (text)
            vec_push(&catalogue->entries, memory_text(text, strlen(text)));
    }
}

// What another pack adds to both conditions.
static void read_more_applies(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue)
{
    read_calls(file, yamlfile_get(file, root, "registers"), &catalogue->registers);
    read_calls(file, yamlfile_get(file, root, "uses"), &catalogue->uses);
}

typedef void read_function(struct yamlfile *file, struct yaml_node_s *root, struct catalogue *catalogue);

struct reader {
    read_function *read;
    struct catalogue *catalogue;
};

static void read_root(struct yamlfile *file, struct yaml_node_s *root, void *subject)
{
    const struct reader *reader = subject;
    reader->read(file, root, reader->catalogue);
}

// Reads NAME in FOLDER; what is wrong, or NULL.
static char *read_file(const char *folder, const char *name, read_function *read, struct catalogue *catalogue)
{
    struct reader reader = {read, catalogue};
    char *path = memory_format("%s/%s", folder, name);
    char *error = yamlfile_read(path, read_root, &reader);
    free(path);
    return error;
}

struct catalogue *catalogue_read(const char *folder, char **error)
{
    struct catalogue *catalogue = memory_new(sizeof *catalogue);
    *error = read_file(folder, "catalogue.yaml", read_catalogue, catalogue);
    if (!*error)
        *error = read_file(folder, "applies.yaml", read_applies, catalogue);
    if (!*error)
        return catalogue;
    catalogue_free(catalogue);
    return NULL;
}

char *catalogue_add(struct catalogue *catalogue, const char *folder)
{
    char *error = read_file(folder, "catalogue.yaml", read_catalogue, catalogue);
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

const char *catalogue_text(const struct catalogue_rule *rule, const char *key)
{
    for (size_t i = 0; rule && i < rule->texts.count; i++)
        if (!strcmp(rule->texts.at[i].key, key))
            return rule->texts.at[i].value;
    return NULL;
}

const char *catalogue_state_after(const struct catalogue *catalogue, const char *message)
{
    for (size_t i = 0; i < catalogue->states.count; i++)
        if (strstr(message, catalogue->states.at[i].when))
            return catalogue->states.at[i].state;
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
    for (size_t i = 0; i < catalogue->states.count; i++) {
        free(catalogue->states.at[i].when);
        free(catalogue->states.at[i].state);
    }
    vec_free(&catalogue->states);
    vec_free(&catalogue->rules);
    vec_free(&catalogue->entries);
    condition_free(&catalogue->registers);
    condition_free(&catalogue->uses);
    free(catalogue);
}
