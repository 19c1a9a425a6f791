// Where header files of the system lie on this machine.
#include "frontend/kits.h"

#include "frontend/frontend.h"
#include "support/file.h"
#include "support/folder.h"

#include <clang-c/Index.h>

#ifndef NDISLINT_RESOURCE_DIR
#define NDISLINT_RESOURCE_DIR ""
#endif

char *frontend_version(void)
{
    CXString version = clang_getClangVersion();
    char *text = memory_format("%s", clang_getCString(version));
    clang_disposeString(version);
    return text;
}

static unsigned libclang_major(void)
{
    char *version = frontend_version();
    const char *at = strstr(version, "version ");
    unsigned major = at ? (unsigned)strtoul(at + 8, NULL, 10) : 0;
    free(version);
    return major;
}

// Whether FOLDER holds clang's headers of version MAJOR: its name is "19" or "19.1.7".
static bool is_resource_folder(const char *folder, unsigned major)
{
    const char *slash = strrchr(folder, '/');
    char *header = memory_format("%s/include/stddef.h", folder);
    bool usable = slash && strtoul(slash + 1, NULL, 10) == major && file_is_regular(header);
    free(header);
    return usable;
}

char *kits_resource_folder(void)
{
    unsigned major = libclang_major();
    // The folders that were there when this was built, separated by semicolons; then the usual ones.
    char *candidates = memory_format("%s;/usr/lib/llvm-%u/lib/clang/%u;/usr/local/lib/clang/%u;/usr/lib/clang/%u;"
                                     "/usr/lib64/clang/%u",
        NDISLINT_RESOURCE_DIR, major, major, major, major, major);
    char *found = NULL, *rest = candidates;
    for (char *folder; !found && (folder = strsep(&rest, ";"));)
        if (is_resource_folder(folder, major))
            found = memory_text(folder, strlen(folder));
    free(candidates);
    return found;
}

// Adds FOLDER/NAME, NAME in any case, if it is a folder.
static bool add_folder(struct frontend_folders *folders, const char *folder, const char *name)
{
    char *path = memory_format("%s%s%s", folder, *name ? "/" : "", name);
    if (!file_is_folder(path)) {
        free(path);
        return false;
    }
    vec_push(&folders->paths, path);
    return true;
}

// The last of the names in PARENT (versions, in byte order) under which there is a folder called PART; NULL if
// there is none. Released with free().
static char *newest_with(const char *parent, const char *part)
{
    struct folder_cache *cache = folder_cache_new();
    char *newest = NULL;
    for (const char *const *name = folder_names(cache, parent); *name; name++) {
        char *path = memory_format("%s/%s/%s", parent, *name, part);
        if (file_is_folder(path)) {
            free(newest);
            newest = memory_format("%s/%s", parent, *name);
        }
        free(path);
    }
    folder_cache_free(cache);
    return newest;
}

// The folder with km and shared in it that the user meant by WDK: that itself, or the newest version in a kit's
// Include or in a NuGet package's c/Include. NULL if there is none.
static char *wdk_include(const char *wdk)
{
    char *km = memory_format("%s/km", wdk);
    bool direct = file_is_folder(km);
    free(km);
    if (direct)
        return memory_format("%s", wdk);
    static const char *const places[] = {"", "/Include", "/include", "/c/Include", "/c/include"};
    char *found = NULL;
    for (size_t i = 0; i < sizeof places / sizeof *places && !found; i++) {
        char *parent = memory_format("%s%s", wdk, places[i]);
        found = newest_with(parent, "km");
        free(parent);
    }
    return found;
}

static void add_wdk(struct frontend_folders *folders, const char *wdk)
{
    char *include = wdk_include(wdk);
    if (!include)
        return;
    add_folder(folders, include, "km/crt");
    add_folder(folders, include, "km");
    add_folder(folders, include, "shared");
    add_folder(folders, include, "um");
    char *frameworks = memory_format("%s/../wdf/kmdf", include);
    char *newest = newest_with(frameworks, "");
    if (newest)
        add_folder(folders, newest, "");
    free(newest);
    free(frameworks);
    free(include);
}

static void add_fallback(struct frontend_folders *folders)
{
    static const char *const places[] = {"/usr/share/mingw-w64/include", "/usr/x86_64-w64-mingw32/include",
        "/usr/x86_64-w64-mingw32/sys-root/mingw/include"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (add_folder(folders, places[i], "ddk")) {
            add_folder(folders, places[i], "");
            return;
        }
}

// As gcc and clang look for headers on Debian; elsewhere one of the folders does not exist.
static void add_host(struct frontend_folders *folders, const char *resources)
{
    if (resources)
        add_folder(folders, resources, "include");
    add_folder(folders, "/usr/local/include", "");
    add_folder(folders, "/usr/include/x86_64-linux-gnu", "");
    add_folder(folders, "/usr/include", "");
}

static void add_windows(struct frontend_folders *folders, const struct frontend_options *options, const char *resources)
{
    // clang's own headers stand before Microsoft's, and behind mingw-w64's, which continue with them.
    if (options->wdk && resources)
        add_folder(folders, resources, "include");
    if (options->wdk)
        add_wdk(folders, options->wdk);
    if (!options->wdk && options->rules)
        add_folder(folders, options->rules, "include");
    if (!options->wdk)
        add_fallback(folders);
    if (!options->wdk && resources)
        add_folder(folders, resources, "include");
}

void frontend_system_folders(const struct frontend_options *options, struct frontend_folders *folders)
{
    *folders = (struct frontend_folders){0};
    char *resources = kits_resource_folder();
    if (options->target == FRONTEND_HOST)
        add_host(folders, resources);
    else
        add_windows(folders, options, resources);
    free(resources);
}

void frontend_folders_free(struct frontend_folders *folders)
{
    for (size_t i = 0; i < folders->paths.count; i++)
        free(folders->paths.at[i]);
    vec_free(&folders->paths);
}

char *frontend_wdk_include(const char *folder)
{
    return wdk_include(folder);
}

char *frontend_check_wdk(const char *folder)
{
    char *include = wdk_include(folder);
    if (!include)
        return memory_format("%s holds no WDK: give the folder Include/<version>, which has km and shared in it, or "
                             "the kit's root",
            folder);
    free(include);
    return NULL;
}

// The highest number in TEXT that stands in a name like NDIS650_MINIPORT. 60 and 61 are older than 620.
static unsigned newest_in(const char *text)
{
    unsigned newest = 0;
    for (const char *at = text; (at = strstr(at, "NDIS6"));) {
        char *end;
        unsigned version = (unsigned)strtoul(at + 4, &end, 10);
        if (strncmp(end, "_MINIPORT", 9) == 0 && version > newest && version < 1000)
            newest = version;
        at = end;
    }
    return newest;
}

unsigned kits_newest_ndis(const struct frontend_options *options)
{
    enum { MOST = 16 << 20 };
    static const char *const places[] = {"km/ndis/version.h", "shared/ndis/version.h", "km/ndis.h", "ndis/version.h"};
    char *include =
        options->wdk ? wdk_include(options->wdk) : memory_format("%s/include", options->rules ? options->rules : "");
    unsigned newest = 0;
    for (size_t i = 0; include && i < sizeof places / sizeof *places; i++) {
        char *path = memory_format("%s/%s", include, places[i]);
        size_t n;
        char *text = file_read(path, MOST, &n);
        unsigned here = text ? newest_in(text) : 0;
        newest = here > newest ? here : newest;
        free(text);
        free(path);
    }
    free(include);
    return newest;
}
