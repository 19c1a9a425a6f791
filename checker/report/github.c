// Annotations of a GitHub workflow ("Workflow commands for GitHub Actions"). Ten of a kind are shown for each step, so
// the worst come first, and a line at the end counts them all.
#include "report/format.h"

static const char *command_of(enum report_level level)
{
    return level == REPORT_NOTE ? "notice" : report_level_name(level);
}

// What ends a command, and in properties what ends one of them, is written as %XX.
static void print_escaped(FILE *out, const char *text, const char *special)
{
    char *clean = view_text(text);
    for (const char *c = clean; *c; c++)
        if (strchr(special, *c))
            fprintf(out, "%%%02X", (unsigned char)*c);
        else
            fputc(*c, out);
    free(clean);
}

static void print_command(const struct report_view *view, FILE *out, enum report_level level,
    const struct report_place *place, const char *title, const char *text)
{
    static const char in_property[] = "%\r\n:,";
    fprintf(out, "::%s ", command_of(level));
    if (place && place->path) {
        char *path = view_path(view, place->path);
        struct view_columns columns = view_columns(view, place);
        fputs("file=", out);
        print_escaped(out, path, in_property);
        fprintf(
            out, ",line=%u,endLine=%u,col=%zu,endColumn=%zu,", place->line, place->line, columns.begin, columns.end);
        free(path);
    }
    fputs("title=", out);
    print_escaped(out, title, in_property);
    fputs("::", out);
    print_escaped(out, text, "%\r\n");
    fputc('\n', out);
}

static unsigned print_level(const struct report_view *view, FILE *out, enum report_level level)
{
    unsigned count = 0;
    for (size_t d = 0; d < view->run->drivers.count; d++) {
        const struct report_driver *driver = &view->run->drivers.at[d];
        for (size_t i = 0; i < driver->findings.count; i++) {
            const struct report_finding *finding = &driver->findings.at[i];
            if (finding->level != level)
                continue;
            struct report_place place = view_place(driver, &finding->place);
            print_command(view, out, level, &place, finding->rule, finding->message);
            count++;
        }
    }
    return count;
}

static void print_verdict(const struct report_view *view, FILE *out, const struct report_driver *driver)
{
    char *verdict = view_verdict(driver), *text = memory_format("%s: %s", driver->name, verdict);
    if (driver->reasons.count) {
        struct report_place place = view_place(driver, &driver->reasons.at[0].place);
        print_command(view, out, REPORT_WARNING, &place, "ndislint: incomplete", text);
    } else if (report_verdict_of(driver) == REPORT_NOT_APPLICABLE) {
        print_command(view, out, REPORT_NOTE, NULL, "ndislint: not applicable", text);
    }
    free(verdict);
    free(text);
}

void github_write(const struct report_view *view, FILE *out)
{
    const struct report_run *run = view->run;
    for (size_t i = 0; i < run->errors.count; i++)
        print_command(view, out, REPORT_ERROR, NULL, "ndislint", run->errors.at[i]);
    if (run->errors.count)
        return;
    for (size_t d = 0; d < run->drivers.count; d++)
        print_verdict(view, out, &run->drivers.at[d]);
    unsigned errors = print_level(view, out, REPORT_ERROR), warnings = print_level(view, out, REPORT_WARNING);
    unsigned notes = print_level(view, out, REPORT_NOTE);
    for (size_t i = 0; i < run->remarks.count; i++) {
        struct report_place place = view_place(&(struct report_driver){0}, &run->remarks.at[i].place);
        print_command(view, out, run->remarks.at[i].level, &place, "ndislint", run->remarks.at[i].text);
    }
    for (size_t d = 0; d < run->drivers.count; d++) {
        char *verdict = view_verdict(&run->drivers.at[d]);
        fputs("ndislint: ", out);
        excerpt_print_text(out, run->drivers.at[d].name);
        fputs(": ", out);
        excerpt_print_text(out, verdict);
        fputc('\n', out);
        free(verdict);
    }
    fprintf(out, "ndislint: errors: %u, warnings: %u, notes: %u\n", errors, warnings, notes);
}
