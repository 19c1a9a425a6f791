// Item definitions and items: the settings that a type of items begins with, the items, and what each changes.
#include "msbuild/evaluation.h"

#include "support/path.h"

#include <ctype.h>
#include <fnmatch.h>
#include <strings.h>

enum { MOST_ITEMS = 100000 };

static struct msbuild_place place_of(const struct project_group *group, const struct xml_node *node)
{
    return (struct msbuild_place){group->file->path, node->line};
}

// ---- settings ----

struct values {
    struct msbuild_value *at;
    size_t count, capacity;
};

static struct msbuild_value *value_find(struct values *values, const char *name)
{
    for (size_t i = 0; i < values->count; i++)
        if (strcasecmp(values->at[i].name, name) == 0)
            return &values->at[i];
    return NULL;
}

// Where the element TEXT was written first: it comes from an older value, if one had it.
static struct msbuild_place origin_of(const struct msbuild_value *old, const char *text, struct msbuild_place place)
{
    for (size_t i = 0; old && i < old->elements.count; i++)
        if (strcmp(old->elements.at[i].text, text) == 0)
            return old->elements.at[i].place;
    return place;
}

static void split_value(
    struct evaluation *e, struct msbuild_value *value, const struct msbuild_value *old, struct msbuild_place place)
{
    for (const char *at = value->text; *at;) {
        size_t n = strcspn(at, ";"), from = 0, to = n;
        while (from < to && isspace((unsigned char)at[from]))
            from++;
        while (to > from && isspace((unsigned char)at[to - 1]))
            to--;
        if (to > from) {
            const char *text = text_unescape(e, text_keep_n(e, at + from, to - from));
            struct msbuild_element element = {text, origin_of(old, text, place)};
            vec_push(&value->elements, element);
        }
        at += n;
        at += *at == ';';
    }
}

static void value_set(
    struct evaluation *e, struct values *values, const char *name, const char *text, struct msbuild_place place)
{
    struct msbuild_value value = {.name = name, .text = text};
    struct msbuild_value *old = value_find(values, name);
    split_value(e, &value, old, place);
    if (old) {
        vec_free(&old->elements);
        *old = value;
    } else {
        vec_push(values, value);
    }
}

// Evaluates the settings that are children of NODE, in order: each may refer to what it was before.
static void read_values(struct evaluation *e, const struct project_group *group, const struct xml_node *node,
    const struct msbuild_item *item, struct values *values)
{
    for (const struct xml_node *child = node->children; child; child = child->next) {
        struct expand_scope scope = {values->at, values->count, item};
        struct msbuild_place place = place_of(group, child);
        if (condition_holds(e, xml_node_attribute(child, "Condition"), place, &scope))
            value_set(e, values, child->name, expand_text(e, child->text, &scope), place);
    }
}

static void values_copy(struct values *to, const struct msbuild_value *from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct msbuild_value copy = {.name = from[i].name, .text = from[i].text};
        for (size_t k = 0; k < from[i].elements.count; k++)
            vec_push(&copy.elements, from[i].elements.at[k]);
        vec_push(to, copy);
    }
}

// ---- definitions ----

static struct msbuild_item *definition_get(struct evaluation *e, const char *type)
{
    for (size_t i = 0; i < e->project->definitions.count; i++)
        if (strcasecmp(e->project->definitions.at[i].type, type) == 0)
            return &e->project->definitions.at[i];
    vec_push(&e->project->definitions, (struct msbuild_item){.type = type, .include = ""});
    return &vec_last(&e->project->definitions);
}

// Evaluates the settings in NODE into ITEM. ABOUT is what %(Filename) is about, or NULL.
static void read_item_values(struct evaluation *e, const struct project_group *group, const struct xml_node *node,
    struct msbuild_item *item, const struct msbuild_item *about)
{
    struct values values = {item->values.at, item->values.count, item->values.capacity};
    read_values(e, group, node, about, &values);
    item->values.at = values.at;
    item->values.count = values.count;
    item->values.capacity = values.capacity;
}

static void read_definitions(struct evaluation *e, const struct project_group *group)
{
    for (const struct xml_node *node = group->node->children; node; node = node->next)
        if (condition_holds(e, xml_node_attribute(node, "Condition"), place_of(group, node), NULL))
            read_item_values(e, group, node, definition_get(e, node->name), NULL);
}

// ---- items ----

// The names in a list like "a.c;sub\*.c".
struct names {
    VEC(const char *) at;
};

static void add_name(struct evaluation *e, const char *name, struct names *names)
{
    if (!glob_is_pattern(name)) {
        vec_push(&names->at, text_unescape(e, name));
        return;
    }
    struct glob_paths paths = {0};
    glob_expand(e, name, &paths);
    for (size_t i = 0; i < paths.at.count; i++)
        vec_push(&names->at, text_keep_free(e, paths.at.at[i]));
    vec_free(&paths.at);
}

static void read_names(struct evaluation *e, const char *list, struct names *names)
{
    const char *text = list ? expand_text(e, list, NULL) : "";
    while (*(text += strspn(text, "; \t\r\n"))) {
        size_t n = strcspn(text, ";");
        size_t length = n;
        while (length && isspace((unsigned char)text[length - 1]))
            length--;
        add_name(e, text_keep_n(e, text, length), names);
        text += n;
    }
}

// Whether two names of files mean the same one.
static bool same_file(struct evaluation *e, const char *a, const char *b)
{
    char *one = path_with_slashes(a), *other = path_with_slashes(b);
    char *x = path_absolute(e->folder, one), *y = path_absolute(e->folder, other);
    bool same = strcasecmp(x, y) == 0;
    free(y);
    free(x);
    free(other);
    free(one);
    return same;
}

static bool is_among(struct evaluation *e, const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->at.count; i++)
        if (strcasecmp(names->at.at[i], name) == 0 || same_file(e, names->at.at[i], name))
            return true;
    return false;
}

static void add_item(
    struct evaluation *e, const struct project_group *group, const struct xml_node *node, const char *name)
{
    if (e->project->items.count == MOST_ITEMS) {
        evaluation_complain(e, place_of(group, node), memory_format("the project has too many items"));
        return;
    }
    struct msbuild_item item = {.type = node->name, .include = name, .place = place_of(group, node)};
    const struct msbuild_item *definition = definition_get(e, node->name);
    struct values values = {0};
    values_copy(&values, definition->values.at, definition->values.count);
    item.values.at = values.at;
    item.values.count = values.count;
    item.values.capacity = values.capacity;
    struct msbuild_item about = item;
    read_item_values(e, group, node, &item, &about);
    vec_push(&e->project->items, item);
}

static void include(struct evaluation *e, const struct project_group *group, const struct xml_node *node)
{
    struct names names = {0}, excluded = {0};
    read_names(e, xml_node_attribute(node, "Include"), &names);
    read_names(e, xml_node_attribute(node, "Exclude"), &excluded);
    for (size_t i = 0; i < names.at.count; i++)
        if (!excluded.at.count || !is_among(e, &excluded, names.at.at[i]))
            add_item(e, group, node, names.at.at[i]);
    vec_free(&names.at);
    vec_free(&excluded.at);
}

static void update(struct evaluation *e, const struct project_group *group, const struct xml_node *node)
{
    struct names names = {0};
    read_names(e, xml_node_attribute(node, "Update"), &names);
    for (size_t i = 0; i < e->project->items.count; i++) {
        struct msbuild_item *item = &e->project->items.at[i];
        struct msbuild_item about = *item;
        if (strcasecmp(item->type, node->name) == 0 && is_among(e, &names, item->include))
            read_item_values(e, group, node, item, &about);
    }
    vec_free(&names.at);
}

static void remove_items(struct evaluation *e, const struct xml_node *node)
{
    struct names names = {0};
    read_names(e, xml_node_attribute(node, "Remove"), &names);
    size_t kept = 0;
    for (size_t i = 0; i < e->project->items.count; i++) {
        struct msbuild_item *item = &e->project->items.at[i];
        bool gone = strcasecmp(item->type, node->name) == 0 && is_among(e, &names, item->include);
        for (size_t k = 0; gone && k < item->values.count; k++)
            vec_free(&item->values.at[k].elements);
        if (gone)
            vec_free(&item->values);
        else
            e->project->items.at[kept++] = *item;
    }
    e->project->items.count = kept;
    vec_free(&names.at);
}

static void read_items(struct evaluation *e, const struct project_group *group)
{
    for (const struct xml_node *node = group->node->children; node; node = node->next) {
        if (!condition_holds(e, xml_node_attribute(node, "Condition"), place_of(group, node), NULL))
            continue;
        if (xml_node_attribute(node, "Include"))
            include(e, group, node);
        else if (xml_node_attribute(node, "Update"))
            update(e, group, node);
        else if (xml_node_attribute(node, "Remove"))
            remove_items(e, node);
    }
}

static bool group_holds(struct evaluation *e, const struct project_group *group)
{
    return condition_holds(e, xml_node_attribute(group->node, "Condition"), place_of(group, group->node), NULL);
}

void items_evaluate(struct evaluation *e)
{
    for (size_t i = 0; i < e->definition_groups.count; i++)
        if (group_holds(e, &e->definition_groups.at[i]))
            read_definitions(e, &e->definition_groups.at[i]);
    for (size_t i = 0; i < e->item_groups.count; i++)
        if (group_holds(e, &e->item_groups.at[i]))
            read_items(e, &e->item_groups.at[i]);
}
