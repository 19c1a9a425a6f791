// What the checker makes of sources, shown: their command lines and their lowered form.
#include "session/session.h"

#include "ir/dump.h"
#include "ir/verify.h"
#include "session/collect.h"
#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/path.h"

struct showing {
    struct pack pack;
    struct inputs inputs;
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
    showing->frontend = (struct frontend_options){
        .rules = showing->pack.folder, .wdk = options->wdk, .jobs = options->jobs, .stop = options->stop};
    problem = options->wdk ? frontend_check_wdk(options->wdk) : NULL;
    if (problem) {
        vec_push(&showing->run->errors, problem);
        return false;
    }
    return inputs_collect(&showing->inputs, options, &showing->frontend, showing->run);
}

static void showing_close(struct showing *showing)
{
    inputs_free(&showing->inputs);
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

static bool print_units(const struct showing *showing, const char *function, FILE *out)
{
    struct frontend_result result = {0};
    frontend_run(&showing->frontend, showing->inputs.sources.at, showing->inputs.sources.count, &result);
    bool whole = true, found = !function;
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
        found |= function && has_function(result.units[u], function);
        ir_dump(result.units[u], function, out);
        ir_verify(result.units[u], complain, showing->run);
    }
    if (!found)
        vec_push(&showing->run->errors, memory_format("%s: no function of this name is defined here", function));
    free(cwd);
    frontend_result_free(&result);
    return whole;
}

bool session_print_ir(const struct session_options *options, const char *function, FILE *out, struct report_run *run)
{
    struct showing showing = {.run = run};
    bool whole = showing_open(&showing, options) && print_units(&showing, function, out);
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

static void show_commands(const struct showing *showing, const char *folder,
    void (*show)(void *subject, const char *const *words, size_t count), void *subject)
{
    char *cwd = file_cwd(), *absolute = folder ? path_absolute(cwd, folder) : NULL;
    char *problem = frontend_show(
        &showing->frontend, showing->inputs.sources.at, showing->inputs.sources.count, absolute, show, subject);
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
    if (showing_open(&showing, options))
        show_commands(&showing, overlay, show, subject);
    showing_close(&showing);
}

void session_print_flags(const struct session_options *options, const char *overlay, FILE *out, struct report_run *run)
{
    session_commands(options, overlay, print_command, out, run);
}
