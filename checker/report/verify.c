// Expectations beside the code, as clang's -verify has them.
#include "report/verify.h"

#include <ctype.h>

struct expectation {
    const char *path; // borrowed
    uint32_t at, line; // where it stands; the line that it is about
    enum report_level level;
    char *words, *rule; // rule: NULL for any
    unsigned wanted, met;
};

struct verification {
    const struct text_output *text;
    VEC(struct expectation) expectations;
    unsigned differences;
};

static bool skip(const char **at, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*at, word, n))
        return false;
    *at += n;
    return true;
}

static bool parse_level(const char **at, enum report_level *level)
{
    for (*level = REPORT_NOTE; *level <= REPORT_ERROR; (*level)++)
        if (skip(at, report_level_name(*level)))
            return true;
    return false;
}

// "@+1", "@-2", or nothing.
static bool parse_line(const char **at, struct expectation *expectation)
{
    expectation->line = expectation->at;
    if (!skip(at, "@"))
        return true;
    if ((**at != '+' && **at != '-') || !isdigit((unsigned char)(*at)[1]))
        return false;
    char *end;
    expectation->line = (uint32_t)(expectation->at + strtol(*at, &end, 10));
    *at = end;
    return true;
}

static void skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t')
        (*at)++;
}

// What stands behind "expected-": the level is not among the words that other tools expect, so something that
// begins otherwise is theirs.
static bool parse_expectation(const char **at, struct expectation *expectation)
{
    if (!parse_line(at, expectation))
        return false;
    skip_blanks(at);
    expectation->wanted = 1;
    if (isdigit((unsigned char)**at)) {
        char *end;
        expectation->wanted = (unsigned)strtoul(*at, &end, 10);
        *at = end;
        skip_blanks(at);
    }
    const char *close;
    if (!skip(at, "{{") || !(close = strstr(*at, "}}")))
        return false;
    expectation->words = memory_text(*at, (size_t)(close - *at));
    *at = close + 2;
    skip_blanks(at);
    const char *end = **at == '[' ? strchr(*at, ']') : NULL;
    if (end) {
        expectation->rule = memory_text(*at + 1, (size_t)(end - *at - 1));
        *at = end + 1;
    }
    return true;
}

// Says what differs, where.
static void differ(struct verification *verification, const char *path, uint32_t line, const char *what,
    const char *level, const char *words, const char *rule)
{
    FILE *out = verification->text->out;
    struct report_place place = {(char *)path, line, 0};
    text_print_place(verification->text, &place);
    fprintf(out, "%s%s%s%s", what, *level ? " " : "", level, *words ? ": " : "");
    excerpt_print_text(out, words);
    if (rule)
        fprintf(out, " [%s]", rule);
    fputc('\n', out);
    verification->differences++;
}

static void scan_line(struct verification *verification, const char *path, uint32_t line, const char *words)
{
    for (const char *at = words; (at = strstr(at, "expected-"));) {
        at += strlen("expected-");
        struct expectation expectation = {.path = path, .at = line};
        if (!parse_level(&at, &expectation.level))
            continue;
        if (parse_expectation(&at, &expectation))
            vec_push(&verification->expectations, expectation);
        else
            differ(verification, path, line, "malformed expectation", "", "", NULL);
    }
}

static void scan_file(struct verification *verification, const char *path)
{
    const struct excerpt_file *file = excerpt_open(verification->text->sources, path);
    size_t length;
    for (size_t line = 1; line <= file->starts.count; line++) {
        const char *at = excerpt_line(file, line, &length);
        if (!memmem(at, length, "expected-", strlen("expected-")))
            continue;
        char *words = memory_text(at, length);
        scan_line(verification, path, (uint32_t)line, words);
        free(words);
    }
}

static bool expectation_meets(const struct expectation *expectation, const struct report_finding *finding)
{
    return expectation->met < expectation->wanted && finding->place.path &&
           !strcmp(expectation->path, finding->place.path) && expectation->line == finding->place.line &&
           expectation->level == finding->level && strstr(finding->message, expectation->words) &&
           (!expectation->rule || !strcmp(expectation->rule, finding->rule));
}

static void match_finding(struct verification *verification, const struct report_finding *finding)
{
    for (size_t i = 0; i < verification->expectations.count; i++)
        if (expectation_meets(&verification->expectations.at[i], finding)) {
            verification->expectations.at[i].met++;
            return;
        }
    differ(verification, finding->place.path, finding->place.line, "unexpected", report_level_name(finding->level),
        finding->message, finding->rule);
}

static void report_missing(struct verification *verification)
{
    for (size_t i = 0; i < verification->expectations.count; i++) {
        struct expectation *expectation = &verification->expectations.at[i];
        if (expectation->met < expectation->wanted)
            differ(verification, expectation->path, expectation->line, "missing", report_level_name(expectation->level),
                expectation->words, expectation->rule);
        free(expectation->words);
        free(expectation->rule);
    }
    vec_free(&verification->expectations);
}

// Drivers may share files (a common header): each is scanned once.
static void scan_sources(struct verification *verification, const struct report_run *run)
{
    VEC(const char *) seen = {0};
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t i = 0; i < run->drivers.at[d].sources.count; i++) {
            const char *path = run->drivers.at[d].sources.at[i];
            size_t s = 0;
            while (s < seen.count && strcmp(seen.at[s], path))
                s++;
            if (s < seen.count)
                continue;
            vec_push(&seen, path);
            scan_file(verification, path);
        }
    vec_free(&seen);
}

unsigned verify_run(const struct text_output *text, const struct report_run *run)
{
    struct verification verification = {.text = text};
    scan_sources(&verification, run);
    for (size_t d = 0; d < run->drivers.count; d++)
        for (size_t i = 0; i < run->drivers.at[d].findings.count; i++)
            match_finding(&verification, &run->drivers.at[d].findings.at[i]);
    report_missing(&verification);
    return verification.differences;
}
