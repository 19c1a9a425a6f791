// The configuration of a repository.
#include "config/config.h"

#include "support/file.h"
#include "support/nearest.h"
#include "support/path.h"
#include "support/yamlfile.h"

#include <stdint.h>

const struct config_row config_rows[CONFIG_COUNT] = {
#define ROW(name, key, kind, otherwise, help) {key, kind, otherwise, help},
    CONFIG_KEYS(ROW)
#undef ROW
};

struct reading {
    struct yamlfile *file;
    struct config *config;
    char *folder;
};

char *config_find(const char *folder)
{
    char *at = memory_text(folder, strlen(folder));
    for (;;) {
        char *path = memory_format("%s/.ndislint.yaml", strcmp(at, "/") ? at : ""), *above = path_folder(at);
        bool found = file_is_there(path), top = !strcmp(above, at);
        free(at);
        at = above;
        if (found || top) {
            free(at);
            if (found)
                return path;
            free(path);
            return NULL;
        }
        free(path);
    }
}

// ---- values ----

static void complain(struct reading *reading, const struct yaml_node_s *node, char *what)
{
    yamlfile_complain(reading->file, node, what);
    free(what);
}

static bool is_whole_number(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n && n < 10 && !text[n] && strspn(text, "0") < n;
}

static char *path_of(const char *folder, const char *value)
{
    char *slashes = path_with_slashes(value), *path = path_absolute(folder, slashes);
    free(slashes);
    return path;
}

// VALUE as it is used, or NULL, and the file is told what is wrong.
static char *understand(
    struct reading *reading, const struct config_row *row, const struct yaml_node_s *node, const char *value)
{
    enum report_level level;
    const char *wanted = NULL;
    switch (row->kind) {
    case CONFIG_FLAG:
        wanted = strcmp(value, "true") && strcmp(value, "false") ? "true or false" : NULL;
        break;
    case CONFIG_LEVEL:
        wanted = report_level_parse(value, &level) ? NULL : "note, warning or error";
        break;
    case CONFIG_NUMBER:
        wanted = is_whole_number(value) ? NULL : "a number of at least 1";
        break;
    case CONFIG_PATH:
    case CONFIG_PATHS:
        return path_of(reading->folder, value);
    case CONFIG_TEXT:
    case CONFIG_TEXTS:
    case CONFIG_MAP:
    case CONFIG_FOREIGN:
        break;
    }
    if (!wanted)
        return memory_format("%s", value);
    complain(reading, node, memory_format("'%s' is %s", row->key, wanted));
    return NULL;
}

static void add_value(struct config_setting *setting, char *value, const struct yaml_node_s *node)
{
    struct config_place place = {yamlfile_line(node), yamlfile_column(node)};
    vec_push(&setting->values, value);
    vec_push(&setting->places, place);
}

static void take_value(struct reading *reading, const struct config_row *row, struct config_setting *setting,
    const struct yaml_node_s *node)
{
    const char *text = yamlfile_text(node);
    if (!text || !*text) {
        complain(reading, node, memory_format("'%s' needs a text here", row->key));
        return;
    }
    char *value = understand(reading, row, node, text);
    if (value)
        add_value(setting, value, node);
}

static void take_list(struct reading *reading, const struct config_row *row, struct config_setting *setting,
    const struct yaml_node_s *node)
{
    if (!yamlfile_is_list(node))
        complain(reading, node, memory_format("'%s' is a list: one item a line, each behind '- '", row->key));
    for (size_t i = 0; i < yamlfile_count(node); i++)
        take_value(reading, row, setting, yamlfile_at(reading->file, node, i));
}

static void take_level(struct reading *reading, struct config_setting *setting, const struct yaml_node_s *name,
    const struct yaml_node_s *node)
{
    enum report_level level;
    const char *text = yamlfile_text(name), *rule = text ? text : "", *value = yamlfile_text(node);
    for (size_t i = 0; i < setting->values.count; i++)
        if (!strncmp(setting->values.at[i], rule, strlen(rule)) && setting->values.at[i][strlen(rule)] == ':')
            complain(reading, name, memory_format("'%s' stands here twice", rule));
    if (!value || (strcmp(value, "off") && !report_level_parse(value, &level)))
        complain(reading, node, memory_format("the level of a rule is note, warning, error or off"));
    else
        add_value(setting, memory_format("%s: %s", rule, value), name);
}

static void take_levels(struct reading *reading, const struct config_row *row, struct config_setting *setting,
    const struct yaml_node_s *node)
{
    size_t pairs = yamlfile_pairs(node);
    if (!pairs)
        complain(reading, node, memory_format("'%s' is a mapping: one 'rule: level' a line", row->key));
    for (size_t i = 0; i < pairs; i++)
        take_level(reading, setting, yamlfile_key(reading->file, node, i), yamlfile_value(reading->file, node, i));
}

// ---- keys ----

static const struct config_row *find_row(const char *key)
{
    for (unsigned i = 0; i < CONFIG_COUNT; i++)
        if (key && !strcmp(config_rows[i].key, key))
            return &config_rows[i];
    return NULL;
}

static void unknown_key(struct reading *reading, const struct yaml_node_s *node, const char *key)
{
    const char *names[CONFIG_COUNT];
    for (unsigned i = 0; i < CONFIG_COUNT; i++)
        names[i] = config_rows[i].key;
    const char *nearest = key ? nearest_name(key, names, CONFIG_COUNT) : NULL;
    complain(reading, node,
        nearest ? memory_format("there is no key '%s'; did you mean '%s'?", key, nearest)
                : memory_format("there is no key '%s'; 'ndislint config show' lists them", key ? key : ""));
}

static void read_key(struct reading *reading, const struct yaml_node_s *name, const struct yaml_node_s *node)
{
    const struct config_row *row = find_row(yamlfile_text(name));
    if (!row) {
        unknown_key(reading, name, yamlfile_text(name));
        return;
    }
    struct config_setting *setting = &reading->config->settings[row - config_rows];
    if (setting->line)
        complain(reading, name, memory_format("'%s' stands here twice", row->key));
    setting->line = yamlfile_line(name);
    if (row->kind == CONFIG_MAP)
        take_levels(reading, row, setting, node);
    else if (row->kind == CONFIG_PATHS || row->kind == CONFIG_TEXTS)
        take_list(reading, row, setting, node);
    else if (row->kind != CONFIG_FOREIGN)
        take_value(reading, row, setting, node);
}

static void read_root(struct yamlfile *file, struct yaml_node_s *root, void *subject)
{
    struct reading *reading = subject;
    reading->file = file;
    const char *text = yamlfile_text(root);
    if (root && !yamlfile_pairs(root) && !(text && !*text))
        yamlfile_complain(file, root, "this is no mapping: one 'key: value' a line is expected");
    for (size_t i = 0; i < yamlfile_pairs(root); i++)
        read_key(reading, yamlfile_key(file, root, i), yamlfile_value(file, root, i));
}

struct config *config_read(const char *path, char **problem)
{
    struct config *config = memory_new(sizeof *config);
    *problem = NULL;
    if (!path)
        return config;
    struct reading reading = {.config = config, .folder = path_folder(path)};
    config->path = memory_format("%s", path);
    *problem = yamlfile_read(path, read_root, &reading);
    free(reading.folder);
    if (!*problem)
        return config;
    config_free(config);
    return NULL;
}

const char *config_text(const struct config *config, enum config_key key)
{
    return config->settings[key].values.count ? config->settings[key].values.at[0] : NULL;
}

void config_free(struct config *config)
{
    if (!config)
        return;
    for (unsigned key = 0; key < CONFIG_COUNT; key++) {
        for (size_t i = 0; i < config->settings[key].values.count; i++)
            free(config->settings[key].values.at[i]);
        vec_free(&config->settings[key].values);
        vec_free(&config->settings[key].places);
    }
    free(config->path);
    free(config);
}
