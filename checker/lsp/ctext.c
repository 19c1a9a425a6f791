// C source as text.
#include "lsp/ctext.h"

#include <ctype.h>
#include <strings.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t line_end(const struct text *text, size_t at)
{
    while (at < text->size && text->text[at] != '\n')
        at += text->text[at] == '\\' && at + 1 < text->size ? 2 : 1;
    return at < text->size ? at : text->size;
}

static size_t literal_end(const struct text *text, size_t at)
{
    char quote = text->text[at++];
    while (at < text->size && text->text[at] != quote && text->text[at] != '\n')
        at += text->text[at] == '\\' ? 2 : 1;
    return at < text->size ? at + 1 : text->size;
}

static size_t comment_end(const struct text *text, size_t at)
{
    const char *end = memmem(text->text + at + 2, text->size - at - 2, "*/", 2);
    return end ? (size_t)(end - text->text) + 2 : text->size;
}

static bool begins_line(const struct text *text, size_t at)
{
    while (at && (text->text[at - 1] == ' ' || text->text[at - 1] == '\t'))
        at--;
    return !at || text->text[at - 1] == '\n';
}

static bool is_comment(const struct text *text, size_t at)
{
    return text->text[at] == '/' && at + 1 < text->size && (text->text[at + 1] == '/' || text->text[at + 1] == '*');
}

static bool is_directive(const struct text *text, size_t at)
{
    return text->text[at] == '#' && begins_line(text, at);
}

size_t ctext_next(const struct text *text, size_t at)
{
    char c = text->text[at];
    if (is_comment(text, at))
        return text->text[at + 1] == '*' ? comment_end(text, at) : line_end(text, at);
    if (is_directive(text, at))
        return line_end(text, at);
    return c == '"' || c == '\'' ? literal_end(text, at) : at + 1;
}

size_t ctext_close(const struct text *text, size_t at)
{
    size_t depth = 0;
    while (at < text->size) {
        char c = text->text[at];
        at = ctext_next(text, at);
        depth += c == '(' || c == '[' || c == '{';
        if ((c == ')' || c == ']' || c == '}') && depth && --depth == 0)
            return at;
    }
    return text->size;
}

static bool is_nothing(const struct text *text, size_t at)
{
    return isspace((unsigned char)text->text[at]) || is_comment(text, at) || is_directive(text, at);
}

size_t ctext_skip(const struct text *text, size_t at)
{
    while (at < text->size && is_nothing(text, at))
        at = ctext_next(text, at);
    return at;
}

size_t ctext_before(const struct text *text, size_t from, size_t at)
{
    size_t last = from;
    while (from < at) {
        size_t next = ctext_next(text, from);
        if (!is_nothing(text, from))
            last = next - 1;
        from = next;
    }
    return last;
}

static struct piece trimmed(const struct text *text, size_t start, size_t end)
{
    while (start < end && isspace((unsigned char)text->text[start]))
        start++;
    while (end > start && isspace((unsigned char)text->text[end - 1]))
        end--;
    return (struct piece){start, end};
}

void ctext_arguments(const struct text *text, size_t open, struct pieces *arguments)
{
    size_t close = ctext_close(text, open), start = open + 1, at = start;
    while (at < close) {
        char c = text->text[at];
        if (c == ',' || at == close - 1) {
            struct piece piece = trimmed(text, start, at);
            if (piece.end > piece.start)
                vec_push(&arguments->list, piece);
            start = at + 1;
        }
        at = c == '(' || c == '[' || c == '{' ? ctext_close(text, at) : ctext_next(text, at);
    }
}

char *ctext_copy(const struct text *text, struct piece piece)
{
    return memory_text(text->text + piece.start, piece.end - piece.start);
}

bool ctext_has_word(const struct text *text, struct piece piece, const char *word)
{
    size_t n = strlen(word);
    for (size_t at = piece.start; at + n <= piece.end;) {
        if (is_word(text->text[at]) && (!at || !is_word(text->text[at - 1])) && !memcmp(text->text + at, word, n) &&
            !is_word(text->text[at + n]))
            return true;
        at = ctext_next(text, at);
    }
    return false;
}

// ---- functions ----

static struct piece word_before(const struct text *text, size_t at)
{
    size_t end = at;
    while (end && isspace((unsigned char)text->text[end - 1]))
        end--;
    size_t start = end;
    while (start && is_word(text->text[start - 1]))
        start--;
    return (struct piece){start, end};
}

// Looks at the parenthesis at AT, outside of all braces; returns where to go on. SINCE is behind what was before.
static size_t look_at_parenthesis(const struct text *text, size_t at, size_t *since, struct functions *functions)
{
    size_t close = ctext_close(text, at), next = ctext_skip(text, close);
    struct piece name = word_before(text, at);
    if (next == text->size || text->text[next] != '{' || name.start == name.end)
        return close;
    size_t end = ctext_close(text, next);
    struct function function = {{ctext_skip(text, *since), name.start}, name, {next, end}, at};
    vec_push(&functions->list, function);
    *since = end;
    return end;
}

void ctext_functions(const struct text *text, struct functions *functions)
{
    size_t since = 0;
    for (size_t at = 0; at < text->size;) {
        char c = text->text[at];
        if (c == '(') {
            at = look_at_parenthesis(text, at, &since, functions);
            continue;
        }
        at = c == '{' ? ctext_close(text, at) : ctext_next(text, at);
        if (c == '{' || c == ';')
            since = at;
    }
}

const struct function *ctext_enclosing(const struct functions *functions, size_t at)
{
    for (size_t i = 0; i < functions->list.count; i++)
        if (functions->list.at[i].body.start < at && at < functions->list.at[i].body.end)
            return &functions->list.at[i];
    return NULL;
}

// ---- statements ----

static bool ends_with_word(const struct text *text, size_t last, const char *word)
{
    size_t n = strlen(word);
    return last + 1 >= n && !memcmp(text->text + last + 1 - n, word, n) &&
           (last + 1 == n || !is_word(text->text[last - n]));
}

// A cast to void says that a result is not wanted: it belongs to the statement.
static size_t with_cast(const struct text *text, const struct function *function, size_t at)
{
    size_t last = ctext_before(text, function->body.start, at);
    if (text->text[last] != ')')
        return at;
    struct piece word = word_before(text, last);
    size_t open = ctext_before(text, function->body.start, word.start);
    bool is_void = word.end - word.start == 4 && !strncasecmp(text->text + word.start, "void", 4);
    return is_void && text->text[open] == '(' ? open : at;
}

bool ctext_statement(const struct text *text, const struct function *function, size_t at, struct statement *statement)
{
    at = with_cast(text, function, at);
    size_t last = ctext_before(text, function->body.start, at), end = at;
    char before = text->text[last];
    statement->after = last + 1;
    statement->unbraced = before == ')' || ends_with_word(text, last, "else") || ends_with_word(text, last, "do");
    if (!statement->unbraced && !strchr(";{}:", before))
        return false;
    while (end < function->body.end && text->text[end] != ';') {
        char c = text->text[end];
        end = c == '(' || c == '{' || c == '[' ? ctext_close(text, end) : ctext_next(text, end);
    }
    statement->piece = (struct piece){at, end + 1};
    return end < function->body.end;
}
