// C source as text: brackets, arguments, function definitions. Enough to change a statement where a finding is; whether
// the change was right is for a check to say.
#ifndef LSP_CTEXT_H
#define LSP_CTEXT_H

#include "lsp/place.h"
#include "support/vec.h"

#include <stdbool.h>

// The bytes from START to END of a text.
struct piece {
    size_t start, end;
};

struct pieces {
    VEC(struct piece) list;
};

// Behind the comment, literal, directive or character at AT.
size_t ctext_next(const struct text *text, size_t at);

// Behind the bracket that closes the one at AT; the text's end if none does.
size_t ctext_close(const struct text *text, size_t at);

// The first character from AT on that is neither space nor in a comment.
size_t ctext_skip(const struct text *text, size_t at);

// The last such character before AT, looked for from FROM on; FROM if there is none.
size_t ctext_before(const struct text *text, size_t from, size_t at);

// The arguments between the parenthesis at OPEN and its end, without the space around them.
void ctext_arguments(const struct text *text, size_t open, struct pieces *arguments);

// A copy of PIECE, released with free().
char *ctext_copy(const struct text *text, struct piece piece);

// Whether WORD stands in PIECE as a word of its own.
bool ctext_has_word(const struct text *text, struct piece piece, const char *word);

struct function {
    struct piece head, name, body; // head: what stands before the name; body: with its braces
    size_t open; // the parenthesis of its parameters
};

struct functions {
    VEC(struct function) list;
};

// The definitions in TEXT, in order.
void ctext_functions(const struct text *text, struct functions *functions);

// The definition whose body holds AT, or NULL.
const struct function *ctext_enclosing(const struct functions *functions, size_t at);

// The statement that begins at AT: where it ends, whether it is the body of a condition without braces, and behind what
// it follows. False if no statement begins there.
struct statement {
    struct piece piece;
    size_t after; // behind the last significant character before it
    bool unbraced;
};
bool ctext_statement(const struct text *text, const struct function *function, size_t at, struct statement *statement);

#endif
