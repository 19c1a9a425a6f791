// Patterns of file names: *.c, sub\**\*.c.
#include "msbuild/evaluation.h"

#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <fnmatch.h>

enum { MOST_MATCHES = 10000, MOST_FOLDERS = 20000, DEEPEST = 40 };

struct globbing {
    struct evaluation *e;
    struct glob_paths *paths;
    size_t folders; // looked into
};

bool glob_is_pattern(const char *pattern)
{
    return strpbrk(pattern, "*?") != NULL;
}

static void match(struct globbing *globbing, const char *folder, const char *pattern, unsigned depth);

// What is left of the pattern, REST, below the entry NAME of FOLDER, which its first part matched.
static void match_entry(
    struct globbing *globbing, const char *folder, const char *name, const char *rest, unsigned depth)
{
    char *path = memory_format("%s/%s", strcmp(folder, "/") ? folder : "", name);
    if (*rest)
        match(globbing, path, rest, depth + 1);
    else if (globbing->paths->at.count < MOST_MATCHES && file_is_regular(path)) {
        vec_push(&globbing->paths->at, path);
        path = NULL;
    }
    free(path);
}

static void match_all_below(struct globbing *globbing, const char *folder, const char *pattern, unsigned depth)
{
    size_t part = strcspn(pattern, "/");
    match(globbing, folder, pattern + part + (pattern[part] == '/'), depth + 1);
    for (const char *const *name = folder_names(globbing->e->request->folders, folder); *name; name++) {
        char *path = memory_format("%s/%s", strcmp(folder, "/") ? folder : "", *name);
        if (**name != '.' && file_is_folder(path))
            match(globbing, path, pattern, depth + 1);
        free(path);
    }
}

// Matches PATTERN, with slashes, in FOLDER.
static void match(struct globbing *globbing, const char *folder, const char *pattern, unsigned depth)
{
    if (depth > DEEPEST || ++globbing->folders > MOST_FOLDERS || !path_is_below(folder, globbing->e->request->root))
        return;
    size_t part = strcspn(pattern, "/");
    const char *rest = pattern + part + (pattern[part] == '/');
    char *first = memory_text(pattern, part);
    if (strcmp(first, "**") == 0) {
        match_all_below(globbing, folder, *rest ? pattern : "**/*", depth);
    } else if (strcmp(first, "..") == 0) {
        char *above = path_folder(folder);
        match(globbing, above, rest, depth + 1);
        free(above);
    } else if (strcmp(first, ".") == 0 || !*first) {
        match(globbing, folder, rest, depth + 1);
    } else {
        for (const char *const *name = folder_names(globbing->e->request->folders, folder); *name; name++)
            if (fnmatch(first, *name, FNM_CASEFOLD | FNM_PERIOD) == 0)
                match_entry(globbing, folder, *name, rest, depth);
    }
    free(first);
}

void glob_expand(struct evaluation *e, const char *pattern, struct glob_paths *paths)
{
    struct globbing globbing = {e, paths, 0};
    char *slashes = path_with_slashes(pattern);
    if (*slashes == '/') {
        // Only what lies below the root is looked at, so the pattern's fixed start is a path.
        size_t fixed = strcspn(slashes, "*?");
        while (fixed && slashes[fixed - 1] != '/')
            fixed--;
        char *start = memory_text(slashes, fixed);
        char *folder = msbuild_path(e->request->folders, "/", start);
        match(&globbing, folder, slashes + fixed, 0);
        free(folder);
        free(start);
    } else {
        match(&globbing, e->folder, slashes, 0);
    }
    free(slashes);
}
