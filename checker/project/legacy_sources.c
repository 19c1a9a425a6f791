// What a `sources` file compiles, and with which flags.
#include "project/legacy_sources.h"

#include "project/arguments.h"
#include "project/tree.h"
#include "support/file.h"
#include "support/path.h"

#include <strings.h>

static void add_folders(const struct found *found, struct found_legacy *legacy, struct project_flags *flags)
{
    char *folder = path_folder(legacy->path), *list = memory_format("%s", legacy_get(&legacy->read, "INCLUDES"));
    char *rest = list;
    for (char *name; (name = strsep(&rest, "; \t"));) {
        char *path = msbuild_path(found->folders, folder, name);
        if (*name && file_is_folder(path))
            project_flags_add(flags, memory_format("-I%s", path), legacy_place(&legacy->read, "INCLUDES"));
        free(path);
    }
    free(list);
    free(folder);
}

static void add_options(const struct found *found, struct found_legacy *legacy, const char *macro,
    struct project *project, struct project_flags *flags)
{
    char *folder = path_folder(legacy->path);
    struct arguments arguments = {
        .directory = folder, .root = found->root, .shown = legacy_place(&legacy->read, macro)};
    arguments_clean_line(&arguments, legacy_get(&legacy->read, macro), project, flags);
    free(folder);
}

static void add_source(const struct found *found, struct found_legacy *legacy, char *path, struct project *project)
{
    static const char *const macros[] = {"C_DEFINES", "USER_C_FLAGS"};
    struct project_source source = {
        .path = path, .directory = path_folder(legacy->path), .project = memory_format("%s", legacy->path)};
    project_flags_add(&source.flags, memory_format("-I%s", source.directory), "the build system");
    add_folders(found, legacy, &source.flags);
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        add_options(found, legacy, macros[i], project, &source.flags);
    vec_push(&project->sources, source);
}

// Calls TAKE with each source file that LEGACY names: those for every processor, and those for ours.
static void each_source(const struct found *found, struct found_legacy *legacy,
    void (*take)(const struct found *found, struct found_legacy *legacy, const char *name, char *path, void *subject),
    void *subject)
{
    char *folder = path_folder(legacy->path);
    char *list =
        memory_format("%s %s", legacy_get(&legacy->read, "SOURCES"), legacy_get(&legacy->read, "AMD64_SOURCES"));
    char *rest = list;
    for (char *name; (name = strsep(&rest, " \t;"));)
        if (*name && tree_is_source(name))
            take(found, legacy, name, msbuild_path(found->folders, folder, name), subject);
    free(list);
    free(folder);
}

static void take_source(
    const struct found *found, struct found_legacy *legacy, const char *name, char *path, void *subject)
{
    struct project *project = subject;
    project->items++;
    if (file_is_regular(path)) {
        project->resolved++;
        add_source(found, legacy, path, project);
        return;
    }
    project_add_problem(project, PROJECT_MISSING_SOURCE,
        memory_format("%s: '%s' does not exist: a build makes it, or it was not fetched",
            legacy_place(&legacy->read, "SOURCES"), name));
    free(path);
}

void legacy_sources(const struct found *found, struct found_legacy *legacy, struct project *project)
{
    each_source(found, legacy, take_source, project);
}

static void take_path(
    const struct found *found, struct found_legacy *legacy, const char *name, char *path, void *subject)
{
    (void)found;
    (void)legacy;
    (void)name;
    vec_push(&((struct path_list *)subject)->at, path);
}

void legacy_paths(const struct found *found, struct found_legacy *legacy, struct path_list *paths)
{
    each_source(found, legacy, take_path, paths);
}

void legacy_links(struct found_legacy *legacy, struct path_list *names)
{
    char *list = memory_format("%s", legacy_get(&legacy->read, "TARGETLIBS"));
    char *rest = list;
    for (char *word; (word = strsep(&rest, " \t"));) {
        char *slashes = path_with_slashes(word);
        const char *name = path_name(slashes);
        if (path_has_extension(name, ".lib"))
            vec_push(&names->at, memory_text(name, strlen(name) - 4));
        free(slashes);
    }
    free(list);
}
