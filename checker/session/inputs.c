// What the user named, as sources to parse.
#include "session/inputs.h"

#include "support/file.h"
#include "support/path.h"

static void find_project(struct inputs *inputs, const struct session_options *options,
    const struct frontend_options *frontend, const char *cwd)
{
    static const char *const here[] = {"."};
    bool nothing_named = !options->path_count && !options->commands;
    struct frontend_folders folders = {0};
    frontend_system_folders(frontend, &folders);
    struct project_request request = {
        .cwd = cwd,
        .paths = nothing_named ? here : options->paths,
        .path_count = nothing_named ? 1 : options->path_count,
        .database = options->commands,
        .flags = options->flags,
        .flag_count = options->flag_count,
        .system_folders = (const char *const *)folders.paths.at,
        .system_folder_count = folders.paths.count,
    };
    project_find(&request, &inputs->project);
    frontend_folders_free(&folders);
}

static void sort_problem(struct inputs *inputs, const struct project_problem *problem, struct report_run *run)
{
    char *text = memory_format("%s", problem->text);
    switch (problem->kind) {
    case PROJECT_BAD_PATH:
    case PROJECT_BAD_DATABASE:
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

bool inputs_collect(struct inputs *inputs, const struct session_options *options,
    const struct frontend_options *frontend, struct report_run *run)
{
    char *cwd = file_cwd();
    find_project(inputs, options, frontend, cwd);
    for (size_t i = 0; i < inputs->project.problems.count; i++)
        sort_problem(inputs, &inputs->project.problems.at[i], run);
    for (size_t i = 0; i < inputs->project.sources.count; i++) {
        const struct project_source *from = &inputs->project.sources.at[i];
        struct frontend_source source = {from->path, (const char *const *)from->flags.at.at, from->flags.at.count};
        vec_push(&inputs->sources, source);
        vec_push(&inputs->named, is_named(options, cwd, from->path));
    }
    inputs->name = driver_name(inputs, options);
    free(cwd);
    return !run->errors.count;
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
    vec_free(&inputs->sources);
    vec_free(&inputs->named);
    free(inputs->name);
    project_free(&inputs->project);
}
