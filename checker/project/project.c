// What the user pointed at, as translation units.
#include "project/project.h"

#include "project/arguments.h"
#include "project/database.h"
#include "project/guess.h"
#include "project/tree.h"
#include "support/file.h"
#include "support/path.h"

#include <errno.h>
#include <unistd.h>
#include <uthash.h>

void project_flags_free(struct project_flags *flags)
{
    for (size_t i = 0; i < flags->at.count; i++)
        free(flags->at.at[i]);
    for (size_t i = 0; i < flags->origins.count; i++)
        free(flags->origins.at[i]);
    vec_free(&flags->at);
    vec_free(&flags->origins);
}

void project_flags_add(struct project_flags *flags, char *flag, const char *origin)
{
    vec_push(&flags->at, flag);
    vec_push(&flags->origins, memory_format("%s", origin));
}

// The text of a problem that is there already.
struct project_text {
    const char *text;
    UT_hash_handle hh;
};

void project_add_problem(struct project *project, enum project_problem_kind kind, char *text)
{
    struct project_text *known;
    HASH_FIND_STR(project->texts, text, known);
    if (known) {
        free(text);
        return;
    }
    struct project_problem problem = {kind, text};
    vec_push(&project->problems, problem);
    known = memory_new(sizeof *known);
    known->text = text;
    HASH_ADD_KEYPTR(hh, project->texts, text, strlen(text), known);
}

static void texts_free(struct project *project)
{
    struct project_text *text, *next;
    HASH_ITER(hh, project->texts, text, next)
    {
        HASH_DEL(project->texts, text);
        free(text);
    }
}

static void source_free(struct project_source *source)
{
    free(source->path);
    free(source->shown);
    free(source->directory);
    free(source->project);
    project_flags_free(&source->flags);
}

void project_free(struct project *project)
{
    for (size_t i = 0; i < project->sources.count; i++)
        source_free(&project->sources.at[i]);
    vec_free(&project->sources);
    texts_free(project);
    for (size_t i = 0; i < project->problems.count; i++)
        free(project->problems.at[i].text);
    vec_free(&project->problems);
    for (size_t i = 0; i < project->libraries.count; i++)
        free(project->libraries.at[i]);
    vec_free(&project->libraries);
    free(project->name);
    free(project->file);
    free(project->configuration);
    free(project->why);
    free(project->root);
    *project = (struct project){0};
}

// The sources in the making.
struct finding {
    const struct project_request *request;
    struct project *project;
    struct project_flags own; // the user's flags
    VEC(char *) roots;        // beside each source: below which its headers are looked for; NULL: it has flags
};

static void add_source(struct finding *finding, char *path, const char *root)
{
    struct project_source source = {.path = path, .directory = memory_format("%s", finding->request->cwd)};
    vec_push(&finding->project->sources, source);
    vec_push(&finding->roots, memory_format("%s", root));
}

// The root for headers of what lies in FOLDER: that of the repository, else FALLBACK.
static char *root_of(const char *folder, const char *fallback)
{
    char *root = tree_root(folder);
    return root ? root : memory_format("%s", fallback);
}

static void add_folder(struct finding *finding, const char *folder, const char *as_written)
{
    struct tree_files files;
    tree_walk(folder, &files);
    char *root = root_of(folder, folder);
    size_t before = finding->project->sources.count;
    for (size_t i = 0; i < files.paths.count; i++)
        if (tree_is_source(files.paths.at[i]))
            add_source(finding, memory_format("%s", files.paths.at[i]), root);
    if (finding->project->sources.count == before)
        project_add_problem(finding->project, PROJECT_NO_SOURCES,
            memory_format("%s: no C source (.c, .cpp) lies in this folder or below it: give the folder of "
                          "the driver's sources",
                as_written));
    if (files.cut)
        project_add_problem(finding->project, PROJECT_MISSING_SOURCE,
            memory_format("%s: it holds too many files to look at: give the driver's own folder", as_written));
    free(root);
    tree_files_free(&files);
}

static void add_file(struct finding *finding, char *path, const char *as_written)
{
    static const char *const headers[] = {".h", ".hpp", ".hxx", ".inl"};
    bool header = false;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        header |= path_has_extension(path, headers[i]);
    if (tree_is_source(path)) {
        char *folder = path_folder(path);
        char *root = root_of(folder, folder);
        add_source(finding, path, root);
        free(root);
        free(folder);
        return;
    }
    project_add_problem(finding->project, PROJECT_BAD_PATH,
        header ? memory_format("%s: a header is checked with the sources that include it: give those", as_written)
               : memory_format("%s: not a C source (.c, .cpp, .cc, .cxx)", as_written));
    free(path);
}

static void add_path(struct finding *finding, const char *as_written)
{
    char *path = path_absolute(finding->request->cwd, as_written);
    if (file_is_folder(path)) {
        add_folder(finding, path, as_written);
        free(path);
    } else if (file_is_regular(path)) {
        add_file(finding, path, as_written);
    } else {
        errno = 0;
        const char *why = access(path, F_OK) < 0 ? strerror(errno) : "neither a file nor a folder";
        project_add_problem(finding->project, PROJECT_BAD_PATH,
            memory_format("%s: %s: give a source file or a folder of them", as_written, why));
        free(path);
    }
}

// Leaves only those sources of a database that lie at or below what the user named.
static void restrict_to_paths(struct finding *finding)
{
    const struct project_request *request = finding->request;
    struct project *project = finding->project;
    size_t kept = 0;
    for (size_t i = 0; i < project->sources.count; i++) {
        bool wanted = !request->path_count;
        for (size_t k = 0; k < request->path_count && !wanted; k++) {
            char *path = path_absolute(request->cwd, request->paths[k]);
            wanted = path_is_below(project->sources.at[i].path, path);
            free(path);
        }
        if (wanted)
            project->sources.at[kept++] = project->sources.at[i];
        else
            source_free(&project->sources.at[i]);
    }
    project->sources.count = kept;
}

// Files that the user named and that the database does not have are added all the same, with guessed flags.
static void add_unlisted(struct finding *finding, const char *as_written)
{
    struct project *project = finding->project;
    char *path = path_absolute(finding->request->cwd, as_written);
    bool listed = file_is_folder(path);
    for (size_t i = 0; i < project->sources.count && !listed; i++)
        listed = strcmp(project->sources.at[i].path, path) == 0;
    free(path);
    if (listed)
        return;
    size_t before = project->sources.count;
    add_path(finding, as_written);
    if (project->sources.count > before)
        project_add_problem(project, PROJECT_NOTE,
            memory_format("%s: not in compile_commands.json: its include paths are guessed", as_written));
}

static void find_in_database(struct finding *finding)
{
    char *path = path_absolute(finding->request->cwd, finding->request->database);
    size_t before = finding->project->problems.count;
    database_read(path, finding->project);
    restrict_to_paths(finding);
    for (size_t i = 0; i < finding->project->sources.count; i++)
        vec_push(&finding->roots, NULL);
    for (size_t i = 0; i < finding->request->path_count; i++)
        add_unlisted(finding, finding->request->paths[i]);
    if (!finding->project->sources.count && finding->project->problems.count == before)
        project_add_problem(finding->project, PROJECT_NO_SOURCES,
            memory_format("%s: it lists no C source that was asked for", finding->request->database));
    free(path);
}

static void add_guessed_flags(struct finding *finding)
{
    const struct project_request *request = finding->request;
    struct guess *guess = guess_new(request->system_folders, request->system_folder_count, &finding->own);
    struct project *project = finding->project;
    for (size_t i = 0; i < project->sources.count; i++)
        if (finding->roots.at[i])
            guess_follow(guess, project->sources.at[i].path, finding->roots.at[i], &project->sources.at[i].flags);
    for (size_t i = 0; i < project->sources.count; i++)
        if (finding->roots.at[i])
            guess_flags(guess, project->sources.at[i].path, &project->sources.at[i].flags);
    guess_free(guess);
}

// The user's own flags stand behind those of a database, which they may correct, and before guessed ones.
static void add_own_flags(struct finding *finding)
{
    for (size_t i = 0; i < finding->project->sources.count; i++)
        for (size_t k = 0; k < finding->own.at.count; k++)
            project_flags_add(
                &finding->project->sources.at[i].flags, memory_format("%s", finding->own.at.at[k]), "command line");
}

struct ranked {
    struct project_source source;
    size_t rank; // as found
};

static int compare_sources(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = strcmp(x->source.path, y->source.path);
    return order ? order : (x->rank > y->rank) - (x->rank < y->rank);
}

// Sorts, and keeps the first of the sources with one path: that named first, or first in the database.
static void sort_sources(struct project *project)
{
    size_t count = project->sources.count;
    struct ranked *ranked = memory_new(count * sizeof *ranked);
    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){project->sources.at[i], i};
    qsort(ranked, count, sizeof *ranked, compare_sources);
    project->sources.count = 0;
    for (size_t i = 0; i < count; i++) {
        struct project_source *source = &ranked[i].source;
        if (project->sources.count && strcmp(vec_last(&project->sources).path, source->path) == 0)
            source_free(source);
        else
            project->sources.at[project->sources.count++] = *source;
    }
    free(ranked);
}

// The repository's root, or else the folder that holds all sources.
static char *common_root(const struct project *project, const char *cwd)
{
    if (!project->sources.count)
        return memory_format("%s", cwd);
    char *folder = path_folder(project->sources.at[0].path);
    char *root = tree_root(folder);
    if (root) {
        free(folder);
        return root;
    }
    while (!path_is_below(vec_last(&project->sources).path, folder)) {
        char *parent = path_folder(folder);
        free(folder);
        folder = parent;
    }
    return folder;
}

static void find_own_flags(struct finding *finding)
{
    const struct project_request *request = finding->request;
    struct arguments arguments = {
        .at = request->flags,
        .count = request->flag_count,
        .style = ARGUMENTS_GCC,
        .trust = ARGUMENTS_FROM_USER,
        .directory = request->cwd,
        .root = "/",
        .shown = "after --",
    };
    arguments_clean(&arguments, finding->project, &finding->own);
}

// What all sources get, wherever they come from.
static void finish(struct finding *finding)
{
    struct project *project = finding->project;
    add_own_flags(finding);
    if (finding->request->guessing == PROJECT_GUESSES)
        add_guessed_flags(finding);
    sort_sources(project);
    if (!project->root)
        project->root = common_root(project, finding->request->cwd);
    for (size_t i = 0; i < project->sources.count; i++)
        project->sources.at[i].shown = path_shown(finding->request->cwd, project->sources.at[i].path);
    for (size_t i = 0; i < finding->roots.count; i++)
        free(finding->roots.at[i]);
    vec_free(&finding->roots);
    project_flags_free(&finding->own);
}

void project_find(const struct project_request *request, struct project *project)
{
    *project = (struct project){0};
    struct finding finding = {.request = request, .project = project};
    find_own_flags(&finding);
    if (request->database)
        find_in_database(&finding);
    for (size_t i = 0; i < request->path_count && !request->database; i++)
        add_path(&finding, request->paths[i]);
    finish(&finding);
}

// A header that no flag of a project leads to may lie in a folder that a missing import would have named.
void project_complete(const struct project_request *request, struct project *project)
{
    struct finding finding = {.request = request, .project = project};
    find_own_flags(&finding);
    for (size_t i = 0; i < project->sources.count; i++)
        vec_push(&finding.roots, memory_format("%s", project->root));
    finish(&finding);
}
