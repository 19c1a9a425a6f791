// Units that were compiled before, in place of sources.
#include "session/units.h"

#include "session/cache.h"
#include "support/file.h"
#include "support/path.h"

#include <errno.h>

static const char extension[] = ".nir";

bool units_are_named(const struct session_options *options)
{
    for (size_t i = 0; i < options->path_count; i++)
        if (path_has_extension(options->paths[i], extension))
            return true;
    return false;
}

static void complain(struct report_run *run, const char *path, const char *what)
{
    vec_push(&run->errors, memory_format("%s: %s", path, what));
}

// Lines of a report that come from a text that is another one now would be wrong.
static void compare_source(struct inputs *inputs, const struct compiled *compiled, const char *path)
{
    enum { LARGEST_SOURCE = 64 << 20 };
    size_t n;
    char *text = file_read(compiled->source, LARGEST_SOURCE, &n);
    if (text && !digest_equal(digest_of(text, n), compiled->text))
        vec_push(&inputs->missing,
            memory_format("%s has changed since %s was made of it: compile it again", compiled->source, path));
    free(text);
}

static void read_unit(struct inputs *inputs, const char *path, struct report_run *run)
{
    enum { LARGEST_UNIT = 1 << 30 };
    size_t n;
    char *bytes = file_read(path, LARGEST_UNIT, &n);
    struct compiled compiled = {0};
    if (!path_has_extension(path, extension))
        complain(run, path, "units and sources are not checked together: compile it, or name sources alone");
    else if (!bytes)
        complain(run, path, strerror(errno));
    else {
        const char *problem = compiled_read(bytes, n, cache_edition(), &compiled);
        if (problem)
            complain(run, path, problem);
        else {
            compare_source(inputs, &compiled, path);
            vec_push(&inputs->compiled, compiled);
        }
    }
    free(bytes);
}

static int compare_units(const void *a, const void *b)
{
    return strcmp(((const struct compiled *)a)->source, ((const struct compiled *)b)->source);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

// Whether the units can be one program.
static void check_units(const struct inputs *inputs, struct report_run *run)
{
    for (size_t i = 1; i < inputs->compiled.count; i++) {
        const struct compiled *one = &inputs->compiled.at[i - 1], *next = &inputs->compiled.at[i];
        if (!strcmp(one->source, next->source))
            complain(run, one->source, "two units were made of it: give one of them");
        if (!same_text(one->wdk, next->wdk))
            complain(
                run, next->source, "its unit was made with other Windows headers than others: compile all with one");
    }
}

static char *units_name(const struct session_options *options)
{
    if (options->path_count == 1)
        return memory_format("%s", options->paths[0]);
    return memory_format("%s and %zu more", options->paths[0], options->path_count - 1);
}

// What the rest of the session asks of a program.
static void describe(struct inputs *inputs, const struct session_options *options)
{
    for (size_t i = 0; i < inputs->compiled.count; i++) {
        vec_push(&inputs->sources, (struct frontend_source){inputs->compiled.at[i].source, NULL, 0});
        vec_push(&inputs->named, false);
    }
    char *folder = path_folder(inputs->sources.at[0].path);
    inputs->project.root = project_root(folder);
    inputs->name = units_name(options);
    free(folder);
}

bool units_find(struct inputs_list *list, const struct session_options *options, struct frontend_options *frontend,
    struct report_run *run)
{
    struct inputs inputs = {0};
    for (size_t i = 0; i < options->path_count; i++)
        read_unit(&inputs, options->paths[i], run);
    if (inputs.compiled.count)
        qsort(inputs.compiled.at, inputs.compiled.count, sizeof *inputs.compiled.at, compare_units);
    check_units(&inputs, run);
    if (run->errors.count) {
        inputs_free(&inputs);
        return false;
    }
    describe(&inputs, options);
    const char *wdk = inputs.compiled.at[0].wdk;
    list->wdk = wdk ? memory_format("%s", wdk) : NULL;
    frontend->wdk = list->wdk;
    vec_push(&list->at, inputs);
    return true;
}

void units_take(const struct inputs *inputs, struct frontend_result *result)
{
    compiled_join(inputs->compiled.at, inputs->compiled.count, result);
}
