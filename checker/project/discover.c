// The programs of a repository.
#include "project/discover.h"

#include "project/evidence.h"
#include "project/found.h"
#include "project/legacy_sources.h"
#include "support/path.h"

#include <strings.h>

enum { MOST_LIBRARIES = 200 };

// A driver in the making.
struct program {
    struct found *found;
    struct project *project;
    const char *configuration;
    VEC(const char *) linked; // project files whose sources are in it
};

static bool is_linked(const struct program *program, const char *path)
{
    for (size_t i = 0; i < program->linked.count; i++)
        if (strcmp(program->linked.at[i], path) == 0)
            return true;
    return program->linked.count == MOST_LIBRARIES;
}

// Several projects miss the same file: it is said once.
static void add_missing_import(struct program *program, const char *file, const char *import)
{
    char *folder = path_folder(file), *path = msbuild_path(program->found->folders, folder, import);
    project_add_problem(
        program->project, PROJECT_NOTE, memory_format("%s is imported and not there: what it sets is not known", path));
    free(path);
    free(folder);
}

// What could not be evaluated may have been a source or a flag: nobody knows what the driver is then.
static void add_build_problems(struct program *program, const struct vcxproj *vcxproj)
{
    for (size_t i = 0; i < vcxproj->build.missing.count; i++)
        add_missing_import(program, vcxproj->path, vcxproj->build.missing.at[i]);
    for (size_t i = 0; i < vcxproj->build.problems.count; i++)
        project_add_problem(program->project, PROJECT_NOTE, memory_format("%s", vcxproj->build.problems.at[i]));
}

static void link_named(struct program *program, const char *name, const char *from);
static void link_vcxproj(struct program *program, const struct found_vcxproj *vcxproj);

// The projects that one refers to are linked if they are libraries: a reference can be for the order of the build.
static void link_all(struct program *program, const struct found_vcxproj *from, const struct vcxproj *read)
{
    struct vcxproj_links links = {0};
    vcxproj_links(read, &from->setting, &links);
    for (size_t i = 0; i < links.projects.count; i++) {
        const struct found_vcxproj *other = found_vcxproj_at(program->found, links.projects.at[i]);
        if (other && other->read.kind == VCXPROJ_LIBRARY)
            link_vcxproj(program, other);
        else if (other && other->read.kind == VCXPROJ_UNREADABLE)
            project_add_problem(
                program->project, PROJECT_MISSING_SOURCE, memory_format("%s: %s", other->read.path, other->read.why));
        else if (!other)
            project_add_problem(program->project, PROJECT_MISSING_SOURCE,
                memory_format(
                    "%s: the project that it refers to is not there: '%s'", read->path, links.projects.at[i]));
    }
    for (size_t i = 0; i < links.names.count; i++)
        link_named(program, links.names.at[i], read->path);
    vcxproj_links_free(&links);
}

static void add_vcxproj_sources(struct program *program, const struct found_vcxproj *found)
{
    struct vcxproj read;
    found_reread(found, program->configuration, &read);
    vcxproj_sources(&read, &found->setting, program->project);
    add_build_problems(program, &read);
    link_all(program, found, &read);
    vcxproj_free(&read);
}

static void link_vcxproj(struct program *program, const struct found_vcxproj *vcxproj)
{
    if (is_linked(program, vcxproj->read.path))
        return;
    vec_push(&program->linked, vcxproj->read.path);
    vec_push(&program->project->libraries, memory_format("%s", vcxproj->read.path));
    add_vcxproj_sources(program, vcxproj);
}

static void add_legacy_sources(struct program *program, struct found_legacy *legacy)
{
    struct path_list names = {0};
    legacy_sources(program->found, legacy, program->project);
    for (size_t i = 0; i < legacy->read.missing.count; i++)
        add_missing_import(program, legacy->path, legacy->read.missing.at[i]);
    for (size_t i = 0; i < legacy->read.problems.count; i++)
        project_add_problem(program->project, PROJECT_NOTE, memory_format("%s", legacy->read.problems.at[i]));
    legacy_links(legacy, &names);
    for (size_t i = 0; i < names.at.count; i++)
        link_named(program, names.at.at[i], legacy->path);
    path_list_free(&names);
}

static void link_legacy(struct program *program, struct found_legacy *legacy)
{
    if (is_linked(program, legacy->path))
        return;
    vec_push(&program->linked, legacy->path);
    vec_push(&program->project->libraries, memory_format("%s", legacy->path));
    add_legacy_sources(program, legacy);
}

// Links the library called NAME that a project of the repository makes; of several the one nearest to FROM. One that
// nobody makes comes with Windows, or as a file.
static void link_named(struct program *program, const char *name, const char *from)
{
    const struct found_vcxproj *best = NULL;
    struct found_legacy *legacy = NULL;
    size_t nearest = 0;
    for (size_t i = 0; i < program->found->vcxprojs.count; i++) {
        const struct found_vcxproj *here = &program->found->vcxprojs.at[i];
        size_t near = found_nearness(here->read.path, from);
        if (here->read.kind == VCXPROJ_LIBRARY && strcasecmp(here->read.name, name) == 0 && near > nearest) {
            best = here;
            nearest = near;
        }
    }
    for (size_t i = 0; i < program->found->legacies.count; i++) {
        struct found_legacy *here = &program->found->legacies.at[i];
        size_t near = found_nearness(here->path, from);
        if (here->kind == VCXPROJ_LIBRARY && strcasecmp(here->name, name) == 0 && near > nearest) {
            legacy = here;
            nearest = near;
        }
    }
    if (legacy)
        link_legacy(program, legacy);
    else if (best)
        link_vcxproj(program, best);
}

// ---- one program for each driver ----

static struct project *project_begin(struct projects *projects, const struct found *found, const char *file)
{
    struct project project = {.root = memory_format("%s", found->root), .file = memory_format("%s", file)};
    vec_push(&projects->at, project);
    return &vec_last(&projects->at);
}

// The configuration of the solution that means CONFIGURATION for VCXPROJ: what other projects of the solution are
// built in then. That itself where no solution says so. Released with free().
static char *solution_configuration(const struct found_vcxproj *vcxproj, const char *configuration)
{
    const struct vcxproj_setting *setting = &vcxproj->setting;
    for (size_t i = 0; setting->entry && i < setting->solution_configuration_count; i++) {
        char *meant = solution_map(setting->entry, setting->solution_configurations[i]);
        bool same = strcasecmp(meant, configuration) == 0;
        free(meant);
        if (same)
            return memory_format("%s", setting->solution_configurations[i]);
    }
    return memory_format("%s", configuration);
}

static void add_driver(
    struct found *found, const struct found_vcxproj *vcxproj, const char *configuration, struct projects *projects)
{
    struct project *project = project_begin(projects, found, vcxproj->read.path);
    project->name = memory_format("%s", vcxproj->read.name);
    project->configuration = memory_format("%s", configuration);
    project->why = memory_format("%s", vcxproj->read.why);
    char *whole = solution_configuration(vcxproj, configuration);
    struct program program = {.found = found, .project = project, .configuration = whole};
    vec_push(&program.linked, vcxproj->read.path);
    add_vcxproj_sources(&program, vcxproj);
    vec_free(&program.linked);
    free(whole);
}

static void add_drivers(struct found *found, const struct found_vcxproj *vcxproj, struct projects *projects)
{
    const struct configurations *all = &vcxproj->read.configurations;
    if (found->request->configurations == PROJECT_ONE_CONFIGURATION || !all->at.count)
        add_driver(found, vcxproj, vcxproj->read.configuration, projects);
    for (size_t i = 0; found->request->configurations == PROJECT_ALL_CONFIGURATIONS && i < all->at.count; i++)
        add_driver(found, vcxproj, all->at.at[i], projects);
}

static void add_legacy_driver(struct found *found, struct found_legacy *legacy, struct projects *projects)
{
    struct project *project = project_begin(projects, found, legacy->path);
    project->name = memory_format("%s", legacy->name);
    project->why = memory_format("%s", legacy->why);
    struct program program = {.found = found, .project = project, .configuration = found->configuration};
    vec_push(&program.linked, legacy->path);
    add_legacy_sources(&program, legacy);
    vec_free(&program.linked);
}

// A project that cannot be read could be a driver: it stays in the list, with the reason.
static void add_unreadable(struct found *found, const struct vcxproj *vcxproj, struct projects *projects)
{
    struct project *project = project_begin(projects, found, vcxproj->path);
    project->name = memory_format("%s", vcxproj->name);
    project->why = memory_format("%s", vcxproj->why);
    project_add_problem(project, PROJECT_MISSING_SOURCE, memory_format("%s: %s", vcxproj->path, vcxproj->why));
}

// Notes what is left out, and which of its items are missing, in one line.
static void leave_out(struct projects *projects, const char *path, const char *why, const struct project *counted)
{
    struct project_left_out left_out = {
        memory_format("%s", path), memory_format("%s", why), counted->items, counted->resolved};
    for (size_t i = 0; i < counted->problems.count; i++) {
        if (counted->problems.at[i].kind != PROJECT_MISSING_SOURCE)
            continue;
        char *longer = memory_format("%s; %s", left_out.why, counted->problems.at[i].text);
        free(left_out.why);
        left_out.why = longer;
    }
    vec_push(&projects->left_out, left_out);
}

static void take_vcxproj(struct found *found, const struct found_vcxproj *vcxproj, struct projects *projects)
{
    struct project counted = {0};
    switch (vcxproj->read.kind) {
    case VCXPROJ_DRIVER:
        add_drivers(found, vcxproj, projects);
        return;
    case VCXPROJ_UNREADABLE:
        add_unreadable(found, &vcxproj->read, projects);
        return;
    case VCXPROJ_LIBRARY:
    case VCXPROJ_USER:
        vcxproj_sources(&vcxproj->read, &vcxproj->setting, &counted);
        leave_out(projects, vcxproj->read.path, vcxproj->read.why, &counted);
        project_free(&counted);
    }
}

static void take_legacy(struct found *found, struct found_legacy *legacy, struct projects *projects)
{
    struct project counted = {0};
    if (legacy->kind == VCXPROJ_DRIVER) {
        add_legacy_driver(found, legacy, projects);
        return;
    }
    legacy_sources(found, legacy, &counted);
    leave_out(projects, legacy->path, legacy->why, &counted);
    project_free(&counted);
}

// ---- sources without a project ----

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// All files that projects name, sorted.
static void list_named(struct found *found, struct path_list *named)
{
    for (size_t i = 0; i < found->vcxprojs.count; i++)
        vcxproj_paths(&found->vcxprojs.at[i].read, &found->vcxprojs.at[i].setting, named);
    for (size_t i = 0; i < found->legacies.count; i++)
        legacy_paths(found, &found->legacies.at[i], named);
    if (named->at.count)
        qsort(named->at.at, named->at.count, sizeof *named->at.at, compare_texts);
}

static bool is_among(const struct path_list *paths, const char *path)
{
    return paths->at.count && bsearch(&path, paths->at.at, paths->at.count, sizeof path, compare_texts);
}

static void list_unnamed(struct found *found, const char *below, struct path_list *unnamed)
{
    struct path_list named = {0};
    list_named(found, &named);
    for (size_t i = 0; i < found->sources.count; i++)
        if (path_is_below(found->sources.at[i], below) && !is_among(&named, found->sources.at[i]))
            vec_push(&unnamed->at, memory_format("%s", found->sources.at[i]));
    path_list_free(&named);
}

// The driver in FOLDER: the sources there and below that no project names.
static void add_plain_driver(
    struct found *found, const char *folder, const struct path_list *unnamed, struct projects *projects)
{
    struct project *project = project_begin(projects, found, folder);
    project->why = memory_format("no project names its sources, and one of them defines DriverEntry");
    for (size_t i = 0; i < unnamed->at.count; i++)
        if (path_is_below(unnamed->at.at[i], folder)) {
            struct project_source source = {
                .path = memory_format("%s", unnamed->at.at[i]), .directory = memory_format("%s", folder)};
            vec_push(&project->sources, source);
            project->items++;
            project->resolved++;
        }
}

static bool has_driver(const struct projects *projects, const char *folder)
{
    for (size_t i = 0; i < projects->at.count; i++)
        if (strcmp(projects->at.at[i].file, folder) == 0)
            return true;
    return false;
}

// Drivers that other tools build: a script, a makefile.
static void add_plain_drivers(struct found *found, const char *below, struct projects *projects)
{
    struct path_list unnamed = {0};
    list_unnamed(found, below, &unnamed);
    for (size_t i = 0; i < unnamed.at.count; i++) {
        if (evidence_of(unnamed.at.at[i]) != EVIDENCE_DRIVER)
            continue;
        char *folder = path_folder(unnamed.at.at[i]);
        if (!has_driver(projects, folder))
            add_plain_driver(found, folder, &unnamed, projects);
        free(folder);
    }
    path_list_free(&unnamed);
}

// ---- the whole ----

static int compare_projects(const void *a, const void *b)
{
    const struct project *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    return order ? order : strcmp(x->configuration ? x->configuration : "", y->configuration ? y->configuration : "");
}

static int compare_left_out(const void *a, const void *b)
{
    return strcmp(((const struct project_left_out *)a)->path, ((const struct project_left_out *)b)->path);
}

static void sort(struct projects *projects)
{
    if (projects->at.count)
        qsort(projects->at.at, projects->at.count, sizeof *projects->at.at, compare_projects);
    if (projects->left_out.count)
        qsort(projects->left_out.at, projects->left_out.count, sizeof *projects->left_out.at, compare_left_out);
}

// Whether FILE, a solution, has the project at PATH in it.
static bool is_in_solution(const struct found *found, const char *file, const char *path)
{
    char *folder = path_folder(file);
    bool has = false;
    for (size_t i = 0; i < found->solutions.count; i++) {
        const struct found_solution *solution = &found->solutions.at[i];
        for (size_t k = 0; k < solution->solution.projects.count && strcmp(solution->path, file) == 0 && !has; k++) {
            char *there = msbuild_path(found->folders, folder, solution->solution.projects.at[k].path);
            has = strcmp(there, path) == 0;
            free(there);
        }
    }
    free(folder);
    return has;
}

// Whether the user means the project file at PATH: it lies below FOLDER, or it is FILE or in that.
static bool is_meant(const struct found *found, const char *folder, const char *file, const char *path)
{
    if (!file)
        return path_is_below(path, folder);
    if (strcasecmp(path_name(file), "dirs") == 0)
        return path_is_below(path, folder);
    return strcmp(path, file) == 0 || is_in_solution(found, file, path);
}

static void add_solution_problems(const struct found *found, struct projects *projects)
{
    for (size_t i = 0; i < found->solutions.count; i++)
        if (found->solutions.at[i].problem) {
            struct project_problem problem = {
                PROJECT_NOTE, memory_format("%s: %s", found->solutions.at[i].path, found->solutions.at[i].problem)};
            vec_push(&projects->problems, problem);
        }
}

static size_t take_meant(struct found *found, const char *folder, const char *file, struct projects *projects)
{
    size_t meant = 0;
    for (size_t i = 0; i < found->vcxprojs.count; i++)
        if (is_meant(found, folder, file, found->vcxprojs.at[i].read.path)) {
            take_vcxproj(found, &found->vcxprojs.at[i], projects);
            meant++;
        }
    for (size_t i = 0; i < found->legacies.count; i++)
        if (is_meant(found, folder, file, found->legacies.at[i].path)) {
            take_legacy(found, &found->legacies.at[i], projects);
            meant++;
        }
    return meant;
}

bool discover(const struct project_request *request, const char *folder, const char *file, struct projects *projects)
{
    struct found found;
    char *root = project_root(folder);
    found_read(&found, request, root, folder);
    size_t meant = take_meant(&found, folder, file, projects);
    if (meant)
        add_solution_problems(&found, projects);
    if (meant && !file)
        add_plain_drivers(&found, folder, projects);
    sort(projects);
    found_free(&found);
    free(root);
    return meant > 0;
}
