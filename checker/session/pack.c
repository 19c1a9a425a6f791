// Where the rule packs lie and which files they have.
#include "session/pack.h"

#include "session/aliases.h"
#include "session/session.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <limits.h>
#include <stdbool.h>
#include <unistd.h>

enum { PAGE_LIMIT = 1 << 20 };

static bool has_file(const char *folder, const char *name)
{
    char *path = memory_format("%s/%s", folder, name);
    bool found = file_is_regular(path);
    free(path);
    return found;
}

static bool is_core(const char *folder)
{
    return has_file(folder, "ndislint.h");
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
    if (is_core(folder))
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

static void list_sources(struct pack *pack, const char *folder)
{
    if (has_file(folder, "pack.c")) {
        vec_push(&pack->sources, memory_format("%s/pack.c", folder));
        return;
    }
    struct folder_cache *cache = folder_cache_new();
    for (const char *const *name = folder_names(cache, folder); *name; name++)
        if (path_has_extension(*name, ".c"))
            vec_push(&pack->sources, memory_format("%s/%s", folder, *name));
    folder_cache_free(cache);
}

// Takes FOLDER, as the user named it, for the core or for another pack; what is wrong with it, or NULL.
static char *take_folder(struct pack *pack, const char *name)
{
    char *folder = named_folder(name);
    if (!has_file(folder, "catalogue.yaml")) {
        free(folder);
        return memory_format("%s: no rule pack (there is no catalogue.yaml); correct --rules", name);
    }
    if (!is_core(folder)) {
        vec_push(&pack->added, folder);
    } else if (pack->folder) {
        free(folder);
        return memory_format("%s: a second pack with an ndislint.h: name one of them", name);
    } else {
        pack->folder = folder;
    }
    return NULL;
}

// Finds the core, which the user has not named with --rules.
static char *find_core(struct pack *pack)
{
    const char *named = getenv("NDISLINT_RULES");
    if (named && *named) {
        pack->folder = named_folder(named);
        if (is_core(pack->folder))
            return NULL;
        return memory_format(
            "%s: no rule pack (there is no ndislint.h); correct the environment variable NDISLINT_RULES", named);
    }
    pack->folder = installed_folder();
    if (!pack->folder)
        pack->folder = memory_text(NDISLINT_SOURCE_RULES, strlen(NDISLINT_SOURCE_RULES));
    if (is_core(pack->folder))
        return NULL;
    return memory_format(
        "%s: the rule pack is missing; install ndislint again, or name the folder with --rules", pack->folder);
}

char *pack_find(struct pack *pack, const char *const *folders, size_t count)
{
    char *problem = NULL;
    for (size_t i = 0; i < count && !problem; i++)
        problem = take_folder(pack, folders[i]);
    if (!problem && !pack->folder)
        problem = find_core(pack);
    if (problem)
        return problem;
    list_sources(pack, pack->folder);
    for (size_t i = 0; i < pack->added.count; i++)
        list_sources(pack, pack->added.at[i]);
    return NULL;
}

struct catalogue *pack_catalogue(const struct pack *pack, char **problem)
{
    struct catalogue *catalogue = catalogue_read(pack->folder, problem);
    for (size_t i = 0; catalogue && i < pack->added.count; i++) {
        *problem = catalogue_add(catalogue, pack->added.at[i]);
        if (!*problem)
            continue;
        catalogue_free(catalogue);
        return NULL;
    }
    return catalogue;
}

static char *page_in(const char *folder, const char *id)
{
    size_t n;
    char *path = memory_format("%s/docs/%s.md", folder, id);
    char *page = file_is_regular(path) ? file_read(path, PAGE_LIMIT, &n) : NULL;
    free(path);
    return page;
}

char *pack_page(const struct pack *pack, const char *id)
{
    char *page = page_in(pack->folder, id);
    for (size_t i = 0; i < pack->added.count && !page; i++)
        page = page_in(pack->added.at[i], id);
    return page;
}

void pack_free(struct pack *pack)
{
    for (size_t i = 0; i < pack->sources.count; i++)
        free(pack->sources.at[i]);
    for (size_t i = 0; i < pack->added.count; i++)
        free(pack->added.at[i]);
    vec_free(&pack->sources);
    vec_free(&pack->added);
    free(pack->folder);
}

// ---- what others ask ----

char *session_check_config(const struct session_options *options)
{
    struct pack pack = {0};
    struct aliases aliases = {0};
    char *problem = pack_find(&pack, options->rules, options->rules_count);
    if (!problem && options->config)
        problem = aliases_read(&aliases, options->config, pack.folder);
    aliases_free(&aliases);
    pack_free(&pack);
    return problem;
}

struct catalogue *session_catalogue(const struct session_options *options, struct report_run *run)
{
    struct pack pack = {0};
    struct catalogue *catalogue = NULL;
    char *problem = pack_find(&pack, options->rules, options->rules_count);
    if (!problem)
        catalogue = pack_catalogue(&pack, &problem);
    if (problem)
        vec_push(&run->errors, problem);
    pack_free(&pack);
    return catalogue;
}

char *session_rule_page(const struct session_options *options, const char *id)
{
    struct pack pack = {0};
    char *problem = pack_find(&pack, options->rules, options->rules_count);
    char *page = problem ? NULL : pack_page(&pack, id);
    free(problem);
    pack_free(&pack);
    return page;
}
