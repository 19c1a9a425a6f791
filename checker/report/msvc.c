// What Visual Studio's error list and MSBuild read: origin(line,column): category code: text ("Visual Studio
// diagnostic format", Microsoft).
#include "report/format.h"

static void print_origin(FILE *out, const struct report_place *place)
{
    excerpt_print_text(out, place->path);
    if (place->line)
        fprintf(out, "(%u,%u)", place->line, place->column ? place->column : 1);
}

// CODE has no blanks in it; a note has none. PLACE without a path: the tool itself.
static void print_line(const struct report_view *view, FILE *out, const struct report_place *place,
    const char *category, const char *code, const char *text)
{
    if (place && place->path) {
        struct report_place shown = *place;
        const struct excerpt_file *file = excerpt_open(view->sources, place->path);
        shown.column = (uint32_t)excerpt_unit(file, place->line, place->column);
        print_origin(out, &shown);
    } else {
        fputs("ndislint", out);
    }
    fprintf(out, ": %s%s%s: ", category, code ? " " : "", code ? code : "");
    excerpt_print_text(out, text);
    fputc('\n', out);
}

// Visual Studio knows errors and warnings; what it calls a message stands below them as a note.
static const char *category_of(enum report_level level)
{
    return level == REPORT_NOTE ? "message" : report_level_name(level);
}

static void print_finding(
    const struct report_view *view, FILE *out, const struct report_driver *driver, const struct report_finding *finding)
{
    struct report_place place = view_place(driver, &finding->place);
    print_line(view, out, &place, category_of(finding->level), finding->rule, finding->message);
    for (size_t i = 0; i < finding->steps.count; i++) {
        char *words = memory_format("(%zu) %s", i + 1, finding->steps.at[i].message);
        print_line(view, out, &finding->steps.at[i].place, "note", NULL, words);
        free(words);
    }
    for (size_t i = 0; i < finding->others.count; i++)
        print_line(view, out, &finding->others.at[i], "note", NULL, "and on another path here");
}

static void print_driver(const struct report_view *view, FILE *out, const struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        print_finding(view, out, driver, &driver->findings.at[i]);
    for (size_t i = 0; i < driver->reasons.count; i++)
        print_line(
            view, out, &driver->reasons.at[i].place, "warning", "ndislint-incomplete", driver->reasons.at[i].text);
    char *verdict = view_verdict(driver), *text = memory_format("%s: %s", driver->name, verdict);
    print_line(view, out, NULL, "message", "ndislint-verdict", text);
    free(verdict);
    free(text);
}

void msvc_write(const struct report_view *view, FILE *out)
{
    const struct report_run *run = view->run;
    for (size_t i = 0; i < run->errors.count; i++)
        print_line(view, out, NULL, "error", "ndislint-error", run->errors.at[i]);
    for (size_t d = 0; d < run->drivers.count && !run->errors.count; d++)
        print_driver(view, out, &run->drivers.at[d]);
    for (size_t i = 0; i < run->remarks.count; i++)
        print_line(view, out, &run->remarks.at[i].place, category_of(run->remarks.at[i].level), "ndislint-remark",
            run->remarks.at[i].text);
}
