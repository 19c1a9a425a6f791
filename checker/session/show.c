// What the checker makes of sources, shown: their command lines and their lowered form.
#include "session/session.h"

#include "ir/dump.h"
#include "ir/verify.h"
#include "session/collect.h"
#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/path.h"

#include <jansson.h>

struct showing {
    struct pack pack;
    struct inputs_list found;
    struct frontend_options frontend;
    struct report_run *run;
};

static bool showing_open(struct showing *showing, const struct session_options *options)
{
    char *problem = pack_find(&showing->pack, options->rules, options->rules_count);
    if (problem) {
        vec_push(&showing->run->errors, problem);
        return false;
    }
    showing->frontend =
        (struct frontend_options){.rules = showing->pack.folder, .jobs = options->jobs, .stop = options->stop};
    if (options->precompiling == SESSION_PARSED)
        showing->frontend.precompiling = FRONTEND_PARSES_WHOLE;
    return inputs_find(&showing->found, options, &showing->frontend, showing->run);
}

static void showing_close(struct showing *showing)
{
    inputs_list_free(&showing->found);
    pack_free(&showing->pack);
}

static void complain(void *run, const char *message)
{
    vec_push(&((struct report_run *)run)->errors, memory_format("internal error: broken IR: %s", message));
}

static bool has_function(const struct ir_unit *unit, const char *name)
{
    for (size_t f = 0; f < unit->functions.count; f++)
        if (unit->functions.at[f].defined && !strcmp(ir_string(unit, unit->functions.at[f].name), name))
            return true;
    return false;
}

// Whether all of the program could be lowered. FOUND: whether FUNCTION is in it.
static bool print_units(
    const struct showing *showing, const struct inputs *inputs, const char *function, FILE *out, bool *found)
{
    struct frontend_result result = {0};
    frontend_run(&showing->frontend, inputs->sources.at, inputs->sources.count, &result);
    bool whole = true;
    char *cwd = file_cwd();
    for (size_t i = 0; i < result.problems.count; i++) {
        const struct frontend_problem *problem = &result.problems.at[i];
        struct report_place place = collect_place(cwd, problem->file, problem->line, problem->column);
        vec_push(&showing->run->errors, memory_format("%s: %s", place.path ? place.path : "clang", problem->text));
        free(place.path);
    }
    for (size_t u = 0; u < result.unit_count; u++) {
        if (!result.units[u]) {
            whole = false;
            continue;
        }
        *found |= function && has_function(result.units[u], function);
        ir_dump(result.units[u], function, out);
        ir_verify(result.units[u], complain, showing->run);
    }
    free(cwd);
    frontend_result_free(&result);
    return whole;
}

bool session_print_ir(const struct session_options *options, const char *function, FILE *out, struct report_run *run)
{
    struct showing showing = {.run = run};
    bool whole = showing_open(&showing, options), found = !function;
    for (size_t i = 0; whole && i < showing.found.at.count; i++)
        whole &= print_units(&showing, &showing.found.at.at[i], function, out, &found);
    if (whole && !found)
        vec_push(&run->errors, memory_format("%s: no function of this name is defined here", function));
    showing_close(&showing);
    return whole;
}

// Quotes for a shell what a shell would take apart.
static void print_word(FILE *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./,:@%";
    if (*word && word[strspn(word, plain)] == 0) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++)
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, 0}, out);
    fputc('\'', out);
}

static void print_command(void *out, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        print_word(out, words[i]);
        fputc(i + 1 < count ? ' ' : '\n', out);
    }
}

// The sources of all programs together: the files that clang sees beside the disk are made once for all of them.
struct all_sources {
    VEC(struct frontend_source) parsed;
    VEC(const struct project_source *) found; // beside each
};

static void list_sources(const struct showing *showing, struct all_sources *all)
{
    for (size_t i = 0; i < showing->found.at.count; i++) {
        const struct inputs *inputs = &showing->found.at.at[i];
        for (size_t k = 0; k < inputs->sources.count; k++) {
            vec_push(&all->parsed, inputs->sources.at[k]);
            vec_push(&all->found, &inputs->project.sources.at[k]);
        }
    }
}

static void show_commands(const struct showing *showing, const struct all_sources *all, const char *folder,
    void (*show)(void *subject, const char *const *words, size_t count), void *subject)
{
    char *cwd = file_cwd(), *absolute = folder ? path_absolute(cwd, folder) : NULL;
    char *problem = frontend_show(&showing->frontend, all->parsed.at, all->parsed.count, absolute, show, subject);
    if (problem)
        vec_push(&showing->run->errors, memory_format("%s: name another folder with --overlay", problem));
    free(problem);
    free(absolute);
    free(cwd);
}

void session_commands(const struct session_options *options, const char *overlay,
    void (*show)(void *subject, const char *const *words, size_t count), void *subject, struct report_run *run)
{
    struct showing showing = {.run = run};
    struct all_sources all = {0};
    if (showing_open(&showing, options)) {
        list_sources(&showing, &all);
        show_commands(&showing, &all, overlay, show, subject);
    }
    vec_free(&all.parsed);
    vec_free(&all.found);
    showing_close(&showing);
}

void session_print_flags(const struct session_options *options, const char *overlay, FILE *out, struct report_run *run)
{
    session_commands(options, overlay, print_command, out, run);
}

// A compile_commands.json in the making.
struct compdb {
    json_t *entries;
    struct all_sources all;
    size_t next; // of the sources
};

static void add_entry(void *subject, const char *const *words, size_t count)
{
    struct compdb *compdb = subject;
    const struct project_source *source = compdb->all.found.at[compdb->next++];
    json_t *arguments = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(arguments, json_string(words[i]));
    json_t *entry = json_object();
    json_object_set_new(entry, "directory", json_string(source->directory));
    json_object_set_new(entry, "file", json_string(source->path));
    json_object_set_new(entry, "arguments", arguments);
    json_array_append_new(compdb->entries, entry);
}

void session_print_compdb(const struct session_options *options, const char *overlay, FILE *out, struct report_run *run)
{
    struct showing showing = {.run = run};
    struct compdb compdb = {.entries = json_array()};
    if (showing_open(&showing, options)) {
        list_sources(&showing, &compdb.all);
        show_commands(&showing, &compdb.all, overlay, add_entry, &compdb);
        if (json_dumpf(compdb.entries, out, JSON_INDENT(2)) == 0)
            fputc('\n', out);
    }
    json_decref(compdb.entries);
    vec_free(&compdb.all.parsed);
    vec_free(&compdb.all.found);
    showing_close(&showing);
}
