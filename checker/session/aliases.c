// Functions without source that behave like one that the rule pack has a model of.
#include "session/aliases.h"

#include "support/yamlfile.h"

#include <ctype.h>

enum { PARAMETERS = 8 }; // of a model

// A row of kinds.yaml.
struct kind {
    char *like;
    VEC(char *) needs, takes, results;
};

struct reading {
    struct aliases *aliases;
    const char *pack;
    VEC(struct kind) kinds;
};

// ---- kinds ----

#define TAKE_NAMES(file, node, key, names) \
    do { \
        struct yaml_node_s *list_ = yamlfile_get(file, node, key); \
        for (size_t i_ = 0; i_ < yamlfile_count(list_); i_++) { \
            const char *text_ = yamlfile_text(yamlfile_at(file, list_, i_)); \
            if (text_) \
                vec_push(names, memory_text(text_, strlen(text_))); \
        } \
    } while (0)

static void read_kinds(struct yamlfile *file, struct yaml_node_s *root, void *subject)
{
    struct reading *reading = subject;
    struct yaml_node_s *kinds = yamlfile_get(file, root, "kinds");
    for (size_t i = 0; i < yamlfile_count(kinds); i++) {
        struct yaml_node_s *node = yamlfile_at(file, kinds, i);
        struct kind kind = {.like = yamlfile_take_text(file, node, "like")};
        TAKE_NAMES(file, node, "needs", &kind.needs);
        TAKE_NAMES(file, node, "takes", &kind.takes);
        TAKE_NAMES(file, node, "result", &kind.results);
        vec_push(&reading->kinds, kind);
    }
}

static bool is_among(char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

// ---- aliases ----

static const struct kind *find_kind(
    const struct reading *reading, struct yamlfile *file, struct yaml_node_s *node, const char *like)
{
    for (size_t i = 0; like && i < reading->kinds.count; i++)
        if (!strcmp(reading->kinds.at[i].like, like))
            return &reading->kinds.at[i];
    if (like) {
        char *what = memory_format("nothing is known that is like '%s'", like);
        yamlfile_complain(file, node, what);
        free(what);
    }
    return NULL;
}

static void define(struct alias *alias, const char *key, unsigned parameter)
{
    char *flag = memory_format("-DALIAS_%s=a%u", key, parameter);
    for (char *c = flag + strlen("-DALIAS_"); *c != '='; c++)
        *c = (char)toupper((unsigned char)*c);
    vec_push(&alias->flags, flag);
}

static void read_parameter(struct yamlfile *file, struct yaml_node_s *value, const char *key, struct alias *alias)
{
    const char *text = yamlfile_text(value);
    if (text && strlen(text) == 1 && *text >= '1' && *text <= '0' + PARAMETERS) {
        define(alias, key, (unsigned)(*text - '0'));
        return;
    }
    char *what = memory_format("'%s' says which argument that is: 1 to %d", key, PARAMETERS);
    yamlfile_complain(file, value, what);
    free(what);
}

static void read_result(struct yamlfile *file, struct yaml_node_s *value, const struct kind *kind, struct alias *alias)
{
    const char *text = yamlfile_text(value);
    if (text && is_among(kind->results.at, kind->results.count, text))
        vec_push(&alias->flags, memory_format("-DALIAS_RETURNS_%s", text));
    else
        yamlfile_complain(file, value, "'result' is none that is known");
}

static void read_key(
    struct yamlfile *file, struct yaml_node_s *node, size_t i, const struct kind *kind, struct alias *alias)
{
    struct yaml_node_s *name = yamlfile_key(file, node, i), *value = yamlfile_value(file, node, i);
    const char *key = yamlfile_text(name);
    if (!key || !strcmp(key, "function") || !strcmp(key, "like"))
        return;
    if (!strcmp(key, "result"))
        read_result(file, value, kind, alias);
    else if (is_among(kind->needs.at, kind->needs.count, key) || is_among(kind->takes.at, kind->takes.count, key))
        read_parameter(file, value, key, alias);
    else
        yamlfile_complain(file, name, "this key is not known here");
}

static bool is_identifier(const char *text)
{
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_')
        n++;
    return n && !text[n] && !isdigit((unsigned char)*text);
}

static void need_keys(struct yamlfile *file, struct yaml_node_s *node, const struct kind *kind)
{
    for (size_t i = 0; i < kind->needs.count; i++) {
        if (yamlfile_get(file, node, kind->needs.at[i]))
            continue;
        char *what = memory_format("'%s' is missing: which argument is it?", kind->needs.at[i]);
        yamlfile_complain(file, node, what);
        free(what);
    }
}

static void read_alias(struct reading *reading, struct yamlfile *file, struct yaml_node_s *node)
{
    struct alias alias = {.function = yamlfile_take_text(file, node, "function")};
    char *like = yamlfile_take_text(file, node, "like");
    const struct kind *kind = find_kind(reading, file, node, like);
    if (alias.function && !is_identifier(alias.function))
        yamlfile_complain(file, node, "'function' is no name of a function");
    if (kind && alias.function) {
        alias.model = memory_format("%s/aliases/%s.c", reading->pack, like);
        vec_push(&alias.flags, memory_format("-DALIAS=%s", alias.function));
        for (size_t i = 0; i < yamlfile_pairs(node); i++)
            read_key(file, node, i, kind, &alias);
        need_keys(file, node, kind);
    }
    vec_push(&reading->aliases->list, alias);
    free(like);
}

static void read_aliases(struct yamlfile *file, struct yaml_node_s *root, void *subject)
{
    struct yaml_node_s *list = yamlfile_get(file, root, "aliases");
    if (list && !yamlfile_is_list(list))
        yamlfile_complain(file, list, "'aliases' is a list");
    for (size_t i = 0; i < yamlfile_count(list); i++)
        read_alias(subject, file, yamlfile_at(file, list, i));
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static void free_kinds(struct reading *reading)
{
    for (size_t i = 0; i < reading->kinds.count; i++) {
        struct kind *kind = &reading->kinds.at[i];
        free(kind->like);
        free_names(kind->needs.at, kind->needs.count);
        free_names(kind->takes.at, kind->takes.count);
        free_names(kind->results.at, kind->results.count);
    }
    vec_free(&reading->kinds);
}

char *aliases_read(struct aliases *aliases, const char *path, const char *pack)
{
    struct reading reading = {.aliases = aliases, .pack = pack};
    char *kinds = memory_format("%s/aliases/kinds.yaml", pack);
    char *problem = yamlfile_read(kinds, read_kinds, &reading);
    if (!problem)
        problem = yamlfile_read(path, read_aliases, &reading);
    free_kinds(&reading);
    free(kinds);
    return problem;
}

void aliases_free(struct aliases *aliases)
{
    for (size_t i = 0; i < aliases->list.count; i++) {
        free(aliases->list.at[i].function);
        free(aliases->list.at[i].model);
        free_names(aliases->list.at[i].flags.at, aliases->list.at[i].flags.count);
    }
    vec_free(&aliases->list);
}
