// Which drivers there are, and why; how one source is compiled, and why.
#include "session/session.h"

#include "session/inputs.h"
#include "session/pack.h"
#include "support/file.h"
#include "support/path.h"

#include <ctype.h>

struct listing {
    const struct session_options *options;
    struct pack pack;
    struct inputs_list found;
    FILE *out;
    char *cwd;
};

static bool listing_open(struct listing *listing, struct report_run *run)
{
    const struct session_options *options = listing->options;
    char *problem = pack_find(&listing->pack, options->rules, options->rules_count);
    struct frontend_options frontend = {.rules = listing->pack.folder};
    listing->cwd = file_cwd();
    if (problem)
        vec_push(&run->errors, problem);
    return !problem && inputs_find(&listing->found, options, &frontend, run);
}

static void listing_close(struct listing *listing)
{
    inputs_list_free(&listing->found);
    pack_free(&listing->pack);
    free(listing->cwd);
}

static void print_path(const struct listing *listing, const char *path)
{
    char *shown = path_shown(listing->cwd, path);
    fputs(shown, listing->out);
    free(shown);
}

// A problem's text with the paths in it as the user would write them.
static void print_text(const struct listing *listing, const char *text)
{
    size_t n = strlen(listing->cwd);
    while (*text) {
        bool here = n > 1 && strncmp(text, listing->cwd, n) == 0 && text[n] == '/';
        text += here ? n + 1 : 0;
        fputc(*text, listing->out);
        text += *text != '\0';
    }
}

static void print_program(const struct listing *listing, const struct inputs *inputs)
{
    const struct project *project = &inputs->project;
    FILE *out = listing->out;
    fprintf(out, "%s: %s\n", inputs->name, project->why ? project->why : "sources that were named");
    if (project->file)
        fprintf(out, "  compile items: %zu, of which %zu are there\n", project->items, project->resolved);
    else
        fprintf(out, "  sources: %zu\n", project->sources.count);
    for (size_t i = 0; i < project->libraries.count; i++) {
        fputs("  links ", out);
        print_path(listing, project->libraries.at[i]);
        fputc('\n', out);
    }
    for (size_t i = 0; i < project->problems.count; i++) {
        fputs(project->problems.at[i].kind == PROJECT_MISSING_SOURCE ? "  missing: " : "  note: ", out);
        print_text(listing, project->problems.at[i].text);
        fputc('\n', out);
    }
}

static void print_left_out(const struct listing *listing)
{
    if (listing->found.left_out.count)
        fputs("not checked by themselves:\n", listing->out);
    for (size_t i = 0; i < listing->found.left_out.count; i++) {
        const struct project_left_out *left_out = &listing->found.left_out.at[i];
        fputs("  ", listing->out);
        print_path(listing, left_out->path);
        fputs(": ", listing->out);
        print_text(listing, left_out->why);
        fprintf(listing->out, " (compile items: %zu, of which %zu are there)\n", left_out->items, left_out->resolved);
    }
}

void session_print_projects(const struct session_options *options, FILE *out, struct report_run *run)
{
    struct listing listing = {.options = options, .out = out};
    bool opened = listing_open(&listing, run);
    for (size_t i = 0; i < listing.found.at.count; i++)
        print_program(&listing, &listing.found.at.at[i]);
    print_left_out(&listing);
    if (opened)
        fprintf(out, "headers: %s\n", listing.found.wdk ? listing.found.wdk : "fallback headers in place of a WDK");
    listing_close(&listing);
}

// ---- one source ----

static void print_flag(const struct listing *listing, const struct project_flags *flags, size_t i)
{
    fputs("  ", listing->out);
    print_text(listing, flags->at.at[i]);
    fputs("\t", listing->out);
    print_text(listing, flags->origins.at[i]);
    fputc('\n', listing->out);
}

static void print_source(
    const struct listing *listing, const struct inputs *inputs, const struct project_source *source)
{
    fprintf(listing->out, "%s: ", source->shown);
    if (source->project)
        print_path(listing, source->project);
    else
        fputs("in no project: its include paths are guessed", listing->out);
    if (inputs->project.configuration)
        fprintf(listing->out, ", %s", inputs->project.configuration);
    if (inputs->project.file && source->project && strcmp(inputs->project.file, source->project) != 0) {
        fputs(", linked into ", listing->out);
        print_path(listing, inputs->project.file);
    }
    fputc('\n', listing->out);
    for (size_t i = 0; i < source->flags.at.count; i++)
        print_flag(listing, &source->flags, i);
}

static bool is_asked_for(const struct listing *listing, const char *path)
{
    bool asked = false;
    for (size_t i = 0; i < listing->options->path_count && !asked; i++) {
        char *absolute = path_absolute(listing->cwd, listing->options->paths[i]);
        asked = path_is_below(path, absolute);
        free(absolute);
    }
    return asked;
}

// The programs of the repository that FILE lies in: each of them may compile it in its own way.
static void find_programs(struct listing *listing, struct report_run *run)
{
    const struct session_options *options = listing->options;
    char *path = path_absolute(listing->cwd, options->path_count ? options->paths[0] : ".");
    char *folder = path_folder(path), *above = project_folder(path);
    char *root = above ? above : project_root(folder);
    const char *paths[] = {root};
    struct session_options whole = *options;
    struct report_run ignored = {0};
    struct frontend_options frontend = {.rules = listing->pack.folder};
    whole.paths = paths;
    whole.path_count = 1;
    inputs_list_free(&listing->found);
    listing->found = (struct inputs_list){0};
    inputs_find(&listing->found, &whole, &frontend, &ignored);
    report_run_free(&ignored);
    free(root);
    free(folder);
    free(path);
    (void)run;
}

static size_t print_sources(const struct listing *listing)
{
    size_t printed = 0;
    for (size_t i = 0; i < listing->found.at.count; i++) {
        const struct inputs *inputs = &listing->found.at.at[i];
        for (size_t k = 0; k < inputs->project.sources.count; k++)
            if (is_asked_for(listing, inputs->project.sources.at[k].path)) {
                print_source(listing, inputs, &inputs->project.sources.at[k]);
                printed++;
            }
    }
    return printed;
}

void session_print_why(const struct session_options *options, FILE *out, struct report_run *run)
{
    struct listing listing = {.options = options, .out = out};
    bool opened = listing_open(&listing, run); // a file that is not there is an error
    if (opened && !options->project && !options->commands)
        find_programs(&listing, run);
    if (opened && !print_sources(&listing))
        vec_push(&run->errors, memory_format("no driver project compiles it: `ndislint projects` lists them"));
    listing_close(&listing);
}
