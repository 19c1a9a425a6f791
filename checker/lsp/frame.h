// Messages in a stream of bytes: "Content-Length: N", blank line, N bytes (Language Server Protocol, "Base Protocol").
//
// Nothing of a stream is ever lost: a frame has the bytes that it came in, and bytes that are no message are frames
// without a body. What counts as a header is what clangd takes: lines that end in \n or \r\n, other headers beside the
// length, lengths up to 1 GB.
#ifndef LSP_FRAME_H
#define LSP_FRAME_H

#include "support/vec.h"

#include <stdbool.h>

struct frame_reader {
    VEC(char) bytes;
    size_t start;  // where the next frame begins
    size_t looked; // its header was looked at up to here
    size_t length; // of its body, as far as the header was looked at
    size_t body;   // where its body begins; 0: the header has not ended yet
};

// A frame in the reader's bytes: borrowed until the next call.
struct frame {
    const char *bytes; // as they came, the header included
    size_t size;
    const char *body; // the end of them
    size_t body_size; // 0: no message
};

void frame_feed(struct frame_reader *reader, const char *bytes, size_t n);

// The next whole frame; false if more bytes are needed for one.
bool frame_next(struct frame_reader *reader, struct frame *frame);

// What is left when the stream has ended.
void frame_rest(struct frame_reader *reader, struct frame *frame);

void frame_reader_free(struct frame_reader *reader);

#endif
