// What the units of sources can depend on, before anything is parsed.
#include "frontend/closure.h"

#include "frontend/recent.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/lookups.h"
#include "support/path.h"

#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <uthash.h>

enum { LARGEST_FILE = 64 << 20 };

struct name;

// A file that may be read, under a path by which clang may know it.
struct member {
    const char *path;
    struct digest content; // of path and text
    struct digest text;    // of the text alone
    struct stat status;    // before the text was read; st_mode 0: an editor has it open
    bool recent;           // it changed so shortly before that its time of change may stay when it changes again
    bool hidden;           // it may look for headers that its text does not name
    enum { UNASKED, SAME, CHANGED } state; // since it was read
    unsigned seen;         // by the walk of that number
    VEC(struct name *) names;
    UT_hash_handle hh;
};

// A name that files include others by.
struct name {
    const char *text;
    VEC(struct member *) found;
    size_t folders; // how many of them were looked into
    UT_hash_handle hh;
};

struct folder_name {
    const char *path;
    UT_hash_handle hh;
};

struct closure {
    const char *tmh;
    struct frontend_recent *recent;
    struct arena arena;
    struct folder_cache *disk;
    struct member *members;
    struct name *names;
    struct folder_name *folder_names;
    VEC(const char *) folders;
    VEC(struct search_mapping) mappings; // in order of their paths in any case
    VEC(struct name *) all_names;
    VEC(struct member *) walk;
    unsigned walks;
    time_t begun;
};

static const char *keep(struct closure *closure, const char *text)
{
    return arena_copy(&closure->arena, text, strlen(text) + 1);
}

// Takes PATH.
static void add_folder(struct closure *closure, char *path)
{
    struct folder_name *folder;
    HASH_FIND_STR(closure->folder_names, path, folder);
    if (!folder) {
        folder = arena_new(&closure->arena, sizeof *folder);
        folder->path = keep(closure, path);
        HASH_ADD_KEYPTR(hh, closure->folder_names, folder->path, strlen(folder->path), folder);
        vec_push(&closure->folders, folder->path);
    }
    free(path);
}

static int compare_mappings(const void *a, const void *b)
{
    return strcasecmp(
        ((const struct search_mapping *)a)->virtual_path, ((const struct search_mapping *)b)->virtual_path);
}

static void take_mappings(struct closure *closure, const struct search *search)
{
    size_t count;
    const struct search_mapping *mappings = search_mappings(search, &count);
    for (size_t i = 0; i < count; i++)
        vec_push(&closure->mappings,
            (struct search_mapping){keep(closure, mappings[i].virtual_path),
                mappings[i].real ? keep(closure, mappings[i].real) : NULL});
    if (count)
        qsort(closure->mappings.at, count, sizeof *closure->mappings.at, compare_mappings);
}

// The first mapping that is not before PATH.
static size_t first_mapping(const struct closure *closure, const char *path)
{
    size_t low = 0, high = closure->mappings.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcasecmp(closure->mappings.at[middle].virtual_path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct closure *closure_new(
    const struct flags_setup *setup, const struct search *search, const char *tmh, struct frontend_recent *recent)
{
    struct closure *closure = memory_new(sizeof *closure);
    closure->tmh = tmh;
    closure->recent = recent;
    closure->disk = folder_cache_new();
    closure->begun = time(NULL);
    take_mappings(closure, search);
    for (size_t i = 0; i < setup->system_folders.count; i++)
        add_folder(closure, memory_format("%s", setup->system_folders.at[i]));
    return closure;
}

void closure_free(struct closure *closure)
{
    if (!closure)
        return;
    for (struct member *m = closure->members; m; m = m->hh.next)
        vec_free(&m->names);
    for (struct name *n = closure->names; n; n = n->hh.next)
        vec_free(&n->found);
    HASH_CLEAR(hh, closure->members);
    HASH_CLEAR(hh, closure->names);
    HASH_CLEAR(hh, closure->folder_names);
    vec_free(&closure->folders);
    vec_free(&closure->mappings);
    vec_free(&closure->all_names);
    vec_free(&closure->walk);
    folder_cache_free(closure->disk);
    arena_free(&closure->arena);
    free(closure);
}

// ---- files and names ----

static struct name *name_get(struct closure *closure, const char *text)
{
    struct name *name;
    HASH_FIND_STR(closure->names, text, name);
    if (name)
        return name;
    name = arena_new(&closure->arena, sizeof *name);
    name->text = keep(closure, text);
    HASH_ADD_KEYPTR(hh, closure->names, name->text, strlen(name->text), name);
    vec_push(&closure->all_names, name);
    return name;
}

// Whether a file of STATUS may change once more without its times or its size showing that: clocks of file systems
// go in ticks, some of two seconds (FAT).
static bool is_recent(const struct closure *closure, const struct stat *status)
{
    enum { TICK = 3 }; // seconds
    return status->st_mtim.tv_sec + TICK >= closure->begun || status->st_ctim.tv_sec + TICK >= closure->begun;
}

static struct digest content_digest(const char *path, struct digest text)
{
    struct digesting *digesting = digest_begin();
    digest_add_text(digesting, path);
    digest_add(digesting, &text, sizeof text);
    return digest_end(digesting);
}

static void member_take_text(struct closure *closure, struct member *member, const char *text, size_t n)
{
    struct lookups own = {0};
    member->text = digest_of(text, n);
    const struct lookups *lookups = recent_lookups(closure->recent, member->text, text, n);
    if (!lookups) {
        lookups_read(text, n, &own);
        lookups = &own;
    }
    member->hidden = lookups->hidden;
    for (size_t i = 0; i < lookups->names.count; i++)
        vec_push(&member->names, name_get(closure, lookups->names.at[i]));
    lookups_free(&own);
}

static void member_read(struct closure *closure, struct member *member)
{
    size_t n;
    if (!file_is_buffer(member->path) && stat(member->path, &member->status) == 0)
        member->recent = is_recent(closure, &member->status);
    char *text = file_read(member->path, LARGEST_FILE, &n);
    if (text)
        member_take_text(closure, member, text, n);
    free(text);
    member->content = content_digest(member->path, member->text);
}

static struct member *member_add(struct closure *closure, const char *path)
{
    struct member *member = arena_new(&closure->arena, sizeof *member);
    member->path = keep(closure, path);
    HASH_ADD_KEYPTR(hh, closure->members, member->path, strlen(member->path), member);
    return member;
}

static struct member *member_find(const struct closure *closure, const char *path)
{
    struct member *member;
    HASH_FIND_STR(closure->members, path, member);
    return member;
}

// PATH with ".." in it leads where the links on the way lead, and not where its text does. Released with free().
static char *physical(const char *path)
{
    char *real = strstr(path, "/../") ? realpath(path, NULL) : NULL;
    return real ? real : path_absolute("/", path);
}

static struct member *member_get(struct closure *closure, const char *path)
{
    char *place = physical(path);
    struct member *member = member_find(closure, place);
    if (!member) {
        member = member_add(closure, place);
        member_read(closure, member);
        add_folder(closure, path_folder(place));
    }
    free(place);
    return member;
}

// What the overlay shows is a member of its own, since it is the mapping that clang depends on. Released with free().
static char *mapping_path(const struct search_mapping *mapping)
{
    return memory_format("%s -> %s", mapping->virtual_path, mapping->real ? mapping->real : ".tmh");
}

static struct member *mapping_get(struct closure *closure, const struct search_mapping *mapping)
{
    char *as_if = mapping_path(mapping);
    struct member *member = member_find(closure, as_if);
    if (!member) {
        member = member_add(closure, as_if);
        if (!mapping->real && closure->tmh)
            member_take_text(closure, member, closure->tmh, strlen(closure->tmh));
        member->content = content_digest(as_if, member->text);
    }
    free(as_if);
    return member;
}

// ---- where names lead ----

static void name_leads(struct name *name, struct member *member)
{
    for (size_t i = 0; i < name->found.count; i++)
        if (name->found.at[i] == member)
            return;
    vec_push(&name->found, member);
}

// What is at PATH for clang beside the disk: an entry of the overlay, a file that an editor has open.
static void look_beside(struct closure *closure, struct name *name, const char *path)
{
    for (size_t i = first_mapping(closure, path);
        i < closure->mappings.count && !strcasecmp(closure->mappings.at[i].virtual_path, path); i++) {
        const struct search_mapping *mapping = &closure->mappings.at[i];
        name_leads(name, mapping_get(closure, mapping));
        if (mapping->real)
            name_leads(name, member_get(closure, mapping->real));
    }
    if (file_is_buffer(path))
        name_leads(name, member_get(closure, path));
}

static void look_in(struct closure *closure, struct name *name, const char *folder)
{
    const char *real = folder_find(closure->disk, folder, name->text);
    if (real)
        name_leads(name, member_get(closure, real));
    size_t buffers;
    (void)file_buffers(&buffers);
    if (!buffers && !closure->mappings.count)
        return;
    char *slashes = path_with_slashes(name->text), *written = memory_format("%s/%s", folder, name->text);
    char *path = memory_format("%s/%s", folder, slashes), *normal = path_absolute("/", path);
    look_beside(closure, name, normal);
    if (strcmp(slashes, name->text) != 0)
        look_beside(closure, name, written);
    free(normal);
    free(path);
    free(written);
    free(slashes);
}

static void name_look(struct closure *closure, struct name *name)
{
    if (name->text[0] == '/' && !name->folders && file_is_regular(name->text))
        name_leads(name, member_get(closure, name->text));
    for (; name->folders < closure->folders.count; name->folders++)
        if (name->text[0] != '/')
            look_in(closure, name, closure->folders.at[name->folders]);
}

// Looks for every name in every folder, until what is found adds neither.
static void settle(struct closure *closure)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < closure->all_names.count; i++)
            if (closure->all_names.at[i]->folders < closure->folders.count) {
                more = true;
                name_look(closure, closure->all_names.at[i]);
            }
    }
}

// The file, or the name of one, that the flag at *I has included before SOURCE; NULL if it is another flag.
static const char *forced(const struct frontend_source *source, size_t *i)
{
    const char *value = flags_value(source->flags, source->flag_count, i, "-include");
    return value ? value : flags_value(source->flags, source->flag_count, i, "-imacros");
}

void closure_add(struct closure *closure, const struct frontend_source *source)
{
    static const char *const flags[] = {"-I", "-isystem", "-iquote", "-idirafter"};
    member_get(closure, source->path);
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *value = NULL, *name = forced(source, &i);
        for (size_t k = 0; k < sizeof flags / sizeof *flags && !name && !value; k++)
            value = flags_value(source->flags, source->flag_count, &i, flags[k]);
        if (value)
            add_folder(closure, path_absolute("/", value));
        if (name)
            name_get(closure, name);
    }
}

// ---- questions ----

static void visit(struct closure *closure, struct member *member)
{
    if (member->seen == closure->walks)
        return;
    member->seen = closure->walks;
    vec_push(&closure->walk, member);
}

static void visit_name(struct closure *closure, const struct name *name)
{
    for (size_t i = 0; i < name->found.count; i++)
        visit(closure, name->found.at[i]);
}

static void begin_walk(struct closure *closure)
{
    settle(closure);
    closure->walks++;
    vec_clear(&closure->walk);
}

// Puts all that those on the walk lead to on it.
static void walk_on(struct closure *closure)
{
    for (size_t i = 0; i < closure->walk.count; i++) {
        const struct member *member = closure->walk.at[i];
        for (size_t k = 0; k < member->names.count; k++)
            visit_name(closure, member->names.at[k]);
    }
}

// Puts all members of SOURCE's closure on the walk.
static void walk(struct closure *closure, const struct frontend_source *source)
{
    begin_walk(closure);
    visit(closure, member_get(closure, source->path));
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *name = forced(source, &i);
        if (name)
            visit_name(closure, name_get(closure, name));
    }
    walk_on(closure);
}

// Puts all members of TEXT's closure on the walk.
static void walk_text(struct closure *closure, const char *text)
{
    struct lookups lookups = {0};
    lookups_read(text, strlen(text), &lookups);
    for (size_t i = 0; i < lookups.names.count; i++)
        name_get(closure, lookups.names.at[i]);
    begin_walk(closure);
    for (size_t i = 0; i < lookups.names.count; i++)
        visit_name(closure, name_get(closure, lookups.names.at[i]));
    lookups_free(&lookups);
    walk_on(closure);
}

static struct digest digest_walk(const struct closure *closure)
{
    struct digest all = {0, 0};
    for (size_t i = 0; i < closure->walk.count; i++)
        digest_include(&all, closure->walk.at[i]->content);
    return all;
}

struct digest closure_digest(struct closure *closure, const struct frontend_source *source)
{
    walk(closure, source);
    return digest_walk(closure);
}

struct digest closure_digest_text(struct closure *closure, const char *text, bool *edited)
{
    walk_text(closure, text);
    struct digest all = digest_walk(closure);
    *edited = false;
    for (size_t i = 0; i < closure->walk.count; i++) {
        const struct timespec *changed = &closure->walk.at[i]->status.st_mtim;
        *edited |= file_is_buffer(closure->walk.at[i]->path);
        digest_include(&all, digest_of(changed, sizeof *changed));
    }
    return all;
}

static bool is_on_walk(const struct closure *closure, const char *path)
{
    const struct member *member = member_find(closure, path);
    return member && member->seen == closure->walks && !member->hidden;
}

// Whether PATH is a .tmh file on the walk: clang calls these as the overlay does.
static bool is_generated(const struct closure *closure, const char *path)
{
    size_t i = first_mapping(closure, path);
    if (i == closure->mappings.count || strcasecmp(closure->mappings.at[i].virtual_path, path) != 0)
        return false;
    char *as_if = mapping_path(&closure->mappings.at[i]);
    bool generated = !closure->mappings.at[i].real && is_on_walk(closure, as_if);
    free(as_if);
    return generated;
}

static bool is_all_on_walk(const struct closure *closure, char *const *read, size_t count)
{
    bool explained = true;
    for (size_t i = 0; i < count && explained; i++) {
        char *place = physical(read[i]);
        explained = is_on_walk(closure, place) || is_generated(closure, place);
        free(place);
    }
    return explained;
}

bool closure_explains(struct closure *closure, const struct frontend_source *source, char *const *read, size_t count)
{
    walk(closure, source);
    bool hidden = closure->walk.at[0]->hidden; // the source itself
    return !hidden && is_all_on_walk(closure, read, count);
}

bool closure_explains_text(struct closure *closure, const char *text, char *const *read, size_t count)
{
    walk_text(closure, text);
    return is_all_on_walk(closure, read, count);
}

static bool is_unchanged(struct member *member)
{
    struct stat now;
    const struct stat *was = &member->status;
    if (!was->st_mode) // the editor's, or the overlay's
        return true;
    if (stat(member->path, &now) < 0 || now.st_size != was->st_size || now.st_ino != was->st_ino ||
        now.st_dev != was->st_dev || memcmp(&now.st_mtim, &was->st_mtim, sizeof now.st_mtim) != 0 ||
        memcmp(&now.st_ctim, &was->st_ctim, sizeof now.st_ctim) != 0)
        return false;
    if (!member->recent)
        return true;
    size_t n;
    char *text = file_read(member->path, LARGEST_FILE, &n);
    bool same = text && digest_equal(digest_of(text, n), member->text);
    free(text);
    return same;
}

bool closure_unchanged(struct closure *closure, const struct frontend_source *source)
{
    walk(closure, source);
    for (size_t i = 0; i < closure->walk.count; i++) {
        struct member *member = closure->walk.at[i];
        if (member->state == UNASKED)
            member->state = is_unchanged(member) ? SAME : CHANGED;
        if (member->state == CHANGED)
            return false;
    }
    return true;
}
