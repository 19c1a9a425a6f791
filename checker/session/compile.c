// One source as a file that can be checked in its place.
#include "session/session.h"

#include "session/cache.h"
#include "session/collect.h"
#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/output.h"

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// PATH as a rule of make has it, which ninja reads too.
static void add_path(struct bytes *rule, const char *path)
{
    for (; *path; path++) {
        if (*path == ' ' || *path == '#')
            bytes_add(rule, "\\", 1);
        if (*path == '$')
            bytes_add(rule, "$", 1);
        bytes_add(rule, path, 1);
    }
}

static char *write_dependencies(const struct compiled *compiled, const char *output, const char *path)
{
    struct bytes rule = {0};
    size_t count;
    char *const *files = compiled_files(compiled, &count);
    VEC(const char *) sorted = {0};
    vec_push(&sorted, compiled->source);
    for (size_t i = 0; i < count; i++)
        vec_push(&sorted, files[i]);
    qsort(sorted.at, sorted.count, sizeof *sorted.at, compare_texts);
    add_path(&rule, output);
    bytes_add(&rule, ":", 1);
    for (size_t i = 0; i < sorted.count; i++)
        if ((!i || strcmp(sorted.at[i - 1], sorted.at[i]) != 0) && file_is_regular(sorted.at[i])) {
            bytes_add(&rule, " \\\n  ", 5);
            add_path(&rule, sorted.at[i]);
        }
    bytes_add(&rule, "\n", 1);
    char *problem = output_write(path, rule.at, rule.count);
    vec_free(&sorted);
    free(rule.at);
    return problem;
}

static char *write_unit(const struct compiled *compiled, const char *output)
{
    struct bytes bytes = {0};
    compiled_write(compiled, cache_edition(), &bytes);
    char *problem = output_write(output, bytes.at, bytes.count);
    free(bytes.at);
    return problem;
}

// What is wrong with the source: with a unit, the check will say it again.
static bool tell(struct frontend_result *result, struct report_run *run)
{
    bool made = result->units[0];
    char *cwd = file_cwd();
    for (size_t i = 0; i < result->problems.count; i++) {
        const struct frontend_problem *problem = &result->problems.at[i];
        struct report_place place = collect_place(cwd, problem->file, problem->line, problem->column);
        char *words = memory_format("%s: %s", place.path ? place.path : "clang", problem->text);
        bool users = problem->kind == FRONTEND_REFUSED || problem->kind == FRONTEND_UNREADABLE;
        if (users && !made)
            vec_push(&run->errors, words);
        else
            vec_push(&run->notes, words);
        free(place.path);
    }
    free(cwd);
    return made;
}

static bool compile_source(const struct frontend_options *options, const struct frontend_source *source,
    const char *output, const char *dependencies, struct report_run *run)
{
    struct compiled compiled = {0};
    struct frontend_result result;
    compiled_make(options, source, &compiled);
    char *problem = NULL;
    if (compiled_is_made(&compiled))
        problem = write_unit(&compiled, output);
    if (!problem && dependencies)
        problem = write_dependencies(&compiled, output, dependencies);
    compiled_join(&compiled, 1, &result);
    bool made = tell(&result, run);
    if (problem)
        vec_push(&run->errors, problem);
    frontend_result_free(&result);
    return made && !problem;
}

// The one source that is named.
static const struct frontend_source *only_source(const struct inputs_list *found, struct report_run *run)
{
    if (found->at.count == 1 && found->at.at[0].sources.count == 1 && !found->at.at[0].compiled.count)
        return &found->at.at[0].sources.at[0];
    vec_push(&run->errors, memory_format("compile takes one source file at a time"));
    return NULL;
}

bool session_compile(
    const struct session_options *options, const char *output, const char *dependencies, struct report_run *run)
{
    struct pack pack = {0};
    struct inputs_list found = {0};
    bool made = false;
    char *problem = pack_find(&pack, options->rules, options->rules_count);
    if (problem)
        vec_push(&run->errors, problem);
    struct frontend_options frontend = {.rules = pack.folder, .jobs = 1, .mentions = FRONTEND_WITH_MENTIONS};
    if (!problem && inputs_find(&found, options, &frontend, run)) {
        const struct frontend_source *source = only_source(&found, run);
        made = source && compile_source(&frontend, source, output, dependencies, run);
    }
    inputs_list_free(&found);
    pack_free(&pack);
    return made;
}
