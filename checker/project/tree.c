// The files of a repository.
#include "project/tree.h"

#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <fnmatch.h>
#include <strings.h>
#include <sys/stat.h>

enum { MOST_FILES = 200000, MOST_DEPTH = 64 };

// Whether the .git at PATH is that of a submodule: a file that points into the modules of the repository above.
static bool is_submodule(const char *path)
{
    size_t n;
    char *text = file_read(path, 1 << 16, &n);
    bool submodule = text && strstr(text, "/modules/");
    free(text);
    return submodule;
}

char *tree_root(const char *folder)
{
    char *at = memory_format("%s", folder);
    char *found = NULL;
    for (;;) {
        char *git = memory_format("%s/.git", strcmp(at, "/") ? at : "");
        bool is_file = file_is_regular(git), is_folder = file_is_folder(git);
        bool submodule = is_file && is_submodule(git);
        free(git);
        if (is_file || is_folder) {
            free(found);
            found = memory_format("%s", at);
            if (!submodule)
                break;
        }
        if (strcmp(at, "/") == 0)
            break;
        char *parent = path_folder(at);
        free(at);
        at = parent;
    }
    free(at);
    return found;
}

bool tree_is_source(const char *path)
{
    static const char *const extensions[] = {".c", ".cpp", ".cc", ".cxx"};
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (path_has_extension(path, extensions[i]))
            return true;
    return false;
}

// Folders that builds fill. A folder called after a processor is one only if a build's folder lies in it: others
// hold that processor's sources.
static bool is_build_output(struct folder_cache *cache, const char *path, const char *name)
{
    static const char *const outputs[] = {"obj", "objfre*", "objchk*", "debug", "release", "artifacts", "out", "ipch",
        "node_modules", "cmakefiles", "*.tlog"};
    static const char *const processors[] = {"x64", "x86", "win32", "arm", "arm64"};
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        if (fnmatch(outputs[i], name, FNM_CASEFOLD) == 0)
            return true;
    for (size_t i = 0; i < sizeof processors / sizeof *processors; i++)
        if (strcasecmp(name, processors[i]) == 0)
            for (const char *const *inner = folder_names(cache, path); *inner; inner++)
                if (strcasecmp(*inner, "debug") == 0 || strcasecmp(*inner, "release") == 0 ||
                    path_has_extension(*inner, ".obj") || path_has_extension(*inner, ".tlog"))
                    return true;
    return false;
}

static void walk(struct folder_cache *cache, const char *folder, unsigned depth, struct tree_files *files)
{
    for (const char *const *name = folder_names(cache, folder); *name && !files->cut; name++) {
        char *path = memory_format("%s/%s", strcmp(folder, "/") ? folder : "", *name);
        struct stat status;
        int known = lstat(path, &status);
        if (known == 0 && S_ISLNK(status.st_mode) && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            known = -1; // a link to a folder could lead round in a circle
        if (known == 0 && S_ISDIR(status.st_mode) && **name != '.' && depth < MOST_DEPTH &&
            !is_build_output(cache, path, *name))
            walk(cache, path, depth + 1, files);
        if (known == 0 && S_ISREG(status.st_mode)) {
            vec_push(&files->paths, path);
            path = NULL;
            files->cut = files->paths.count >= MOST_FILES;
        }
        free(path);
    }
}

void tree_walk(const char *folder, struct tree_files *files)
{
    *files = (struct tree_files){0};
    struct folder_cache *cache = folder_cache_new();
    walk(cache, folder, 0, files);
    folder_cache_free(cache);
}

void tree_files_free(struct tree_files *files)
{
    for (size_t i = 0; i < files->paths.count; i++)
        free(files->paths.at[i]);
    vec_free(&files->paths);
}
