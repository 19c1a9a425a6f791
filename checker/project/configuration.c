// Configurations of projects: which one is meant.
#include "project/configuration.h"

#include <stdbool.h>
#include <strings.h>

static const char *platform_of(const char *configuration)
{
    const char *bar = strchr(configuration, '|');
    return bar ? bar + 1 : "";
}

// How far PLATFORM is from WANTED; what is analysed is 64-bit code.
static unsigned platform_distance(const char *platform, const char *wanted)
{
    static const char *const order[] = {"x64", "amd64", "ARM64", "Any CPU"};
    if (strcasecmp(platform, wanted) == 0)
        return 0;
    for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
        if (strcasecmp(platform, order[i]) == 0)
            return i + 1;
    return 10;
}

// Whether the N bytes at NAME have the M bytes at WORD in them.
static bool holds(const char *name, size_t n, const char *word, size_t m)
{
    for (size_t i = 0; m && i + m <= n; i++)
        if (strncasecmp(name + i, word, m) == 0)
            return true;
    return false;
}

static unsigned type_distance(const char *name, const char *wanted)
{
    size_t n = strcspn(name, "|"), m = strcspn(wanted, "|");
    if (n == m && strncasecmp(name, wanted, n) == 0)
        return 0;
    if (holds(name, n, wanted, m))
        return 1;
    if (holds(name, n, "debug", 5) && holds(wanted, m, "debug", 5))
        return 2;
    if (n == 7 && strncasecmp(name, "release", n) == 0)
        return 3;
    return holds(name, n, "release", 7) ? 4 : 5;
}

static unsigned distance(const char *name, const char *wanted)
{
    return platform_distance(platform_of(name), platform_of(wanted)) * 10 + type_distance(name, wanted);
}

const char *configuration_nearest(const struct configurations *list, const char *wanted)
{
    const char *best = NULL;
    for (size_t i = 0; i < list->at.count; i++) {
        const char *name = list->at.at[i];
        unsigned here = distance(name, wanted), least = best ? distance(best, wanted) : 0;
        // "Win11 Release" is newer than "Win10 Release".
        if (!best || here < least || (here == least && strverscmp(name, best) > 0))
            best = name;
    }
    return best;
}

void configurations_add(struct configurations *list, char *configuration)
{
    for (size_t i = 0; i < list->at.count; i++)
        if (strcasecmp(list->at.at[i], configuration) == 0) {
            free(configuration);
            return;
        }
    vec_push(&list->at, configuration);
}

void configurations_free(struct configurations *list)
{
    for (size_t i = 0; i < list->at.count; i++)
        free(list->at.at[i]);
    vec_free(&list->at);
}
