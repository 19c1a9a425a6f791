// Which files the sources include, followed as Windows would find them.
#include "frontend/search.h"

#include "frontend/wpp.h"
#include "support/directives.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <jansson.h>
#include <uthash.h>

enum { LARGEST_SOURCE = 64 << 20 };

// A file that was read, whoever includes it.
struct scanned {
    const char *path; // real
    struct directives directives;
    UT_hash_handle hh;
};

// A file that a group follows.
struct visited {
    const char *path;
    const struct visited *from; // the file that included it first; NULL for a source
    UT_hash_handle hh;
};

// The sources that have one search path.
struct group {
    const char *key;
    VEC(const char *) quoted, angled; // folders
    struct visited *visited;
    VEC(const struct visited *) pending;
    struct flags_ndis ndis;
    UT_hash_handle hh;
};

struct search {
    const struct flags_setup *setup;
    enum search_depth depth;
    struct arena arena;
    struct folder_cache *folders;
    struct scanned *scanned;
    struct group *groups;
    VEC(struct search_mapping) mappings;
    struct wpp_names wpp;
    bool uses_wpp;
};

struct search *search_new(const struct flags_setup *setup, enum search_depth depth)
{
    struct search *search = memory_new(sizeof *search);
    search->setup = setup;
    search->depth = depth;
    search->folders = folder_cache_new();
    return search;
}

void search_free(struct search *search)
{
    for (struct scanned *s = search->scanned; s; s = s->hh.next)
        directives_free(&s->directives);
    HASH_CLEAR(hh, search->scanned);
    for (struct group *g = search->groups; g; g = g->hh.next) {
        HASH_CLEAR(hh, g->visited);
        vec_free(&g->quoted);
        vec_free(&g->angled);
        vec_free(&g->pending);
        vec_free(&g->ndis.flags.at);
    }
    HASH_CLEAR(hh, search->groups);
    vec_free(&search->mappings);
    wpp_names_free(&search->wpp);
    folder_cache_free(search->folders);
    arena_free(&search->arena);
    free(search);
}

static const char *keep(struct search *search, char *text)
{
    const char *kept = arena_copy(&search->arena, text, strlen(text) + 1);
    free(text);
    return kept;
}

// The flags of SOURCE by which headers are found, one a line. Released with free().
static char *search_key(const struct frontend_source *source)
{
    static const char *const names[] = {"-I", "-isystem", "-iquote", "-idirafter"};
    char *key = memory_text("", 0);
    for (size_t i = 0; i < source->flag_count; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            const char *value = flags_value(source->flags, source->flag_count, &i, names[k]);
            if (!value)
                continue;
            char *longer = memory_format("%s%s %s\n", key, names[k], value);
            free(key);
            key = longer;
            break;
        }
    return key;
}

static void group_add_flag(struct group *group, const struct frontend_source *source, size_t *i)
{
    const char *value;
    if ((value = flags_value(source->flags, source->flag_count, i, "-iquote"))) {
        vec_push(&group->quoted, value);
    } else if ((value = flags_value(source->flags, source->flag_count, i, "-I")) ||
               (value = flags_value(source->flags, source->flag_count, i, "-isystem")) ||
               (value = flags_value(source->flags, source->flag_count, i, "-idirafter"))) {
        vec_push(&group->angled, value);
    }
}

static struct group *group_get(struct search *search, const struct frontend_source *source)
{
    char *key = search_key(source);
    struct group *group;
    HASH_FIND_STR(search->groups, key, group);
    if (group) {
        free(key);
        return group;
    }
    group = arena_new(&search->arena, sizeof *group);
    group->key = keep(search, key);
    for (size_t i = 0; i < source->flag_count; i++)
        group_add_flag(group, source, &i);
    for (size_t i = 0; i < search->setup->system_folders.count; i++)
        vec_push(&group->angled, search->setup->system_folders.at[i]);
    HASH_ADD_KEYPTR(hh, search->groups, group->key, strlen(group->key), group);
    return group;
}

static const struct scanned *scan_file(struct search *search, const char *path)
{
    struct scanned *scanned;
    HASH_FIND_STR(search->scanned, path, scanned);
    if (scanned)
        return scanned;
    scanned = arena_new(&search->arena, sizeof *scanned);
    scanned->path = path;
    size_t n;
    char *text = file_read(path, LARGEST_SOURCE, &n);
    if (text)
        directives_read(text, n, &search->arena, &scanned->directives);
    free(text);
    wpp_names_add(&search->wpp, &scanned->directives);
    HASH_ADD_KEYPTR(hh, search->scanned, scanned->path, strlen(scanned->path), scanned);
    return scanned;
}

static bool is_system(const struct search *search, const char *path)
{
    for (size_t i = 0; i < search->setup->system_folders.count; i++)
        if (path_is_below(path, search->setup->system_folders.at[i]))
            return true;
    return false;
}

// Puts PATH on the group's list of files to follow, once.
static void group_visit(struct search *search, struct group *group, const char *path, const struct visited *from)
{
    if (search->depth == SEARCH_OWN && is_system(search, path))
        return;
    struct visited *visited;
    HASH_FIND_STR(group->visited, path, visited);
    if (visited)
        return;
    visited = arena_new(&search->arena, sizeof *visited);
    visited->path = path;
    visited->from = from;
    HASH_ADD_KEYPTR(hh, group->visited, visited->path, strlen(visited->path), visited);
    vec_push(&group->pending, visited);
}

static void map(struct search *search, const char *virtual_path, const char *real)
{
    struct search_mapping mapping = {virtual_path, real};
    vec_push(&search->mappings, mapping);
}

// Notes what clang needs to be told to find REAL when it looks for NAME in FOLDER.
static void map_found(struct search *search, const char *folder, const char *name, const char *real)
{
    char *slashes = path_with_slashes(name);
    char *looked_for = memory_format("%s/%s", folder, slashes);
    char *virtual_path = path_absolute("/", looked_for);
    // Names that differ in their dots only ("./x.h") are found by themselves.
    char *real_path = path_absolute("/", real);
    if (strcmp(virtual_path, real_path) != 0)
        map(search, keep(search, memory_format("%s", virtual_path)), real);
    // With a target that is not Microsoft's, clang takes a backslash for a letter.
    if (strcmp(slashes, name) != 0)
        map(search, keep(search, memory_format("%s/%s", folder, name)), real);
    free(real_path);
    free(virtual_path);
    free(looked_for);
    free(slashes);
}

// An #include whose file is looked for.
struct sought {
    const char *name;
    const char *folder; // where clang looks first
    const struct visited *from;
};

// Whether the file is in FOLDER, where clang looks for it in AS_IF; if so it is mapped where that is needed, and
// followed.
static bool find_in(
    struct search *search, struct group *group, const struct sought *sought, const char *folder, const char *as_if)
{
    const char *real = folder_find(search->folders, folder, sought->name);
    if (!real)
        return false;
    map_found(search, as_if, sought->name, real);
    group_visit(search, group, keep(search, path_absolute("/", real)), sought->from);
    return true;
}

static bool find_in_any(
    struct search *search, struct group *group, const struct sought *sought, const char *const *folders, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (find_in(search, group, sought, folders[i], folders[i]))
            return true;
    return false;
}

// Whether the file lies beside one of those through which the includer was reached: cl.exe looks there too.
static bool find_beside_includers(struct search *search, struct group *group, const struct sought *sought)
{
    bool found = false;
    for (const struct visited *at = sought->from->from; at && !found; at = at->from) {
        char *folder = path_folder(at->path);
        found = find_in(search, group, sought, folder, sought->folder);
        free(folder);
    }
    return found;
}

// Makes a .tmh file appear where clang looks for it first.
static void map_generated(struct search *search, const struct sought *sought)
{
    char *slashes = path_with_slashes(sought->name);
    char *looked_for = memory_format("%s/%s", sought->folder, slashes);
    map(search, keep(search, path_absolute("/", looked_for)), NULL);
    if (strcmp(slashes, sought->name) != 0)
        map(search, keep(search, memory_format("%s/%s", sought->folder, sought->name)), NULL);
    free(looked_for);
    free(slashes);
}

static bool is_generated(const struct include_directive *include)
{
    return path_has_extension(include->name, ".tmh");
}

static void follow_include(struct search *search, struct group *group, const struct visited *from, const char *folder,
    const struct include_directive *include)
{
    struct sought sought = {include->name, folder, from};
    if (include->name[0] == '/')
        return;
    bool generated = is_generated(include);
    search->uses_wpp |= generated;
    if (include->angled && group->angled.count)
        sought.folder = group->angled.at[0];
    if (!include->angled && (find_in(search, group, &sought, folder, folder) ||
                                find_in_any(search, group, &sought, group->quoted.at, group->quoted.count)))
        return;
    if (find_in_any(search, group, &sought, group->angled.at, group->angled.count))
        return;
    if (generated)
        map_generated(search, &sought);
    else if (!include->angled)
        find_beside_includers(search, group, &sought);
}

static void follow_file(struct search *search, struct group *group, const struct visited *file)
{
    const struct scanned *scanned = scan_file(search, file->path);
    char *folder = path_folder(file->path);
    for (size_t i = 0; i < scanned->directives.includes.count; i++)
        follow_include(search, group, file, folder, &scanned->directives.includes.at[i]);
    free(folder);
    if (is_system(search, file->path))
        return;
    for (size_t i = 0; i < scanned->directives.ndis_macros.count; i++)
        flags_ndis_define(&group->ndis, &search->arena, scanned->directives.ndis_macros.at[i]);
    for (size_t i = 0; i < scanned->directives.ndis_tests.count; i++)
        flags_ndis_test(&group->ndis, search->setup->newest, scanned->directives.ndis_tests.at[i]);
}

// A file that a flag includes: by its path, or by a name to look for.
static void follow_forced(struct search *search, struct group *group, const char *name)
{
    struct sought sought = {name, "/", NULL};
    if (name[0] == '/')
        group_visit(search, group, keep(search, path_absolute("/", name)), NULL);
    else
        find_in_any(search, group, &sought, group->angled.at, group->angled.count);
}

void search_follow(struct search *search, const struct frontend_source *source)
{
    struct group *group = group_get(search, source);
    group_visit(search, group, keep(search, path_absolute("/", source->path)), NULL);
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *forced = flags_value(source->flags, source->flag_count, &i, "-include");
        if (forced)
            follow_forced(search, group, forced);
    }
    while (group->pending.count)
        follow_file(search, group, vec_pop(&group->pending));
}

const struct flags_ndis *search_ndis(const struct search *search, const struct frontend_source *source)
{
    char *key = search_key(source);
    struct group *group;
    HASH_FIND_STR(search->groups, key, group);
    free(key);
    return &group->ndis;
}

bool search_traces(struct search *search, const struct frontend_source *source)
{
    char *path = path_absolute("/", source->path);
    struct scanned *scanned;
    HASH_FIND_STR(search->scanned, path, scanned);
    free(path);
    for (size_t i = 0; scanned && i < scanned->directives.includes.count; i++)
        if (is_generated(&scanned->directives.includes.at[i]))
            return true;
    return false;
}

char *search_beside(struct search *search, const struct frontend_source *source, const char *name)
{
    char *path = path_absolute("/", source->path), *folder = path_folder(path);
    const char *real = folder_find(search->folders, folder, name);
    free(folder);
    free(path);
    return real ? path_absolute("/", real) : NULL;
}

const struct search_mapping *search_mappings(const struct search *search, size_t *count)
{
    *count = search->mappings.count;
    return search->mappings.at;
}

char *search_tmh(const struct search *search)
{
    return search->uses_wpp ? wpp_text(&search->wpp) : NULL;
}

static int compare_mappings(const void *a, const void *b)
{
    const struct search_mapping *x = a, *y = b;
    int order = strcmp(x->virtual_path, y->virtual_path);
    return order ? order : strcmp(x->real ? x->real : "", y->real ? y->real : "");
}

// One file of an overlay; NULL if a name is not UTF-8, which an overlay cannot hold.
static json_t *overlay_entry(const struct search_mapping *mapping, const char *tmh)
{
    // A .tmh file keeps its own name in messages.
    json_t *entry = json_pack("{s:s, s:s, s:s}", "type", "file", "name", mapping->virtual_path, "external-contents",
        mapping->real ? mapping->real : tmh);
    if (entry && !mapping->real)
        json_object_set_new(entry, "use-external-name", json_false());
    return entry;
}

char *search_overlay(const struct search *search, const char *tmh)
{
    size_t count = search->mappings.count;
    if (!count)
        return NULL;
    qsort(search->mappings.at, count, sizeof *search->mappings.at, compare_mappings);
    json_t *roots = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct search_mapping *mapping = &search->mappings.at[i];
        json_t *entry = NULL;
        if (!i || strcmp(mapping[-1].virtual_path, mapping->virtual_path) != 0)
            entry = overlay_entry(mapping, tmh);
        if (entry)
            json_array_append_new(roots, entry);
    }
    json_t *overlay = json_pack("{s:i, s:s, s:o}", "version", 0, "case-sensitive", "false", "roots", roots);
    char *text = json_dumps(overlay, JSON_INDENT(1));
    json_decref(overlay);
    return text;
}
