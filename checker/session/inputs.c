// What the user named, as sources to parse.
#include "session/inputs.h"

#include "config/config.h"
#include "project/headers.h"
#include "session/units.h"
#include "support/file.h"
#include "support/path.h"

static const char *const working_folder[] = {"."};

static struct project_request request_for(const struct session_options *options, const char *cwd)
{
    bool nothing_named = !options->path_count && !options->commands;
    struct project_request request = {
        .cwd = cwd,
        .paths = nothing_named ? working_folder : options->paths,
        .path_count = nothing_named ? 1 : options->path_count,
        .database = options->commands,
        .project = options->project,
        .configuration = options->configuration,
        .configurations = options->configurations == SESSION_ALL_CONFIGURATIONS ? PROJECT_ALL_CONFIGURATIONS
                                                                                : PROJECT_ONE_CONFIGURATION,
        .flags = options->flags,
        .flag_count = options->flag_count,
        .guessing = options->guessing == SESSION_GUESSES ? PROJECT_GUESSES : PROJECT_TAKES_AS_GIVEN,
    };
    return request;
}

static void find_project(struct inputs *inputs, const struct session_options *options,
    const struct frontend_options *frontend, const char *cwd)
{
    struct frontend_folders folders = {0};
    frontend_system_folders(frontend, &folders);
    struct project_request request = request_for(options, cwd);
    request.system_folders = (const char *const *)folders.paths.at;
    request.system_folder_count = folders.paths.count;
    project_find(&request, &inputs->project);
    frontend_folders_free(&folders);
}

static void sort_problem(struct inputs *inputs, const struct project_problem *problem, struct report_run *run)
{
    char *text = memory_format("%s", problem->text);
    switch (problem->kind) {
    case PROJECT_BAD_PATH:
    case PROJECT_BAD_DATABASE:
    case PROJECT_BAD_PROJECT:
    case PROJECT_NO_SOURCES:
        vec_push(&run->errors, text);
        return;
    case PROJECT_MISSING_SOURCE:
        vec_push(&inputs->missing, text);
        return;
    case PROJECT_DROPPED_FLAG:
    case PROJECT_NOTE:
        vec_push(&inputs->notes, text);
        return;
    }
}

static bool is_named(const struct session_options *options, const char *cwd, const char *path)
{
    bool named = false;
    for (size_t i = 0; i < options->path_count && !named; i++) {
        char *absolute = path_absolute(cwd, options->paths[i]);
        named = !strcmp(absolute, path);
        free(absolute);
    }
    return named;
}

// A driver is called what the user called it; several files are called after the folder that holds the first.
static char *driver_name(const struct inputs *inputs, const struct session_options *options)
{
    if (options->path_count == 1)
        return memory_format("%s", options->paths[0]);
    if (!options->path_count || !inputs->sources.count)
        return memory_format("%s", options->commands ? options->commands : ".");
    return memory_format("%s and %zu more", inputs->project.sources.at[0].shown, inputs->sources.count - 1);
}

// From the project to what the frontend takes.
static void fill(struct inputs *inputs, const struct session_options *options, const char *cwd, struct report_run *run)
{
    for (size_t i = 0; i < inputs->project.problems.count; i++)
        sort_problem(inputs, &inputs->project.problems.at[i], run);
    for (size_t i = 0; i < inputs->project.sources.count; i++) {
        const struct project_source *from = &inputs->project.sources.at[i];
        struct frontend_source source = {from->path, (const char *const *)from->flags.at.at, from->flags.at.count};
        vec_push(&inputs->sources, source);
        vec_push(&inputs->named, is_named(options, cwd, from->path));
    }
    char *title = project_title(&inputs->project, cwd);
    inputs->name = title ? title : driver_name(inputs, options);
}

bool inputs_collect(struct inputs *inputs, const struct session_options *options,
    const struct frontend_options *frontend, struct report_run *run)
{
    char *cwd = file_cwd();
    find_project(inputs, options, frontend, cwd);
    fill(inputs, options, cwd, run);
    free(cwd);
    return !run->errors.count;
}

// ---- all programs ----

// The folder that what the user named lies in.
static char *start_folder(const struct session_options *options, const char *cwd)
{
    const char *named = options->project      ? options->project
                        : options->path_count ? options->paths[0]
                        : options->commands   ? options->commands
                                              : ".";
    char *path = path_absolute(cwd, named);
    if (file_is_folder(path))
        return path;
    char *folder = path_folder(path);
    free(path);
    return folder;
}

// The first of the places where a WDK may be that holds one, or NULL.
static char *find_wdk(const char *folder)
{
    struct headers_places places = {0};
    char *root = project_root(folder), *found = NULL;
    headers_find(root, &places);
    for (size_t i = 0; i < places.at.count && !found; i++) {
        char *include = frontend_wdk_include(places.at.at[i]);
        if (include)
            found = memory_format("%s", places.at.at[i]);
        free(include);
    }
    headers_free(&places);
    free(root);
    return found;
}

// Whose WDK is taken: the user's, the configuration's, or one that is found. False if the one that was named is none.
static bool choose_wdk(struct inputs_list *list, const struct session_options *options, const struct config *config,
    const char *folder, struct report_run *run)
{
    const char *named = options->wdk ? options->wdk : config_text(config, CONFIG_WDK);
    char *problem = named ? frontend_check_wdk(named) : NULL;
    list->wdk = named ? memory_format("%s", named) : find_wdk(folder);
    if (problem)
        vec_push(&run->errors, problem);
    else if (list->wdk && !named)
        vec_push(&run->notes, memory_format("Windows headers are those of the WDK in %s", list->wdk));
    return !problem;
}

// The configuration file's choice of a project holds for a whole repository, not for sources that are named.
static bool may_choose_project(const struct session_options *options, const char *cwd)
{
    bool folders = !options->commands && !options->project;
    for (size_t i = 0; i < options->path_count && folders; i++) {
        char *path = path_absolute(cwd, options->paths[i]);
        folders = file_is_folder(path);
        free(path);
    }
    return folders;
}

static void find_all(struct inputs_list *list, const struct session_options *options, const struct config *config,
    const struct frontend_options *frontend, const char *cwd, struct report_run *run)
{
    struct frontend_folders folders = {0};
    struct projects projects = {0};
    frontend_system_folders(frontend, &folders);
    struct project_request request = request_for(options, cwd);
    char *include = list->wdk ? frontend_wdk_include(list->wdk) : NULL;
    request.system_folders = (const char *const *)folders.paths.at;
    request.system_folder_count = folders.paths.count;
    request.wdk = include;
    if (!request.configuration)
        request.configuration = config_text(config, CONFIG_CONFIGURATION);
    if (config_text(config, CONFIG_PROJECT) && may_choose_project(options, cwd))
        request.project = config_text(config, CONFIG_PROJECT);
    projects_find(&request, &projects);
    struct inputs common = {0};
    for (size_t i = 0; i < projects.problems.count; i++)
        sort_problem(&common, &projects.problems.at[i], run);
    for (size_t i = 0; i < common.notes.count; i++)
        vec_push(&run->notes, memory_format("%s", common.notes.at[i]));
    inputs_free(&common);
    for (size_t i = 0; i < projects.at.count; i++) {
        vec_push(&list->at, (struct inputs){.project = projects.at.at[i]});
        fill(&vec_last(&list->at), options, cwd, run);
    }
    for (size_t i = 0; i < projects.left_out.count; i++)
        vec_push(&list->left_out, projects.left_out.at[i]);
    projects.at.count = projects.left_out.count = 0; // they are the list's now
    projects_free(&projects);
    frontend_folders_free(&folders);
    free(include);
}

char *inputs_config_path(const struct session_options *options, const char *folder)
{
    if (!options->config)
        return config_find(folder);
    return *options->config ? memory_format("%s", options->config) : NULL;
}

bool inputs_find(struct inputs_list *list, const struct session_options *options, struct frontend_options *frontend,
    struct report_run *run)
{
    if (units_are_named(options))
        return units_find(list, options, frontend, run);
    char *cwd = file_cwd(), *folder = start_folder(options, cwd), *path = inputs_config_path(options, folder);
    char *problem;
    struct config *config = config_read(path, &problem);
    if (problem)
        vec_push(&run->errors, problem);
    else if (choose_wdk(list, options, config, folder, run)) {
        frontend->wdk = list->wdk;
        find_all(list, options, config, frontend, cwd, run);
    }
    config_free(config);
    free(path);
    free(folder);
    free(cwd);
    return !run->errors.count;
}

void inputs_list_free(struct inputs_list *list)
{
    for (size_t i = 0; i < list->at.count; i++)
        inputs_free(&list->at.at[i]);
    for (size_t i = 0; i < list->left_out.count; i++) {
        free(list->left_out.at[i].path);
        free(list->left_out.at[i].why);
    }
    vec_free(&list->at);
    vec_free(&list->left_out);
    free(list->wdk);
}

bool inputs_is_named(const struct inputs *inputs, uint32_t source)
{
    return source < inputs->named.count && inputs->named.at[source];
}

static void free_texts(char **at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(at[i]);
}

void inputs_free(struct inputs *inputs)
{
    free_texts(inputs->notes.at, inputs->notes.count);
    free_texts(inputs->missing.at, inputs->missing.count);
    vec_free(&inputs->notes);
    vec_free(&inputs->missing);
    for (size_t i = 0; i < inputs->compiled.count; i++)
        compiled_free(&inputs->compiled.at[i]);
    vec_free(&inputs->compiled);
    vec_free(&inputs->sources);
    vec_free(&inputs->named);
    free(inputs->name);
    project_free(&inputs->project);
}
