// Where a WDK may lie.
#include "project/headers.h"

#include "support/folder.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct search {
    struct folder_cache *cache;
    struct headers_places *places;
};

static bool is_package(const char *name)
{
    return strncasecmp(name, "Microsoft.Windows.WDK", 21) == 0;
}

// Adds FOLDER, and before it the folders in it: a package folder of the user has one for each version, of which the
// newest is meant.
static void add_package(struct search *search, const char *folder)
{
    const char *const *names = folder_names(search->cache, folder);
    size_t count = 0;
    while (names[count])
        count++;
    vec_push(&search->places->at, memory_format("%s", folder));
    for (; count; count--)
        vec_push(&search->places->at, memory_format("%s/%s", folder, names[count - 1]));
}

// The packages of the WDK in the folder PACKAGES: those for x64 first, the newest first.
static void add_packages(struct search *search, const char *packages)
{
    const char *const *names = folder_names(search->cache, packages);
    size_t count = 0;
    while (names[count])
        count++;
    for (int x64 = 1; x64 >= 0; x64--)
        for (size_t i = count; i; i--)
            if (is_package(names[i - 1]) && !strcasestr(names[i - 1], ".x64") == !x64) {
                char *folder = memory_format("%s/%s", packages, names[i - 1]);
                add_package(search, folder);
                free(folder);
            }
}

static void add_environment(struct search *search)
{
    static const char *const names[] = {"NDISLINT_WDK", "WDKContentRoot", "WindowsSdkDir"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            vec_push(&search->places->at, memory_format("%s", value));
    }
}

static void add_user_packages(struct search *search)
{
    const char *own = getenv("NUGET_PACKAGES"), *home = getenv("HOME");
    char *packages = own && *own ? memory_format("%s", own) : home ? memory_format("%s/.nuget/packages", home) : NULL;
    if (packages)
        add_packages(search, packages);
    free(packages);
}

void headers_find(const char *root, struct headers_places *places)
{
    static const char *const kits[] = {"/mnt/c/Program Files (x86)/Windows Kits/10"};
    struct search search = {folder_cache_new(), places};
    char *packages = memory_format("%s/packages", root);
    add_packages(&search, packages);
    add_user_packages(&search);
    add_environment(&search);
    for (size_t i = 0; i < sizeof kits / sizeof *kits; i++)
        vec_push(&places->at, memory_format("%s", kits[i]));
    free(packages);
    folder_cache_free(search.cache);
}

void headers_free(struct headers_places *places)
{
    for (size_t i = 0; i < places->at.count; i++)
        free(places->at.at[i]);
    vec_free(&places->at);
}
