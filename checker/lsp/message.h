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
    struct span id;     // 7, "seven", 12345678901234567890: compared as text, never as a number
    struct span method; // without its quotes
    struct span params, result;
    bool answer; // it has a result or an error
};

// Reads the N bytes of BODY; false if they are no JSON object. Numbers and strings in them are not checked.
bool message_peek(const char *body, size_t n, struct message *message);

bool span_is(struct span span, const char *text);
bool span_equal(struct span one, struct span other);

#endif
