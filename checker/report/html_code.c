// Source lines of the HTML report.
#include "report/html.h"

#include "support/tokens.h"
#include "support/utf8.h"

static void write_odd(FILE *out, const char *at, size_t n)
{
    fputs("<span class=odd>", out);
    for (size_t i = 0; i < n; i++)
        fprintf(out, "&lt;%02X&gt;", (unsigned char)at[i]);
    fputs("</span>", out);
}

// Writes the character at AT; returns its length.
static size_t write_character(FILE *out, const char *at, size_t room)
{
    uint32_t code = 0;
    size_t n = utf8_decode(at, room, &code);
    if (!n || (excerpt_is_active(code) && code != '\t')) {
        write_odd(out, at, n ? n : 1);
        return n ? n : 1;
    }
    switch (code) {
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '&':
        fputs("&amp;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    default:
        fwrite(at, 1, n, out);
    }
    return n;
}

void html_text(FILE *out, const char *text)
{
    size_t n = strlen(text);
    for (size_t at = 0; at < n;)
        at += write_character(out, text + at, n - at);
}

// ---- colours ----

static bool is_keyword(const struct token *token)
{
    static const char *const words[] = {"break", "case", "char", "const", "continue", "default", "do", "double", "else",
        "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register", "return", "short",
        "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while"};
    for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

static char colour_of(const struct token *token, unsigned directive)
{
    switch (token->kind) {
    case TOKEN_COMMENT:
        return 'c';
    case TOKEN_LITERAL:
        return 's';
    case TOKEN_NUMBER:
        return 'd';
    case TOKEN_WORD:
        return is_keyword(token) || directive == token->line ? 'k' : ' ';
    case TOKEN_MARK:
    case TOKEN_END:
        break;
    }
    return ' ';
}

static void colour(struct html_source *source)
{
    const struct excerpt_file *file = source->file;
    if (!file->text || !file->starts.count)
        return;
    const char *begin = file->text + file->starts.at[0];
    struct token_reader reader = token_begin(begin, file->text + file->size, 1, 1);
    unsigned directive = 0;
    source->colours = memory_new(file->size + 1);
    memset(source->colours, ' ', file->size);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        memset(source->colours + (token.text - file->text), colour_of(&token, directive), token.length);
        directive = token.first && token_is(&token, "#") ? token.line : 0; // the word behind it
    }
}

const struct html_source *html_source(struct html_sources *sources, const struct report_view *view, const char *path)
{
    const struct excerpt_file *file = excerpt_open(view->sources, path);
    for (size_t i = 0; i < sources->at.count; i++)
        if (sources->at.at[i]->file == file)
            return sources->at.at[i];
    struct html_source *source = memory_new(sizeof *source);
    source->file = file;
    colour(source);
    blocks_read(&source->blocks, file);
    vec_push(&sources->at, source);
    return source;
}

void html_sources_free(struct html_sources *sources)
{
    for (size_t i = 0; i < sources->at.count; i++) {
        blocks_free(&sources->at.at[i]->blocks);
        free(sources->at.at[i]->colours);
        free(sources->at.at[i]);
    }
    vec_free(&sources->at);
}

void html_line(FILE *out, const struct html_source *source, unsigned line)
{
    size_t length;
    const char *text = excerpt_line(source->file, line, &length);
    char now = ' ';
    for (size_t at = 0; text && at < length;) {
        char next = source->colours[text - source->file->text + (ptrdiff_t)at];
        if (next != now && now != ' ')
            fputs("</span>", out);
        if (next != now && next != ' ')
            fprintf(out, "<span class=%c>", next);
        now = next;
        at += write_character(out, text + at, length - at);
    }
    if (now != ' ')
        fputs("</span>", out);
}
