// The text format: findings as clang prints its diagnostics, then one line with the verdict.
#include "report/text.h"

#define BOLD "\033[1m"
#define OFF "\033[0m"

// One missing header can leave hundreds of errors behind: the first ones tell what to do.
enum { REASON_LIMIT = 12 };

static const char *const level_colours[] = {"\033[1;36m", "\033[1;35m", "\033[1;31m"};
static const char caret_colour[] = "\033[1;32m";

static const char *if_coloured(const struct text_output *text, const char *code)
{
    return text->colour == TEXT_COLOURED ? code : "";
}

void text_print_place(const struct text_output *text, const struct report_place *place)
{
    if (!place->path)
        return;
    excerpt_print_text(text->out, place->path);
    if (place->line)
        fprintf(text->out, ":%u", place->line);
    if (place->line && place->column)
        fprintf(text->out, ":%u", place->column);
    fputs(": ", text->out);
}

// "file:line:col: level: " in the colours of the level.
static void print_head(const struct text_output *text, const struct report_place *place, enum report_level level)
{
    fputs(if_coloured(text, BOLD), text->out);
    text_print_place(text, place);
    fprintf(text->out, "%s%s: %s", if_coloured(text, level_colours[level]), report_level_name(level),
        if_coloured(text, OFF));
}

static void print_caret(const struct text_output *text, const struct report_place *place)
{
    if (place->path)
        excerpt_print_caret(text->out, excerpt_open(text->sources, place->path), place->line, place->column,
            if_coloured(text, caret_colour), if_coloured(text, OFF));
}

// A note of a path: no rule in brackets, so that a line with one is a finding.
static void print_note(const struct text_output *text, const struct report_place *place, const char *words)
{
    print_head(text, place, REPORT_NOTE);
    excerpt_print_text(text->out, words);
    fputc('\n', text->out);
}

static void print_finding(const struct text_output *text, const struct report_finding *finding)
{
    print_head(text, &finding->place, finding->level);
    fputs(if_coloured(text, BOLD), text->out);
    excerpt_print_text(text->out, finding->message);
    fprintf(text->out, " [%s]%s\n", finding->rule, if_coloured(text, OFF));
    print_caret(text, &finding->place);
    for (size_t i = 0; i < finding->steps.count; i++) {
        const struct report_step *step = &finding->steps.at[i];
        char *words = memory_format("(%zu) %s", i + 1, step->message);
        print_note(text, &step->place, words);
        free(words);
    }
    for (size_t i = 0; i < finding->others.count; i++)
        print_note(text, &finding->others.at[i], "and on another path here");
}

void text_print_findings(const struct text_output *text, const struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        print_finding(text, &driver->findings.at[i]);
    size_t listed = driver->reasons.count < REASON_LIMIT ? driver->reasons.count : REASON_LIMIT;
    for (size_t i = 0; driver->reasons.count > 1 && i < listed; i++) {
        char *words = memory_format("incomplete: %s", driver->reasons.at[i].text);
        print_note(text, &driver->reasons.at[i].place, words);
        free(words);
    }
}

void text_print_remarks(const struct text_output *text, const struct report_run *run)
{
    for (size_t i = 0; i < run->remarks.count; i++) {
        const struct report_remark *remark = &run->remarks.at[i];
        print_head(text, &remark->place, remark->level);
        excerpt_print_text(text->out, remark->text);
        fputc('\n', text->out);
        print_caret(text, &remark->place);
    }
}

void text_print_replays(const struct text_output *text, const struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++)
        fprintf(text->out, "replay [%s]: %s\n", driver->findings.at[i].rule, driver->findings.at[i].replay);
}

static void print_count(FILE *out, uint64_t n, const char *word)
{
    fprintf(out, "%llu %s%s", (unsigned long long)n, word, n == 1 ? "" : "s");
}

// "2 findings (1 error, 1 warning)"
static void print_finding_counts(FILE *out, const struct report_driver *driver)
{
    unsigned counts[REPORT_ERROR + 1] = {0};
    for (size_t i = 0; i < driver->findings.count; i++)
        counts[driver->findings.at[i].level]++;
    print_count(out, driver->findings.count, "finding");
    const char *separator = " (";
    for (int level = REPORT_ERROR; level >= REPORT_NOTE; level--)
        if (counts[level]) {
            fputs(separator, out);
            print_count(out, counts[level], report_level_name((enum report_level)level));
            separator = ", ";
        }
    fputc(')', out);
}

// The first reason stands in the verdict; if there are more, they were listed above.
static void print_incomplete(const struct text_output *text, const struct report_driver *driver)
{
    FILE *out = text->out;
    fputs(driver->findings.count ? ", and incomplete: " : "incomplete: ", out);
    text_print_place(text, &driver->reasons.at[0].place);
    excerpt_print_text(out, driver->reasons.at[0].text);
    if (driver->reasons.count > 1) {
        fputs(", and ", out);
        print_count(out, driver->reasons.count - 1, "other reason");
    }
}

// "; 2 suppressed in the source, 1 in the baseline"
static void print_quiet(FILE *out, const struct report_driver *driver)
{
    unsigned counts[REPORT_QUIETS] = {0};
    for (size_t i = 0; i < driver->quiet.count; i++)
        counts[driver->quiet.at[i].quiet]++;
    const char *separator = "; ";
    for (unsigned i = 0; i < REPORT_QUIETS; i++)
        if (counts[i]) {
            fprintf(out, "%s%u %s", separator, counts[i], report_quiet_words((enum report_quiet)i));
            separator = ", ";
        }
}

void text_print_verdict(const struct text_output *text, const struct report_driver *driver)
{
    FILE *out = text->out;
    fputs(if_coloured(text, BOLD), out);
    excerpt_print_text(out, driver->name);
    fputs(": ", out);
    if (driver->findings.count)
        print_finding_counts(out, driver);
    if (driver->reasons.count)
        print_incomplete(text, driver);
    else if (!driver->findings.count && driver->not_applicable)
        fprintf(out, "not applicable: %s", driver->not_applicable);
    else if (!driver->findings.count)
        fputs("clean", out);
    print_quiet(out, driver);
    fprintf(out, "%s (", if_coloured(text, OFF));
    print_count(out, driver->files, "file");
    fputs(", ", out);
    print_count(out, driver->functions, "function");
    fprintf(
        out, ", %.1f s%s)\n", driver->seconds, driver->fallback_headers ? ", fallback headers in place of a WDK" : "");
}
