// The tokens of a C file, comments among them, without preprocessing: enough to compare statements whatever their
// layout, and to tell a comment from a string that looks like one.
#ifndef SUPPORT_TOKENS_H
#define SUPPORT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,    // identifier or keyword
    TOKEN_NUMBER,  // pp-number (C17 6.4.8)
    TOKEN_LITERAL, // string or character, quotes included; one that is not closed ends with its line
    TOKEN_MARK,    // one character of punctuation
    TOKEN_COMMENT, // delimiters included; a block comment that is not closed ends with the file
};

struct token {
    enum token_kind kind;
    const char *text; // inside the file's text
    size_t length;
    unsigned line, column; // of its first byte, from 1; columns in bytes
    bool first;            // nothing but blanks and comments stands before it in its line
};

struct token_reader {
    const char *at, *end, *line_start;
    unsigned line;
    bool inside_line; // a token of this line was read
};

// Begins at byte COLUMN (from 1) of line LINE, which starts at AT; END is behind the file's last byte.
struct token_reader token_begin(const char *at, const char *end, unsigned line, size_t column);

struct token token_next(struct token_reader *reader);

// Whether TOKEN is TEXT.
bool token_is(const struct token *token, const char *text);

#endif
