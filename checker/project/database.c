// compile_commands.json: the sources that it lists and their flags.
#include "project/database.h"

#include "project/arguments.h"
#include "project/tree.h"
#include "support/file.h"
#include "support/path.h"

#include <errno.h>
#include <jansson.h>

enum { LARGEST_DATABASE = 512 << 20 };

struct database {
    const char *path;   // of the file
    char *folder, *root;
    struct project *project;
};

// The words of an entry's command, from "arguments" or "command"; none if it has neither.
static void entry_words(json_t *entry, struct project_flags *words)
{
    json_t *arguments = json_object_get(entry, "arguments");
    for (size_t i = 0; i < json_array_size(arguments); i++) {
        const char *word = json_string_value(json_array_get(arguments, i));
        if (word)
            project_flags_add(words, memory_format("%s", word), "");
    }
    const char *command = json_string_value(json_object_get(entry, "command"));
    if (!words->at.count && command)
        arguments_split(command, words);
}

static void source_add(
    struct database *database, const char *file, char *path, char *directory, const struct project_flags *words)
{
    struct project_source source = {
        .path = path, .directory = directory, .project = memory_format("%s", database->path)};
    struct arguments arguments = {
        .at = (const char *const *)words->at.at + 1,
        .count = words->at.count - 1,
        .style = arguments_style_of((const char *const *)words->at.at, words->at.count),
        .trust = ARGUMENTS_FROM_REPO,
        .directory = directory,
        .root = database->root,
        .source = file,
        .shown = database->path,
    };
    arguments_clean(&arguments, database->project, &source.flags);
    vec_push(&database->project->sources, source);
}

static void entry_read(struct database *database, json_t *entry, size_t number)
{
    const char *file = json_string_value(json_object_get(entry, "file"));
    const char *directory = json_string_value(json_object_get(entry, "directory"));
    struct project_flags words = {0};
    entry_words(entry, &words);
    if (!file || !words.at.count) {
        project_add_problem(database->project, PROJECT_BAD_DATABASE,
            memory_format("%s: entry %zu has no \"file\", or neither \"command\" nor \"arguments\": it is "
                          "left out",
                database->path, number + 1));
    } else {
        char *from = arguments_path(directory ? directory : ".", database->folder, database->root);
        char *path = arguments_path(file, from, database->root);
        bool is_source = tree_is_source(path);
        if (is_source && file_is_regular(path)) {
            source_add(database, file, path, from, &words);
            path = from = NULL;
        } else if (is_source) {
            project_add_problem(database->project, PROJECT_MISSING_SOURCE,
                memory_format("%s: entry %zu: '%s' does not exist: make the database again, or restore "
                              "the file",
                    database->path, number + 1, path));
        }
        free(path);
        free(from);
    }
    project_flags_free(&words);
}

static void database_parse(struct database *database, const char *text, size_t n)
{
    json_error_t error;
    json_t *entries = json_loadb(text, n, 0, &error);
    if (!entries) {
        project_add_problem(database->project, PROJECT_BAD_DATABASE,
            memory_format("%s:%d:%d: not valid JSON: %s: make it again (cmake "
                          "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, bear, ninja -t compdb), or give the "
                          "sources' folder instead of -p",
                database->path, error.line, error.column, error.text));
        return;
    }
    if (!json_is_array(entries))
        project_add_problem(database->project, PROJECT_BAD_DATABASE,
            memory_format("%s: it is no list of compile commands: make it again, or give the sources' "
                          "folder instead of -p",
                database->path));
    for (size_t i = 0; i < json_array_size(entries); i++)
        entry_read(database, json_array_get(entries, i), i);
    json_decref(entries);
}

void database_read(const char *path, struct project *project)
{
    char *file = file_is_folder(path) ? memory_format("%s/compile_commands.json", path) : memory_format("%s", path);
    struct database database = {.path = file, .folder = path_folder(file), .project = project};
    char *root = tree_root(database.folder);
    database.root = root ? root : memory_format("%s", database.folder);
    size_t n;
    char *text = file_read(file, LARGEST_DATABASE, &n);
    if (text)
        database_parse(&database, text, n);
    else
        project_add_problem(project, PROJECT_BAD_DATABASE,
            memory_format("%s: %s: -p takes the folder of a compile_commands.json; without one, give the "
                          "sources' folder",
                file, strerror(errno)));
    free(text);
    free(database.root);
    free(database.folder);
    free(file);
}
