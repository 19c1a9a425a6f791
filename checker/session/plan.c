// How a build engine checks the drivers: compile each source, check the units of each driver.
#include "session/plan.h"

#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <ctype.h>
#include <jansson.h>

struct plan {
    const struct session_plan *asked;
    struct pack pack;
    struct inputs_list found;
    FILE *out;
    char *cwd;
    VEC(char *) labels; // of the drivers, each once
};

// ---- words ----

// WORD as one word of a shell.
static char *quoted(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
    struct bytes text = {0};
    if (*word && !word[strspn(word, plain)])
        return memory_format("%s", word);
    bytes_add(&text, "'", 1);
    for (; *word; word++)
        bytes_add(&text, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    bytes_add(&text, "'", 2); // with the end of the text
    return (char *)text.at;
}

// TEXT as a value of a ninja variable.
static void put_value(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '$')
            fputc('$', out);
        fputc(*text == '\n' ? ' ' : *text, out);
    }
}

static void put_word(FILE *out, const char *word)
{
    char *text = quoted(word);
    fputc(' ', out);
    put_value(out, text);
    free(text);
}

// PATH where ninja expects one.
static void put_path(FILE *out, const char *path)
{
    fputc(' ', out);
    for (; *path; path++) {
        if (*path == '$' || *path == ' ' || *path == ':')
            fputc('$', out);
        fputc(*path, out);
    }
}

// ---- names ----

static char *label_for(const struct plan *plan, const char *name)
{
    char *label = memory_format("%s", name);
    for (char *c = label; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-_.", *c))
            *c = '_';
    for (size_t i = 0; i < plan->labels.count; i++)
        if (!strcmp(plan->labels.at[i], label)) {
            char *other = memory_format("%s-%zu", label, plan->labels.count);
            free(label);
            label = other;
            i = (size_t)-1;
        }
    return label;
}

static void name_drivers(struct plan *plan)
{
    for (size_t i = 0; i < plan->found.at.count; i++) {
        char *label = label_for(plan, plan->found.at.at[i].name);
        vec_push(&plan->labels, label);
    }
}

// Where the unit of source SOURCE of driver DRIVER goes.
static char *unit_path(const struct plan *plan, size_t driver, size_t source)
{
    const struct inputs *inputs = &plan->found.at.at[driver];
    const char *path = inputs->sources.at[source].path, *root = inputs->project.root;
    bool below = root && strcmp(root, "/") != 0 && path_is_below(path, root) && strlen(path) > strlen(root);
    return memory_format(
        "ndislint-build/%s/%s.nir", plan->labels.at[driver], below ? path + strlen(root) + 1 : path + 1);
}

// ---- ninja ----

static void put_check_arguments(const struct plan *plan)
{
    for (size_t i = 0; i < plan->asked->check_arguments.count; i++)
        put_word(plan->out, plan->asked->check_arguments.at[i]);
}

static void put_rules(const struct plan *plan)
{
    FILE *out = plan->out;
    fputs("# Written by `ndislint plan --format ninja`: write it again when a source or a project file is added.\n"
          "ninja_required_version = 1.5\n\nrule compile\n  command =",
        out);
    put_word(out, plan->asked->program);
    fputs(" compile --as-given --no-config", out);
    if (plan->found.wdk) {
        fputs(" --wdk", out);
        put_word(out, plan->found.wdk);
    }
    for (size_t i = 0; i < plan->asked->rules.count; i++) {
        fputs(" --rules", out);
        put_word(out, plan->asked->rules.at[i]);
    }
    fputs(" --depfile $out.d $in -o $out -- $flags\n  depfile = $out.d\n  deps = gcc\n"
          "  description = compile $in\n\nrule check\n  command =",
        out);
    put_word(out, plan->asked->program);
    fputs(" check", out);
    put_check_arguments(plan);
    fputs(" --output text --output sarif:$out $in$also\n  description = check $driver\n", out);
}

// Whatever models are made of: a driver is checked again when it changes.
static void put_pack(const struct plan *plan, struct folder_cache *folders, const char *folder)
{
    for (const char *const *name = folder_names(folders, folder); *name; name++) {
        char *path = memory_format("%s/%s", folder, *name);
        bool counts =
            path_has_extension(path, ".c") || path_has_extension(path, ".h") || path_has_extension(path, ".yaml");
        if (counts && file_is_regular(path))
            put_path(plan->out, path);
        free(path);
    }
}

static void put_packs(const struct plan *plan)
{
    struct folder_cache *folders = folder_cache_new();
    fputs("build ndislint-build/ndislint: phony", plan->out);
    put_path(plan->out, plan->asked->program);
    put_pack(plan, folders, plan->pack.folder);
    for (size_t i = 0; i < plan->pack.added.count; i++)
        put_pack(plan, folders, plan->pack.added.at[i]);
    if (plan->asked->config)
        put_path(plan->out, plan->asked->config);
    fputs("\n", plan->out);
    folder_cache_free(folders);
}

static void put_source(const struct plan *plan, size_t driver, size_t source)
{
    const struct frontend_source *from = &plan->found.at.at[driver].sources.at[source];
    char *unit = unit_path(plan, driver, source);
    fputs("build", plan->out);
    put_path(plan->out, unit);
    fputs(": compile", plan->out);
    put_path(plan->out, from->path);
    fputs(" |", plan->out);
    put_path(plan->out, plan->asked->program);
    fputs("\n  flags =", plan->out);
    for (size_t i = 0; i < from->flag_count; i++)
        put_word(plan->out, from->flags[i]);
    fputc('\n', plan->out);
    free(unit);
}

// What is missing makes a check incomplete, whatever the rest is.
static void put_missing(const struct plan *plan, const struct inputs *inputs)
{
    struct bytes words = {0};
    if (!inputs->missing.count)
        return;
    for (size_t i = 0; i < inputs->missing.count; i++) {
        char *text = memory_format("%s: incomplete: %s\n", inputs->name, inputs->missing.at[i]);
        bytes_add(&words, text, strlen(text));
        free(text);
    }
    words.at[words.count - 1] = 0; // for the last line's end
    fputs("  also =  && { printf '%s\\n'", plan->out);
    put_word(plan->out, (const char *)words.at);
    fputs(" >&2; exit 3; }\n", plan->out);
    free(words.at);
}

static void put_driver(const struct plan *plan, size_t driver)
{
    const struct inputs *inputs = &plan->found.at.at[driver];
    for (size_t k = 0; k < inputs->sources.count; k++)
        put_source(plan, driver, k);
    fprintf(plan->out, "build ndislint-build/%s.sarif: check", plan->labels.at[driver]);
    for (size_t k = 0; k < inputs->sources.count; k++) {
        char *unit = unit_path(plan, driver, k);
        put_path(plan->out, unit);
        free(unit);
    }
    fputs(" | ndislint-build/ndislint\n  driver = ", plan->out);
    put_value(plan->out, inputs->name);
    fputc('\n', plan->out);
    put_missing(plan, inputs);
    fprintf(plan->out, "default ndislint-build/%s.sarif\n", plan->labels.at[driver]);
}

static void put_ninja(const struct plan *plan)
{
    put_rules(plan);
    fputc('\n', plan->out);
    put_packs(plan);
    for (size_t i = 0; i < plan->found.at.count; i++) {
        fputc('\n', plan->out);
        put_driver(plan, i);
    }
}

// ---- GitHub ----

static json_t *text_of(const struct plan *plan, const char *path)
{
    char *shown = path ? path_shown(plan->cwd, path) : NULL;
    json_t *text = json_string(shown ? shown : "");
    free(shown);
    return text;
}

// The strategy's matrix of a workflow: one job for each driver.
static void put_matrix(const struct plan *plan)
{
    json_t *jobs = json_array();
    for (size_t i = 0; i < plan->found.at.count; i++) {
        const struct inputs *inputs = &plan->found.at.at[i];
        json_t *job = json_object();
        json_object_set_new(job, "driver", json_string(plan->labels.at[i]));
        json_object_set_new(job, "path", json_string(inputs->project.file ? "" : inputs->name));
        json_object_set_new(job, "project", text_of(plan, inputs->project.file));
        json_object_set_new(
            job, "configuration", json_string(inputs->project.configuration ? inputs->project.configuration : ""));
        json_array_append_new(jobs, job);
    }
    json_t *matrix = json_pack("{s:o}", "include", jobs);
    json_dumpf(matrix, plan->out, JSON_COMPACT);
    fputc('\n', plan->out);
    json_decref(matrix);
}

// ---- both ----

static bool open_plan(struct plan *plan, const struct session_options *options, struct report_run *run)
{
    char *problem = pack_find(&plan->pack, options->rules, options->rules_count);
    struct frontend_options frontend = {.rules = plan->pack.folder};
    plan->cwd = file_cwd();
    if (problem)
        vec_push(&run->errors, problem);
    if (problem || !inputs_find(&plan->found, options, &frontend, run))
        return false;
    if (plan->found.at.count && plan->found.at.at[0].compiled.count)
        vec_push(&run->errors, memory_format("units are compiled already: name sources, folders or projects"));
    return !run->errors.count;
}

void session_print_plan(
    const struct session_options *options, const struct session_plan *asked, FILE *out, struct report_run *run)
{
    struct plan plan = {.asked = asked, .out = out};
    if (open_plan(&plan, options, run)) {
        name_drivers(&plan);
        if (asked->format == SESSION_PLAN_NINJA)
            put_ninja(&plan);
        else
            put_matrix(&plan);
    }
    for (size_t i = 0; i < plan.labels.count; i++)
        free(plan.labels.at[i]);
    vec_free(&plan.labels);
    inputs_list_free(&plan.found);
    pack_free(&plan.pack);
    free(plan.cwd);
}
