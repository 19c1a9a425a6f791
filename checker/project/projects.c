// The programs that the user means: which way of finding them applies.
#include "project/project.h"

#include "project/discover.h"
#include "project/tree.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <strings.h>

void projects_free(struct projects *projects)
{
    for (size_t i = 0; i < projects->at.count; i++)
        project_free(&projects->at.at[i]);
    for (size_t i = 0; i < projects->left_out.count; i++) {
        free(projects->left_out.at[i].path);
        free(projects->left_out.at[i].why);
    }
    for (size_t i = 0; i < projects->problems.count; i++)
        free(projects->problems.at[i].text);
    vec_free(&projects->at);
    vec_free(&projects->left_out);
    vec_free(&projects->problems);
}

char *project_root(const char *folder)
{
    char *root = tree_root(folder);
    return root ? root : memory_format("%s", folder);
}

char *project_title(const struct project *project, const char *cwd)
{
    if (!project->file)
        return NULL;
    char *shown = path_shown(cwd, project->file);
    if (!project->configuration)
        return shown;
    char *title = memory_format("%s (%s)", shown, project->configuration);
    free(shown);
    return title;
}

static void add_problem(struct projects *projects, enum project_problem_kind kind, char *text)
{
    struct project_problem problem = {kind, text};
    vec_push(&projects->problems, problem);
}

static bool is_project_name(const char *path)
{
    const char *name = path_name(path);
    return path_has_extension(path, ".vcxproj") || path_has_extension(path, ".sln") ||
           path_has_extension(path, ".slnx") || strcasecmp(name, "sources") == 0 || strcasecmp(name, "dirs") == 0;
}

// ---- sources that the user names ----

static bool holds_project(struct folder_cache *cache, const char *folder)
{
    for (const char *const *name = folder_names(cache, folder); *name; name++)
        if (is_project_name(*name))
            return true;
    return false;
}

char *project_folder(const char *path)
{
    struct folder_cache *cache = folder_cache_new();
    char *folder = path_folder(path), *root = tree_root(folder), *found = NULL;
    while (root && path_is_below(folder, root)) {
        if (holds_project(cache, folder)) {
            free(found);
            found = memory_format("%s", folder);
        }
        char *above = path_folder(folder);
        bool top = strcmp(above, folder) == 0;
        free(folder);
        folder = above;
        if (top)
            break;
    }
    free(root);
    free(folder);
    folder_cache_free(cache);
    return found;
}

static struct project_source *find_source(struct projects *projects, const char *path)
{
    for (size_t i = 0; i < projects->at.count; i++)
        for (size_t k = 0; k < projects->at.at[i].sources.count; k++)
            if (projects->at.at[i].sources.at[k].project && strcmp(projects->at.at[i].sources.at[k].path, path) == 0)
                return &projects->at.at[i].sources.at[k];
    return NULL;
}

static void take_flags(struct project_source *to, struct project_source *from)
{
    for (size_t i = 0; i < to->flags.at.count; i++)
        project_flags_add(&from->flags, memory_format("%s", to->flags.at.at[i]), to->flags.origins.at[i]);
    project_flags_free(&to->flags);
    to->flags = from->flags;
    to->project = from->project;
    from->flags = (struct project_flags){0};
    from->project = NULL;
}

// The flags of sources that a project of their repository compiles are those that it says.
static void adopt_flags(const struct project_request *request, struct project *project)
{
    struct projects all = {0};
    bool looked = false;
    for (size_t i = 0; i < project->sources.count; i++) {
        struct project_source *source = &project->sources.at[i];
        char *folder = source->project || looked ? NULL : project_folder(source->path);
        if (folder)
            looked = discover(request, folder, NULL, &all) || looked;
        free(folder);
        struct project_source *same = source->project ? NULL : find_source(&all, source->path);
        if (same)
            take_flags(source, same);
    }
    projects_free(&all);
}

static void find_plain(const struct project_request *request, struct projects *projects)
{
    struct project project;
    project_find(request, &project);
    if (!request->database && request->guessing == PROJECT_GUESSES)
        adopt_flags(request, &project);
    vec_push(&projects->at, project);
}

// ---- projects ----

static void complete_all(const struct project_request *request, struct projects *projects, size_t first)
{
    for (size_t i = first; i < projects->at.count; i++)
        project_complete(request, &projects->at.at[i]);
}

static void say_nothing_found(const char *as_written, struct projects *projects)
{
    if (!projects->at.count)
        add_problem(projects, PROJECT_NO_SOURCES,
            memory_format("%s: none of its %zu projects is a kernel-mode driver; `ndislint projects` says why: give "
                          "the driver's own folder",
                as_written, projects->left_out.count));
}

static void find_in_file(const struct project_request *request, const char *as_written, struct projects *projects)
{
    char *path = path_absolute(request->cwd, as_written), *folder = path_folder(path);
    size_t first = projects->at.count;
    if (!file_is_regular(path))
        add_problem(projects, PROJECT_BAD_PROJECT, memory_format("%s: there is no such file", as_written));
    else if (!is_project_name(path) || !discover(request, folder, path, projects))
        add_problem(projects, PROJECT_BAD_PROJECT,
            memory_format(
                "%s: no project is described there: give a .vcxproj, .sln, .slnx, `sources` or `dirs`", as_written));
    else
        say_nothing_found(as_written, projects);
    complete_all(request, projects, first);
    free(folder);
    free(path);
}

static void find_database(const struct project_request *request, const char *database, struct projects *projects)
{
    struct project_request here = *request;
    here.database = database;
    here.paths = NULL;
    here.path_count = 0;
    find_plain(&here, projects);
}

// Whether the folder AS_WRITTEN holds projects; then they are found.
static bool find_in_folder(const struct project_request *request, const char *as_written, struct projects *projects)
{
    char *folder = path_absolute(request->cwd, as_written);
    char *database = memory_format("%s/compile_commands.json", folder);
    size_t first = projects->at.count;
    bool found = true;
    if (file_is_regular(database)) {
        find_database(request, database, projects);
    } else {
        found = discover(request, folder, NULL, projects);
        complete_all(request, projects, first);
        if (found)
            say_nothing_found(as_written, projects);
    }
    free(database);
    free(folder);
    return found;
}

static bool find_in_path(const struct project_request *request, const char *as_written, struct projects *projects)
{
    char *path = path_absolute(request->cwd, as_written);
    bool is_folder = file_is_folder(path), is_file = file_is_regular(path) && is_project_name(path);
    free(path);
    if (is_file)
        find_in_file(request, as_written, projects);
    return is_file || (is_folder && find_in_folder(request, as_written, projects));
}

void projects_find(const struct project_request *request, struct projects *projects)
{
    *projects = (struct projects){0};
    struct project_request rest = *request;
    VEC(const char *) paths = {0};
    if (request->project)
        find_in_file(request, request->project, projects);
    for (size_t i = 0; i < request->path_count && !request->project; i++)
        if (request->database || !find_in_path(request, request->paths[i], projects))
            vec_push(&paths, request->paths[i]);
    rest.paths = paths.at;
    rest.path_count = paths.count;
    if (!request->project && (paths.count || request->database))
        find_plain(&rest, projects);
    vec_free(&paths);
}
