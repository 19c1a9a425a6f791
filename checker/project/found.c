// The project files of a repository.
#include "project/found.h"

#include "project/tree.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <strings.h>

enum { LARGEST_SOLUTION = 16 << 20 };

static void add_solution(struct found *found, const char *path)
{
    struct found_solution solution = {.path = memory_format("%s", path)};
    size_t n;
    char *bytes = file_read(path, LARGEST_SOLUTION, &n);
    solution.problem = bytes ? solution_read(bytes, n, &solution.solution) : memory_format("it cannot be read");
    free(bytes);
    vec_push(&found->solutions, solution);
}

static const struct solution_project *entry_of(
    const struct found *found, const struct found_solution *solution, const char *path)
{
    char *folder = path_folder(solution->path);
    const struct solution_project *entry = NULL;
    for (size_t i = 0; i < solution->solution.projects.count && !entry; i++) {
        const struct solution_project *here = &solution->solution.projects.at[i];
        char *there = msbuild_path(found->folders, folder, here->path);
        if (strcmp(there, path) == 0)
            entry = here;
        free(there);
    }
    free(folder);
    return entry;
}

size_t found_nearness(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n])
        n++;
    return n + 1;
}

// The solution that has the project at PATH in it and lies nearest to it.
static void find_solution(const struct found *found, const char *path, struct vcxproj_setting *setting)
{
    size_t nearest = 0;
    for (size_t i = 0; i < found->solutions.count; i++) {
        const struct found_solution *solution = &found->solutions.at[i];
        const struct solution_project *entry = entry_of(found, solution, path);
        size_t near = found_nearness(solution->path, path);
        if (!entry || near <= nearest)
            continue;
        nearest = near;
        setting->solution = solution->path;
        setting->entry = entry;
        setting->solution_configurations = solution->solution.configurations.at;
        setting->solution_configuration_count = solution->solution.configurations.count;
    }
}

static void add_vcxproj(struct found *found, const char *path)
{
    struct found_vcxproj vcxproj = {.setting = {
                                        .folders = found->folders,
                                        .root = found->root,
                                        .wdk = found->request->wdk,
                                        .configuration = found->configuration,
                                    }};
    find_solution(found, path, &vcxproj.setting);
    vcxproj_read(path, &vcxproj.setting, &vcxproj.read);
    vec_push(&found->vcxprojs, vcxproj);
}

// ---- `sources` ----

static void set_kind(struct found_legacy *legacy)
{
    static const char *const drivers[] = {"DRIVER", "EXPORT_DRIVER", "MINIPORT", "GDI_DRIVER"};
    const char *type = legacy_get(&legacy->read, "TARGETTYPE");
    legacy->kind =
        strcasecmp(type, "DRIVER_LIBRARY") == 0 || strcasecmp(type, "LIBRARY") == 0 ? VCXPROJ_LIBRARY : VCXPROJ_USER;
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        if (strcasecmp(type, drivers[i]) == 0)
            legacy->kind = VCXPROJ_DRIVER;
    legacy->why = memory_format("TARGETTYPE=%s", type);
}

// A file called `sources` that names no target is another kind of file.
static void add_legacy(struct found *found, const char *path)
{
    struct found_legacy legacy = {.path = memory_format("%s", path)};
    struct legacy_request request = {
        .path = legacy.path, .root = found->root, .wdk = found->request->wdk, .folders = found->folders};
    legacy_read(&request, &legacy.read);
    const char *target = legacy_get(&legacy.read, "TARGETNAME");
    if (!*target) {
        legacy_free(&legacy.read);
        free(legacy.path);
        return;
    }
    legacy.name = memory_format("%s", target);
    set_kind(&legacy);
    vec_push(&found->legacies, legacy);
}

// ---- all ----

static bool is_solution(const char *path)
{
    return path_has_extension(path, ".sln") || path_has_extension(path, ".slnx");
}

static void add_files(struct found *found, const struct tree_files *files)
{
    for (size_t i = 0; i < files->paths.count; i++)
        if (is_solution(files->paths.at[i]))
            add_solution(found, files->paths.at[i]);
    for (size_t i = 0; i < files->paths.count; i++) {
        const char *path = files->paths.at[i];
        if (path_has_extension(path, ".vcxproj"))
            add_vcxproj(found, path);
        else if (strcasecmp(path_name(path), "sources") == 0)
            add_legacy(found, path);
        else if (tree_is_source(path))
            vec_push(&found->sources, memory_format("%s", path));
    }
}

static bool has_below(const struct tree_files *files, const char *folder)
{
    for (size_t i = 0; i < files->paths.count; i++)
        if (path_is_below(files->paths.at[i], folder))
            return true;
    return false;
}

// A folder that the user names counts, though a walk from the root passes by those that are called like what builds leave:
// then the walk begins as far above it as it comes by.
static void walk_to(const char *root, const char *folder, struct tree_files *files)
{
    tree_walk(root, files);
    if (has_below(files, folder))
        return;
    tree_files_free(files);
    tree_walk(folder, files);
    char *above = path_folder(folder);
    while (path_is_below(above, root)) {
        struct tree_files more;
        tree_walk(above, &more);
        bool comes_by = has_below(&more, folder);
        tree_files_free(comes_by ? files : &more);
        if (!comes_by)
            break;
        *files = more;
        char *next = path_folder(above);
        free(above);
        above = next;
    }
    free(above);
}

void found_read(struct found *found, const struct project_request *request, const char *root, const char *folder)
{
    *found = (struct found){.request = request, .root = memory_format("%s", root), .folders = folder_cache_new()};
    found->configuration = request->configuration ? request->configuration : "Debug|x64";
    struct tree_files files;
    walk_to(root, folder, &files);
    add_files(found, &files);
    found->cut = files.cut;
    tree_files_free(&files);
}

void found_free(struct found *found)
{
    for (size_t i = 0; i < found->vcxprojs.count; i++)
        vcxproj_free(&found->vcxprojs.at[i].read);
    for (size_t i = 0; i < found->solutions.count; i++) {
        solution_free(&found->solutions.at[i].solution);
        free(found->solutions.at[i].problem);
        free(found->solutions.at[i].path);
    }
    for (size_t i = 0; i < found->legacies.count; i++) {
        legacy_free(&found->legacies.at[i].read);
        free(found->legacies.at[i].path);
        free(found->legacies.at[i].name);
        free(found->legacies.at[i].why);
    }
    for (size_t i = 0; i < found->sources.count; i++)
        free(found->sources.at[i]);
    vec_free(&found->vcxprojs);
    vec_free(&found->solutions);
    vec_free(&found->legacies);
    vec_free(&found->sources);
    folder_cache_free(found->folders);
    free(found->root);
}

const struct found_vcxproj *found_vcxproj_at(const struct found *found, const char *path)
{
    for (size_t i = 0; i < found->vcxprojs.count; i++)
        if (strcmp(found->vcxprojs.at[i].read.path, path) == 0)
            return &found->vcxprojs.at[i];
    return NULL;
}

void found_reread(const struct found_vcxproj *vcxproj, const char *configuration, struct vcxproj *out)
{
    struct vcxproj_setting setting = vcxproj->setting;
    setting.configuration = configuration;
    vcxproj_read(vcxproj->read.path, &setting, out);
}
