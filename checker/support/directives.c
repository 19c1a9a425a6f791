// What the text of a C file says about its surroundings, without preprocessing it.
#include "support/directives.h"

#include <ctype.h>

struct scan {
    const char *at, *end;
    unsigned line;
    struct arena *arena;
    struct directives *out;
};

static const char *scan_copy(struct scan *scan, const char *from, const char *to)
{
    char *copy = arena_new(scan->arena, (size_t)(to - from) + 1);
    memcpy(copy, from, (size_t)(to - from));
    return copy;
}

// Past blanks of the line, comments within it, and line continuations.
static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end) {
        const char *at = scan->at;
        if (*at == ' ' || *at == '\t' || *at == '\f' || *at == '\v') {
            scan->at++;
        } else if (at[0] == '\\' && (at[1] == '\n' || (at[1] == '\r' && at[2] == '\n'))) {
            scan->at += at[1] == '\n' ? 2 : 3;
            scan->line++;
        } else if (at[0] == '/' && at[1] == '*') {
            const char *close = strstr(at + 2, "*/");
            scan->at = close ? close + 2 : scan->end;
            for (; at < scan->at; at++)
                scan->line += *at == '\n';
        } else {
            return;
        }
    }
}

static const char *scan_word(struct scan *scan)
{
    const char *from = scan->at;
    while (scan->at < scan->end && (isalnum((unsigned char)*scan->at) || *scan->at == '_'))
        scan->at++;
    return scan_copy(scan, from, scan->at);
}

static void read_include(struct scan *scan)
{
    if (scan->at == scan->end || (*scan->at != '"' && *scan->at != '<'))
        return;
    bool angled = *scan->at == '<';
    const char *from = ++scan->at;
    while (scan->at < scan->end && *scan->at != (angled ? '>' : '"') && *scan->at != '\n')
        scan->at++;
    if (scan->at == scan->end || *scan->at == '\n' || scan->at == from)
        return;
    struct include_directive include = {scan_copy(scan, from, scan->at), angled, scan->line};
    vec_push(&scan->out->includes, include);
    scan->at++;
}

static void read_define(struct scan *scan)
{
    const char *name = scan_word(scan);
    if (strstr(name, "NDIS"))
        vec_push(&scan->out->ndis_macros, name);
}

static void read_condition(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n') {
        const char *word = scan_word(scan);
        size_t n = strlen(word);
        if (strncmp(word, "NDIS", 4) == 0 && isdigit((unsigned char)word[4]) && n > 9 &&
            strcmp(word + n - 9, "_MINIPORT") == 0)
            vec_push(&scan->out->ndis_tests, word);
        const char *at = scan->at;
        skip_blanks(scan);
        if (!n && scan->at == at && scan->at < scan->end && *scan->at != '\n')
            scan->at++;
    }
}

static void read_directive(struct scan *scan)
{
    scan->at++;
    skip_blanks(scan);
    const char *word = scan_word(scan);
    skip_blanks(scan);
    if (strcmp(word, "include") == 0) {
        read_include(scan);
    } else if (strcmp(word, "define") == 0) {
        read_define(scan);
    } else if (strncmp(word, "if", 2) == 0 || strncmp(word, "elif", 4) == 0) {
        read_condition(scan);
    }
}

// Past a string or character literal: a quote that is not closed ends with its line.
static void skip_literal(struct scan *scan)
{
    char quote = *scan->at++;
    while (scan->at < scan->end && *scan->at != quote && *scan->at != '\n') {
        bool escaped = *scan->at == '\\' && scan->at + 1 < scan->end && scan->at[1] != '\n' && scan->at[1] != '\r';
        scan->at += escaped ? 2 : 1;
    }
    if (scan->at < scan->end && *scan->at == quote)
        scan->at++;
}

// Past the rest of a line that is no directive, up to its newline.
static void skip_line(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n') {
        scan->at += strcspn(scan->at, "\n/\"'\\"); // what means something here; the text ends with a NUL
        skip_blanks(scan);
        if (scan->at == scan->end || *scan->at == '\n')
            return;
        if (scan->at[0] == '/' && scan->at[1] == '/') {
            const char *newline = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
            scan->at = newline ? newline : scan->end;
        } else if (*scan->at == '"' || *scan->at == '\'') {
            skip_literal(scan);
        } else {
            scan->at++;
        }
    }
}

// Past the blanks of a WPP configuration, which spans comment lines: slashes and asterisks are blanks there.
static void skip_wpp_blanks(struct scan *scan)
{
    while (scan->at < scan->end && (isspace((unsigned char)*scan->at) || *scan->at == '/' || *scan->at == '*'))
        scan->at++;
}

// The text between the bracket at the scan's place and CLOSE; "" if there is none.
static const char *read_bracketed(struct scan *scan, char open, char close)
{
    skip_wpp_blanks(scan);
    if (scan->at == scan->end || *scan->at != open)
        return "";
    const char *to = memchr(scan->at, close, (size_t)(scan->end - scan->at));
    if (!to)
        return "";
    const char *text = scan_copy(scan, scan->at + 1, to);
    scan->at = to + 1;
    return text;
}

static void read_wpp_function(struct scan *scan)
{
    skip_wpp_blanks(scan);
    struct wpp_function function = {.name = scan_word(scan)};
    if (!*function.name || isdigit((unsigned char)*function.name))
        return;
    function.constants = read_bracketed(scan, '{', '}');
    function.params = read_bracketed(scan, '(', ')');
    vec_push(&scan->out->wpp_functions, function);
}

// The FUNC lines of each configuration block, which the WPP preprocessor finds in comments between
// "begin_wpp config" and "end_wpp" (Windows driver documentation, "Customizing WPP").
static void read_wpp(struct scan *scan)
{
    const char *begin;
    while ((begin = memmem(scan->at, (size_t)(scan->end - scan->at), "begin_wpp", 9))) {
        const char *end = memmem(begin, (size_t)(scan->end - begin), "end_wpp", 7);
        struct scan block = {begin + 9, end ? end : scan->end, 0, scan->arena, scan->out};
        while (block.at < block.end) {
            const char *word = scan_word(&block);
            if (strcmp(word, "FUNC") == 0)
                read_wpp_function(&block);
            else if (!*word)
                block.at++;
        }
        scan->at = block.end;
    }
}

void directives_read(const char *text, size_t n, struct arena *arena, struct directives *out)
{
    struct scan scan = {text, text + n, 1, arena, out};
    while (scan.at < scan.end) {
        skip_blanks(&scan);
        if (scan.at < scan.end && *scan.at == '#')
            read_directive(&scan);
        skip_line(&scan);
        if (scan.at < scan.end)
            scan.at++;
        scan.line++;
    }
    scan.at = text;
    read_wpp(&scan);
}

// Past blanks, comments and empty lines.
static void skip_empty(struct scan *scan)
{
    for (;;) {
        skip_blanks(scan);
        if (scan->end - scan->at > 1 && scan->at[0] == '/' && scan->at[1] == '/')
            skip_line(scan);
        else if (scan->at < scan->end && (*scan->at == '\n' || *scan->at == '\r'))
            scan->at++;
        else
            return;
    }
}

// Past the end of a line that has nothing more; false if it has.
static bool ends_line(struct scan *scan)
{
    skip_blanks(scan);
    if (scan->end - scan->at > 1 && scan->at[0] == '/' && scan->at[1] == '/')
        skip_line(scan);
    return scan->at == scan->end || *scan->at == '\n' || *scan->at == '\r';
}

void directives_read_first(const char *text, size_t n, struct arena *arena, struct directives *out)
{
    struct scan scan = {text, text + n, 1, arena, out};
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        scan.at += 3;
    for (skip_empty(&scan); scan.at < scan.end && *scan.at == '#'; skip_empty(&scan)) {
        size_t known = out->includes.count;
        scan.at++;
        skip_blanks(&scan);
        if (strcmp(scan_word(&scan), "include") != 0)
            return;
        skip_blanks(&scan);
        read_include(&scan);
        if (out->includes.count == known)
            return;
        if (!ends_line(&scan)) {
            out->includes.count = known;
            return;
        }
    }
}

void directives_free(struct directives *directives)
{
    vec_free(&directives->includes);
    vec_free(&directives->ndis_macros);
    vec_free(&directives->ndis_tests);
    vec_free(&directives->wpp_functions);
}
