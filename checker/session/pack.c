// Where the rule pack lies and which files it has.
#include "session/pack.h"

#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <limits.h>
#include <stdbool.h>
#include <unistd.h>

static bool is_pack(const char *folder)
{
    char *header = memory_format("%s/ndislint.h", folder);
    bool found = file_is_regular(header);
    free(header);
    return found;
}

// The pack that was installed with this program: PREFIX/bin/ndislint, PREFIX/share/ndislint/rules.
static char *installed_folder(void)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n < 0)
        return NULL;
    program[n] = 0;
    char *bin = path_folder(program), *prefix = path_folder(bin);
    char *folder = memory_format("%s/" NDISLINT_INSTALLED_RULES, prefix);
    free(bin);
    free(prefix);
    if (is_pack(folder))
        return folder;
    free(folder);
    return NULL;
}

static char *named_folder(const char *name)
{
    char *cwd = file_cwd(), *folder = path_absolute(cwd, name);
    free(cwd);
    return folder;
}

static void list_sources(struct pack *pack)
{
    char *whole = memory_format("%s/pack.c", pack->folder);
    if (file_is_regular(whole)) {
        vec_push(&pack->sources, whole);
        return;
    }
    free(whole);
    struct folder_cache *cache = folder_cache_new();
    for (const char *const *name = folder_names(cache, pack->folder); *name; name++)
        if (path_has_extension(*name, ".c"))
            vec_push(&pack->sources, memory_format("%s/%s", pack->folder, *name));
    folder_cache_free(cache);
}

char *pack_find(struct pack *pack, const char *folder)
{
    const char *named = folder ? folder : getenv("NDISLINT_RULES");
    if (named && *named) {
        pack->folder = named_folder(named);
        if (!is_pack(pack->folder))
            return memory_format("%s: no rule pack (there is no ndislint.h); correct %s", named,
                folder ? "--rules" : "the environment variable NDISLINT_RULES");
    } else {
        pack->folder = installed_folder();
        if (!pack->folder)
            pack->folder = memory_text(NDISLINT_SOURCE_RULES, strlen(NDISLINT_SOURCE_RULES));
        if (!is_pack(pack->folder))
            return memory_format(
                "%s: the rule pack is missing; install ndislint again, or name the folder with --rules", pack->folder);
    }
    list_sources(pack);
    return NULL;
}

void pack_free(struct pack *pack)
{
    for (size_t i = 0; i < pack->sources.count; i++)
        free(pack->sources.at[i]);
    vec_free(&pack->sources);
    free(pack->folder);
}
