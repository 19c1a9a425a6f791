// File names as text.
#include "support/path.h"

#include "support/memory.h"

#include <string.h>
#include <strings.h>

// Appends the parts of PATH to OUT, which holds *N bytes of a normal absolute path ("" for the root).
static void path_append(char *out, size_t *n, const char *path)
{
    while (*path) {
        size_t part = strcspn(path, "/");
        if (part == 2 && path[0] == '.' && path[1] == '.') {
            while (*n && out[*n - 1] != '/')
                --*n;
            if (*n)
                --*n;
        } else if (part && !(part == 1 && path[0] == '.')) {
            out[(*n)++] = '/';
            memcpy(out + *n, path, part);
            *n += part;
        }
        path += part;
        path += *path == '/';
    }
}

char *path_absolute(const char *cwd, const char *path)
{
    char *out = memory_new(strlen(cwd) + strlen(path) + 4);
    size_t n = 0;
    if (path[0] != '/')
        path_append(out, &n, cwd);
    path_append(out, &n, path);
    if (!n)
        out[n++] = '/';
    out[n] = '\0';
    return out;
}

bool path_is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    if (n == 1)
        return true;
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n]);
}

char *path_shown(const char *cwd, const char *path)
{
    enum { MOST_UP = 3 }; // "../../../x" is still easier to read than the absolute path
    size_t up = 0;
    char *base = memory_text(cwd, strlen(cwd));
    while (!path_is_below(path, base) && up < MOST_UP) {
        char *parent = path_folder(base);
        free(base);
        base = parent;
        up++;
    }
    size_t n = strlen(base);
    bool usable = n > 1 && path_is_below(path, base);
    free(base);
    if (!usable)
        return memory_text(path, strlen(path));
    const char *rest = path[n] ? path + n + 1 : up ? "" : ".";
    char *shown = memory_new(up * 3 + strlen(rest) + 1);
    for (size_t i = 0; i < up; i++)
        strcat(shown, "../");
    return strcat(shown, rest);
}

char *path_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash)
        return memory_text(".", 1);
    return memory_text(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool path_has_extension(const char *path, const char *extension)
{
    size_t n = strlen(path), m = strlen(extension);
    return n > m && strcasecmp(path + n - m, extension) == 0;
}

char *path_with_slashes(const char *path)
{
    char *copy = memory_text(path, strlen(path));
    for (char *c = copy; *c; c++)
        if (*c == '\\')
            *c = '/';
    return copy;
}
