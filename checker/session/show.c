// What the checker makes of sources, shown: their command lines and their lowered form.
#include "session/session.h"

#include "frontend/search.h"
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
    char *problem = pack_find(&showing->pack, options->rules);
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

// Writes TEXT to NAME in FOLDER. The path, or NULL with the reason in the run's errors; released with free().
static char *write_file(const struct showing *showing, const char *folder, const char *name, const char *text)
{
    char *path = memory_format("%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    bool written = file && fputs(text, file) != EOF;
    written = file && fclose(file) == 0 && written;
    if (written)
        return path;
    vec_push(&showing->run->errors, memory_format("%s: cannot be written; name a folder with --overlay", path));
    free(path);
    return NULL;
}

// The virtual file overlay of the sources, written to FOLDER (absolute); NULL if they need none.
static char *write_overlay(const struct showing *showing, const struct search *search, const char *folder)
{
    char *tmh = search_uses_wpp(search) ? search_tmh(search) : NULL;
    char *tmh_path = tmh ? write_file(showing, folder, "wpp.tmh", tmh) : NULL;
    char *overlay = search_overlay(search, tmh_path ? tmh_path : "/dev/null");
    char *path = overlay ? write_file(showing, folder, "overlay.json", overlay) : NULL;
    free(tmh);
    free(tmh_path);
    free(overlay);
    return path;
}

static void print_command(FILE *out, const struct flag_list *flags, const char *path)
{
    for (size_t i = 0; i < flags->at.count; i++) {
        print_word(out, flags->at.at[i]);
        fputc(' ', out);
    }
    print_word(out, path);
    fputc('\n', out);
}

static void print_commands(const struct showing *showing, const char *folder, FILE *out)
{
    const struct inputs *inputs = &showing->inputs;
    struct flags_setup setup;
    flags_setup_make(&setup, &showing->frontend);
    struct search *search = search_new(&setup, showing->frontend.wdk ? SEARCH_EVERYTHING : SEARCH_OWN);
    for (size_t i = 0; i < inputs->sources.count; i++)
        search_follow(search, &inputs->sources.at[i]);
    char *cwd = file_cwd(), *absolute = folder ? path_absolute(cwd, folder) : NULL;
    char *overlay = absolute ? write_overlay(showing, search, absolute) : NULL;
    for (size_t i = 0; i < inputs->sources.count; i++) {
        struct flag_list flags = {0};
        struct flags_own own = search_own(search, &inputs->sources.at[i]);
        flags_make(&setup, &inputs->sources.at[i], &own, overlay, &flags);
        print_command(out, &flags, inputs->sources.at[i].path);
        vec_free(&flags.at);
    }
    free(cwd);
    free(absolute);
    free(overlay);
    search_free(search);
    flags_setup_free(&setup);
}

void session_print_flags(const struct session_options *options, const char *overlay, FILE *out, struct report_run *run)
{
    struct showing showing = {.run = run};
    if (showing_open(&showing, options))
        print_commands(&showing, overlay, out);
    showing_close(&showing);
}
