// What of a program an exploration can depend on: equal essences, equal results.
//
// Beside the bytes of all units, which change with each comment, this leaves out two things: functions that no execution
// enters and no analysis asks about (never mentioned from the entry, no address taken, no way to a model), and how many
// lines stand between those that are used. A result's places move with the lines: essence_move.
#ifndef IR_ESSENCE_H
#define IR_ESSENCE_H

#include "ir/program.h"
#include "support/bytes.h"
#include "support/digest.h"

// The lines of a file on which something stands that is part of the essence, ascending.
struct essence_file {
    const char *path; // borrowed from the program
    VEC(uint32_t) lines;
};

struct essence {
    struct digest digest;
    VEC(struct essence_file) files; // in byte order of their paths
};

// The essence of PROGRAM, explored from the function called ENTRY. Released with essence_free.
void essence_make(const struct ir_program *program, const char *entry, struct essence *essence);
void essence_free(struct essence *essence);

// Appends the lines of ESSENCE to BYTES in the form that essence_read takes: an essence whose digest is zero, and whose
// paths are borrowed from the bytes. False if they are not that.
void essence_write(const struct essence *essence, struct bytes *bytes);
bool essence_read(struct bytes_reader *reader, struct essence *essence);

// Whether two essences with one digest have the same lines, too.
bool essence_same_lines(const struct essence *a, const struct essence *b);

// Moves *LINE of PATH from where it is in FROM to where it is in TO, with the same digest. False if it is not in FROM.
bool essence_move(const struct essence *from, const struct essence *to, const char *path, uint32_t *line);

#endif
