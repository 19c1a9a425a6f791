// The tokens of a C file.
#include "support/tokens.h"

#include <ctype.h>
#include <string.h>

struct token_reader token_begin(const char *at, const char *end, unsigned line, size_t column)
{
    size_t room = (size_t)(end - at), skip = column ? column - 1 : 0;
    return (struct token_reader){at + (skip < room ? skip : room), end, at, line, column > 1};
}

static char peek(const struct token_reader *reader, size_t n)
{
    return n < (size_t)(reader->end - reader->at) ? reader->at[n] : '\0';
}

// The length of the end of line at AT: CR LF, LF or CR; 0 if there is none.
static size_t line_end(const struct token_reader *reader)
{
    char c = peek(reader, 0);
    return c == '\r' && peek(reader, 1) == '\n' ? 2 : c == '\n' || c == '\r' ? 1 : 0;
}

static void step_line(struct token_reader *reader, size_t length)
{
    reader->at += length;
    reader->line++;
    reader->line_start = reader->at;
}

// One character further, over a continued line as a whole: true if a line was left.
static bool step(struct token_reader *reader)
{
    size_t length = line_end(reader);
    if (length)
        step_line(reader, length);
    else
        reader->at++;
    return length;
}

// A backslash at the end of a line joins it with the next (C17 5.1.1.2, phase 2).
static bool step_continuation(struct token_reader *reader)
{
    struct token_reader behind = *reader;
    if (peek(reader, 0) != '\\')
        return false;
    behind.at++;
    size_t length = line_end(&behind);
    if (!length)
        return false;
    reader->at++;
    step_line(reader, length);
    return true;
}

static void skip_blanks(struct token_reader *reader)
{
    while (reader->at < reader->end) {
        if (step_continuation(reader))
            continue;
        char c = *reader->at;
        if (c != ' ' && c != '\t' && c != '\f' && c != '\v' && c != '\n' && c != '\r' && c != '\0')
            return;
        if (step(reader))
            reader->inside_line = false;
    }
}

static void read_line_comment(struct token_reader *reader)
{
    while (reader->at < reader->end && !line_end(reader))
        if (!step_continuation(reader))
            reader->at++;
}

static void read_block_comment(struct token_reader *reader)
{
    reader->at += 2;
    while (reader->at < reader->end && !(peek(reader, 0) == '*' && peek(reader, 1) == '/'))
        step(reader);
    reader->at += reader->at < reader->end ? 2 : 0;
}

static void read_literal(struct token_reader *reader)
{
    char quote = *reader->at++;
    while (reader->at < reader->end && *reader->at != quote && !line_end(reader))
        if (!step_continuation(reader))
            reader->at += *reader->at == '\\' && reader->at + 1 < reader->end ? 2 : 1;
    reader->at += peek(reader, 0) == quote && reader->at < reader->end;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static void read_number(struct token_reader *reader)
{
    while (is_word(peek(reader, 0)) || peek(reader, 0) == '.' ||
           ((peek(reader, 0) == '+' || peek(reader, 0) == '-') && strchr("eEpP", reader->at[-1])))
        reader->at++;
}

static enum token_kind read_token(struct token_reader *reader)
{
    char c = peek(reader, 0), next = peek(reader, 1);
    if (c == '/' && next == '/')
        read_line_comment(reader);
    else if (c == '/' && next == '*')
        read_block_comment(reader);
    if (c == '/' && (next == '/' || next == '*'))
        return TOKEN_COMMENT;
    if (c == '"' || c == '\'') {
        read_literal(reader);
        return TOKEN_LITERAL;
    }
    reader->at++;
    if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)next))) {
        read_number(reader);
        return TOKEN_NUMBER;
    }
    if (!is_word(c))
        return TOKEN_MARK;
    while (is_word(peek(reader, 0)))
        reader->at++;
    return TOKEN_WORD;
}

struct token token_next(struct token_reader *reader)
{
    skip_blanks(reader);
    struct token token = {.text = reader->at, .line = reader->line, .first = !reader->inside_line};
    token.column = (unsigned)(reader->at - reader->line_start) + 1;
    if (reader->at < reader->end)
        token.kind = read_token(reader);
    token.length = (size_t)(reader->at - token.text);
    if (token.kind != TOKEN_COMMENT)
        reader->inside_line = true;
    return token;
}

bool token_is(const struct token *token, const char *text)
{
    return token->length == strlen(text) && !memcmp(token->text, text, token->length);
}
