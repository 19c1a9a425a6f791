// Which lines of a C file hold code, and which lie in the same top-level block (a function's body), as far as that can be
// told without preprocessing.
#ifndef REPORT_BLOCKS_H
#define REPORT_BLOCKS_H

#include "report/excerpt.h"

#include <stdbool.h>

struct block_line {
    bool code; // a token that is no comment stands in it
    unsigned block; // number of the top-level braces that it lies in, from 1; 0: in none
};

// The lines of a top-level block, from the first of what stands in front of its brace.
struct block {
    unsigned first, last;
    char *name; // of the function, as far as can be told; "" if it is none; owned
};

struct blocks {
    VEC(struct block_line) lines; // line 1 first
    VEC(struct block) list; // block 1 first
};

void blocks_read(struct blocks *blocks, const struct excerpt_file *file);

// What is known of line LINE, from 1; of a line that is not there: no code, no block.
struct block_line blocks_at(const struct blocks *blocks, unsigned line);

void blocks_free(struct blocks *blocks);

#endif
