// Where a report goes: what --output asks for.
#include "cli/outputs.h"

#include "support/output.h"

#include <errno.h>

static bool complain(const char *command, const char *spec, const char *what)
{
    fprintf(stderr, "ndislint %s: --output %s: %s\n", command, spec, what);
    return false;
}

static bool unknown_format(const char *command, const char *spec, const char *name)
{
    VEC(const char *) names = {0};
    char *all = memory_format("text");
    vec_push(&names, "text");
    for (const struct report_format *format = report_formats; format->name; format++) {
        vec_push(&names, format->name);
        char *longer = memory_format("%s, %s", all, format->name);
        free(all);
        all = longer;
    }
    const char *nearest = options_nearest(name, names.at, names.count);
    char *what = nearest ? memory_format("unknown format; did you mean %s?", nearest)
                         : memory_format("unknown format; there are %s", all);
    complain(command, spec, what);
    free(what);
    free(all);
    vec_free(&names);
    return false;
}

static const struct report_format *find_format(const char *name)
{
    for (const struct report_format *format = report_formats; format->name; format++)
        if (!strcmp(format->name, name))
            return format;
    return NULL;
}

static bool check_path(const char *command, const char *spec, const char *path)
{
    char *problem = path ? output_check(path) : NULL;
    if (problem)
        complain(command, spec, problem);
    free(problem);
    return !problem;
}

static bool parse_one(const char *command, const char *spec, struct outputs *outputs)
{
    const char *colon = strchr(spec, ':');
    char *name = colon ? memory_text(spec, (size_t)(colon - spec)) : memory_text(spec, strlen(spec));
    struct output output = {find_format(name), colon && strcmp(colon + 1, "-") ? colon + 1 : NULL};
    bool known = output.format || !strcmp(name, "text");
    bool good = known ? true : unknown_format(command, spec, name);
    free(name);
    if (good && output.path && !*output.path)
        return complain(command, spec, "a file name is missing behind the colon");
    if (good && !output.format && output.path)
        return complain(command, spec, "text goes to standard output; to keep it, redirect that");
    vec_push(&outputs->at, output);
    return good && check_path(command, spec, output.path);
}

bool outputs_parse(const char *command, const struct option_list *list, struct outputs *outputs)
{
    unsigned to_stdout = 0;
    for (size_t i = 0; i < list->values.count; i++) {
        if (!parse_one(command, list->values.at[i], outputs))
            return false;
        to_stdout += !vec_last(&outputs->at).path;
        if (to_stdout > 1)
            return complain(command, list->values.at[i], "only one format can go to standard output; name a file");
    }
    if (!to_stdout)
        vec_push(&outputs->at, (struct output){0});
    return true;
}

static bool write_bytes(const char *path, const char *bytes, size_t size)
{
    if (!path)
        return fwrite(bytes, 1, size, stdout) == size; // what went wrong there, main says
    char *problem = output_write(path, bytes, size);
    if (problem)
        fprintf(stderr, "ndislint: %s\n", problem);
    free(problem);
    return !problem;
}

// A report that is not whole must not look as if it were.
static void tell_left_out(const struct output *output, const struct report_left_out *left_out)
{
    for (size_t i = 0; i < left_out->at.count; i++)
        fprintf(stderr, "ndislint: --output %s%s%s: %s\n", output->format->name, output->path ? ":" : "",
            output->path ? output->path : "", left_out->at.at[i]);
}

bool outputs_write(const struct output *output, const struct report_view *view)
{
    struct report_left_out left_out = {0};
    struct report_view listening = *view;
    listening.left_out = &left_out;
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    if (!out)
        memory_exhausted();
    output->format->write(&listening, out);
    if (fclose(out) != 0)
        memory_exhausted();
    bool written = write_bytes(output->path, bytes, size);
    tell_left_out(output, &left_out);
    view_forget_left_out(&listening);
    vec_free(&left_out.at);
    free(bytes);
    return written;
}
