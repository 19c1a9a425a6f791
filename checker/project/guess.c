// Include paths, guessed from where in the repository the included headers lie.
//
// Every #include that neither the includer's folder nor a known folder answers is looked up, in any case, among all
// files below the repository's root. Of the folders that would make it resolve the one with the fewest steps from
// the includer wins. The sources of one folder share what was found, as the files of one project do.
#include "project/guess.h"

#include "project/tree.h"
#include "support/directives.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>
#include <uthash.h>

enum { LARGEST_SOURCE = 64 << 20 };

// A file that was read once.
struct scanned {
    const char *path;
    struct directives directives;
    UT_hash_handle hh;
};

// All files below a root that have one name, case aside.
struct named {
    const char *name; // in lower case
    VEC(const char *) paths;
    UT_hash_handle hh;
};

struct repository {
    const char *root;
    struct named *named;
    UT_hash_handle hh;
};

// A file that was followed for a group.
struct visited {
    const char *path;
    UT_hash_handle hh;
};

struct folders {
    const char **at;
    size_t count, capacity;
};

// The sources of one folder.
struct group {
    const char *folder;
    struct folders given; // those that the flags of its sources name
    VEC(const char *) include_folders;
    struct visited *visited;
    VEC(const char *) pending;
    UT_hash_handle hh;
};

struct guess {
    struct arena arena;
    struct folder_cache *folders;
    struct folders given;     // the user's -I folders
    VEC(const char *) system; // headers there are not followed
    struct scanned *scanned;
    struct repository *repositories;
    struct group *groups;
};

static const char *keep(struct guess *guess, char *text)
{
    const char *kept = arena_copy(&guess->arena, text, strlen(text) + 1);
    free(text);
    return kept;
}

// The folders that FLAGS name for headers.
static void list_folders(const struct project_flags *flags, struct folders *folders)
{
    for (size_t i = 0; i < flags->at.count; i++) {
        const char *flag = flags->at.at[i];
        if (strncmp(flag, "-I", 2) == 0)
            vec_push(folders, flag + 2);
        else if (strcmp(flag, "-isystem") == 0 || strcmp(flag, "-iquote") == 0 || strcmp(flag, "-idirafter") == 0)
            if (i + 1 < flags->at.count)
                vec_push(folders, flags->at.at[i + 1]);
    }
}

struct guess *guess_new(const char *const *folders, size_t folder_count, const struct project_flags *flags)
{
    struct guess *guess = memory_new(sizeof *guess);
    guess->folders = folder_cache_new();
    list_folders(flags, &guess->given);
    for (size_t i = 0; i < folder_count; i++)
        vec_push(&guess->system, folders[i]);
    return guess;
}

void guess_free(struct guess *guess)
{
    for (struct scanned *s = guess->scanned; s; s = s->hh.next)
        directives_free(&s->directives);
    HASH_CLEAR(hh, guess->scanned);
    for (struct repository *r = guess->repositories; r; r = r->hh.next) {
        for (struct named *n = r->named; n; n = n->hh.next)
            vec_free(&n->paths);
        HASH_CLEAR(hh, r->named);
    }
    HASH_CLEAR(hh, guess->repositories);
    for (struct group *g = guess->groups; g; g = g->hh.next) {
        vec_free(&g->include_folders);
        vec_free(&g->given);
        vec_free(&g->pending);
        HASH_CLEAR(hh, g->visited);
    }
    HASH_CLEAR(hh, guess->groups);
    vec_free(&guess->given);
    vec_free(&guess->system);
    folder_cache_free(guess->folders);
    arena_free(&guess->arena);
    free(guess);
}

static char *lower_case(const char *text)
{
    char *copy = memory_format("%s", text);
    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

static void repository_add(struct guess *guess, struct repository *repository, const char *path)
{
    char *name = lower_case(path_name(path));
    struct named *named;
    HASH_FIND_STR(repository->named, name, named);
    if (!named) {
        named = arena_new(&guess->arena, sizeof *named);
        named->name = keep(guess, memory_format("%s", name));
        HASH_ADD_KEYPTR(hh, repository->named, named->name, strlen(named->name), named);
    }
    vec_push(&named->paths, keep(guess, memory_format("%s", path)));
    free(name);
}

// The index of the files below ROOT, made when the first header is missing.
static struct repository *repository_get(struct guess *guess, const char *root)
{
    struct repository *repository;
    HASH_FIND_STR(guess->repositories, root, repository);
    if (repository)
        return repository;
    repository = arena_new(&guess->arena, sizeof *repository);
    repository->root = keep(guess, memory_format("%s", root));
    struct tree_files files;
    tree_walk(root, &files);
    for (size_t i = 0; i < files.paths.count; i++)
        repository_add(guess, repository, files.paths.at[i]);
    tree_files_free(&files);
    HASH_ADD_KEYPTR(hh, guess->repositories, repository->root, strlen(repository->root), repository);
    return repository;
}

static const struct scanned *scan_file(struct guess *guess, const char *path)
{
    struct scanned *scanned;
    HASH_FIND_STR(guess->scanned, path, scanned);
    if (scanned)
        return scanned;
    scanned = arena_new(&guess->arena, sizeof *scanned);
    scanned->path = path;
    size_t n;
    char *text = file_read(path, LARGEST_SOURCE, &n);
    if (text)
        directives_read(text, n, &guess->arena, &scanned->directives);
    free(text);
    HASH_ADD_KEYPTR(hh, guess->scanned, scanned->path, strlen(scanned->path), scanned);
    return scanned;
}

// How many folders one goes up and down to get from FROM to TO.
static size_t steps_between(const char *from, const char *to)
{
    size_t same = 0, last = 0, steps = 0;
    while (from[same] && from[same] == to[same]) {
        same++;
        if ((from[same] == '/' || !from[same]) && (to[same] == '/' || !to[same]))
            last = same;
    }
    for (const char *at = from + last; *at; at++)
        steps += *at == '/';
    for (const char *at = to + last; *at; at++)
        steps += *at == '/';
    return steps;
}

// The folder to give so that NAME ("inc/x.h", with slashes) means the file PATH; NULL if PATH does not end in NAME.
// Released with free().
static char *folder_for(const char *path, const char *name)
{
    size_t n = strlen(path), m = strlen(name);
    if (n <= m + 1 || path[n - m - 1] != '/' || strcasecmp(path + n - m, name) != 0)
        return NULL;
    return memory_text(path, n - m - 1);
}

// The nearest folder to FROM that makes NAME resolve below ROOT, with *FOUND the file; NULL if there is none.
static const char *nearest_folder(
    struct guess *guess, const char *root, const char *from, const char *name, const char **found)
{
    struct repository *repository = repository_get(guess, root);
    char *key = lower_case(path_name(name));
    struct named *named;
    HASH_FIND_STR(repository->named, key, named);
    free(key);
    char *best = NULL;
    size_t best_steps = 0;
    for (size_t i = 0; named && i < named->paths.count; i++) {
        char *folder = folder_for(named->paths.at[i], name);
        size_t steps = folder ? steps_between(from, folder) : 0;
        if (folder && (!best || steps < best_steps || (steps == best_steps && strcmp(folder, best) < 0))) {
            free(best);
            best = folder;
            best_steps = steps;
            *found = named->paths.at[i];
        } else {
            free(folder);
        }
    }
    return best ? keep(guess, best) : NULL;
}

static void group_visit(struct guess *guess, struct group *group, const char *path)
{
    struct visited *visited;
    HASH_FIND_STR(group->visited, path, visited);
    if (visited)
        return;
    visited = arena_new(&guess->arena, sizeof *visited);
    visited->path = path;
    HASH_ADD_KEYPTR(hh, group->visited, visited->path, strlen(visited->path), visited);
    vec_push(&group->pending, path);
}

// Whether NAME is in one of FOLDERS; then it is followed.
static bool find_in(
    struct guess *guess, struct group *group, const char *const *folders, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        const char *real = folder_find(guess->folders, folders[i], name);
        if (!real)
            continue;
        group_visit(guess, group, keep(guess, path_absolute("/", real)));
        return true;
    }
    return false;
}

static bool is_system_header(struct guess *guess, const char *name)
{
    for (size_t i = 0; i < guess->system.count; i++)
        if (folder_find(guess->folders, guess->system.at[i], name))
            return true;
    return false;
}

static void follow_include(struct guess *guess, struct group *group, const char *root, const char *folder,
    const struct include_directive *include)
{
    if (include->name[0] == '/' || path_has_extension(include->name, ".tmh"))
        return;
    if (!include->angled && find_in(guess, group, &folder, 1, include->name))
        return;
    if (find_in(guess, group, guess->given.at, guess->given.count, include->name) ||
        find_in(guess, group, group->given.at, group->given.count, include->name) ||
        is_system_header(guess, include->name) ||
        find_in(guess, group, group->include_folders.at, group->include_folders.count, include->name))
        return;
    char *name = path_with_slashes(include->name);
    const char *plain = strncmp(name, "./", 2) == 0 ? name + 2 : name;
    const char *found = NULL;
    // A name that goes up first says nothing about where it starts.
    const char *nearest = strncmp(plain, "../", 3) != 0 ? nearest_folder(guess, root, folder, plain, &found) : NULL;
    if (nearest) {
        vec_push(&group->include_folders, nearest);
        group_visit(guess, group, found);
    }
    free(name);
}

static struct group *group_find(const struct guess *guess, const char *path)
{
    char *folder = path_folder(path);
    struct group *group;
    HASH_FIND_STR(guess->groups, folder, group);
    free(folder);
    return group;
}

static void add_given(struct group *group, const struct project_flags *flags)
{
    struct folders folders = {0};
    list_folders(flags, &folders);
    for (size_t i = 0; i < folders.count; i++) {
        bool known = false;
        for (size_t k = 0; k < group->given.count && !known; k++)
            known = strcmp(group->given.at[k], folders.at[i]) == 0;
        if (!known)
            vec_push(&group->given, folders.at[i]);
    }
    vec_free(&folders);
}

void guess_follow(struct guess *guess, const char *path, const char *root, const struct project_flags *flags)
{
    struct group *group = group_find(guess, path);
    if (!group) {
        group = arena_new(&guess->arena, sizeof *group);
        group->folder = keep(guess, path_folder(path));
        HASH_ADD_KEYPTR(hh, guess->groups, group->folder, strlen(group->folder), group);
    }
    add_given(group, flags);
    group_visit(guess, group, keep(guess, memory_format("%s", path)));
    while (group->pending.count) {
        const char *at = vec_pop(&group->pending);
        const struct scanned *scanned = scan_file(guess, at);
        char *folder = path_folder(at);
        for (size_t i = 0; i < scanned->directives.includes.count; i++)
            follow_include(guess, group, root, folder, &scanned->directives.includes.at[i]);
        free(folder);
    }
}

void guess_flags(const struct guess *guess, const char *path, struct project_flags *flags)
{
    const struct group *group = group_find(guess, path);
    for (size_t i = 0; group && i < group->include_folders.count; i++)
        project_flags_add(flags, memory_format("-I%s", group->include_folders.at[i]), "guessed from an #include");
}
