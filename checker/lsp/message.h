// What a JSON-RPC message is about, without taking it apart: most of them are only passed on, and they can be large.
#ifndef LSP_MESSAGE_H
#define LSP_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

// A part of a message, as it is written there.
struct span {
    const char *at; // NULL: the message has none
    size_t size;
};

struct message {
    struct span id;     // 7, "seven", 12345678901234567890: never taken for a number
    struct span method; // with its quotes
    struct span params, result;
    bool answer; // it has a result or an error
};

// Reads the N bytes of BODY; false if they are no JSON object. Numbers and strings in them are not checked.
bool message_peek(const char *body, size_t n, struct message *message);

bool span_is(struct span span, const char *text);

// Whether SPAN is the JSON string TEXT (ASCII), however it is written: Neovim has "textDocument\/didOpen".
bool span_is_string(struct span span, const char *text);

// Whether two ids are the same: as they are written, or strings that mean the same.
bool span_same_id(struct span one, struct span other);

#endif
