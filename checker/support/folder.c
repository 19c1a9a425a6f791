// Listings of folders, read once each, and names found in them in any case.
#include "support/folder.h"

#include "support/arena.h"
#include "support/file.h"
#include "support/vec.h"

#include <dirent.h>
#include <strings.h>
#include <uthash.h>

struct folder {
    char *path;
    const char **names;    // in byte order, NULL-terminated
    const char **by_case;  // the same in strcasecmp order, then byte order
    size_t count;
    UT_hash_handle hh;
};

struct folder_cache {
    struct arena arena;
    struct folder *folders;
};

struct folder_cache *folder_cache_new(void)
{
    return memory_new(sizeof(struct folder_cache));
}

void folder_cache_free(struct folder_cache *cache)
{
    if (!cache)
        return;
    HASH_CLEAR(hh, cache->folders);
    arena_free(&cache->arena);
    free(cache);
}

static int compare_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_any_case(const void *a, const void *b)
{
    int order = strcasecmp(*(const char *const *)a, *(const char *const *)b);
    return order ? order : compare_bytes(a, b);
}

static void folder_read(struct folder_cache *cache, struct folder *folder)
{
    VEC(const char *) names = {0};
    DIR *dir = opendir(folder->path);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            vec_push(&names, arena_copy(&cache->arena, entry->d_name, strlen(entry->d_name) + 1));
    if (dir)
        closedir(dir);
    folder->count = names.count;
    vec_push(&names, NULL);
    qsort(names.at, folder->count, sizeof *names.at, compare_bytes);
    folder->names = arena_copy(&cache->arena, names.at, names.count * sizeof *names.at);
    qsort(names.at, folder->count, sizeof *names.at, compare_any_case);
    folder->by_case = arena_copy(&cache->arena, names.at, names.count * sizeof *names.at);
    vec_free(&names);
}

static struct folder *folder_get(struct folder_cache *cache, const char *path)
{
    struct folder *folder;
    HASH_FIND_STR(cache->folders, path, folder);
    if (folder)
        return folder;
    folder = arena_new(&cache->arena, sizeof *folder);
    folder->path = arena_copy(&cache->arena, path, strlen(path) + 1);
    folder_read(cache, folder);
    HASH_ADD_KEYPTR(hh, cache->folders, folder->path, strlen(folder->path), folder);
    return folder;
}

const char *const *folder_names(struct folder_cache *cache, const char *folder)
{
    return folder_get(cache, folder)->names;
}

// The entry of FOLDER called PART: exactly, else in another case.
static const char *folder_entry(const struct folder *folder, const char *part)
{
    const char **exact = bsearch(&part, folder->names, folder->count, sizeof part, compare_bytes);
    if (exact)
        return *exact;
    size_t lo = 0, hi = folder->count;
    while (lo < hi) {
        size_t middle = lo + (hi - lo) / 2;
        if (strcasecmp(folder->by_case[middle], part) < 0)
            lo = middle + 1;
        else
            hi = middle;
    }
    return lo < folder->count && strcasecmp(folder->by_case[lo], part) == 0 ? folder->by_case[lo] : NULL;
}

// The path of NAME in FOLDER as the disk has it, to be released with free(); NULL if there is none.
static char *find_entry(struct folder_cache *cache, const char *folder, const char *name)
{
    char *at = memory_text(folder, strlen(folder));
    while (at && *name) {
        size_t n = strcspn(name, "/\\");
        char *part = memory_text(name, n);
        name += n;
        name += *name != '\0';
        const char *entry = part;
        if (strcmp(part, "..") != 0)
            entry = n && strcmp(part, ".") != 0 ? folder_entry(folder_get(cache, at), part) : "";
        char *next = !entry   ? NULL
                     : *entry ? memory_format("%s/%s", strcmp(at, "/") ? at : "", entry)
                              : memory_format("%s", at);
        free(part);
        free(at);
        at = next;
    }
    return at;
}

const char *folder_find(struct folder_cache *cache, const char *folder, const char *name)
{
    char *at = find_entry(cache, folder, name);
    const char *found = at && file_is_regular(at) ? arena_copy(&cache->arena, at, strlen(at) + 1) : NULL;
    free(at);
    return found;
}

const char *folder_find_any(struct folder_cache *cache, const char *folder, const char *name)
{
    char *at = find_entry(cache, folder, name);
    const char *found = at ? arena_copy(&cache->arena, at, strlen(at) + 1) : NULL;
    free(at);
    return found;
}
