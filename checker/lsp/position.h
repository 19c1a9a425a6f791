// Places in the terms of the protocol: lines from 0, characters in the units that client and server agreed on.
#ifndef LSP_POSITION_H
#define LSP_POSITION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum encoding { ENCODING_UTF16, ENCODING_UTF8, ENCODING_UTF32 };

// "utf-16", …; an unknown or missing name is utf-16, as the protocol has it.
const char *encoding_name(enum encoding encoding);
enum encoding encoding_parse(const char *name);

// How many units the N bytes at TEXT are. Bytes that are no UTF-8 count as one unit each.
size_t encoding_units(enum encoding encoding, const char *text, size_t n);

// How many of the N bytes at TEXT the first UNITS units are; a unit inside of a character stands for its beginning.
size_t encoding_bytes(enum encoding encoding, const char *text, size_t n, size_t units);

struct position {
    uint32_t line, character;
};

struct range {
    struct position start, end;
};

// Less than, equal to, greater than 0.
int position_compare(struct position one, struct position other);

// The offset in the N bytes of TEXT; positions behind the end of a line or of the text mean that end.
size_t position_offset(enum encoding encoding, const char *text, size_t n, struct position position);

// The position of the byte OFFSET.
struct position position_at(enum encoding encoding, const char *text, size_t n, size_t offset);

json_t *position_json(struct position position);
json_t *range_json(struct range range);

// False, and nothing is changed, if JSON is no such thing.
bool position_read(const json_t *json, struct position *position);
bool range_read(const json_t *json, struct range *range);

// Whether they share a place; an empty range shares the places at its ends.
bool range_meets(struct range one, struct range other);

// What a change did to the places behind it: RANGE became a text that ends at END.
struct edit {
    struct range range;
    struct position end;
};

// RANGE after EDIT; false if the edit changed something in it.
bool edit_move(const struct edit *edit, struct range *range);

#endif
