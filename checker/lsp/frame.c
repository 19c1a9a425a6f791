// Messages in a stream of bytes.
#include "lsp/frame.h"

#include <strings.h>

static const size_t longest_body = (size_t)1 << 30;
static const size_t longest_header = (size_t)1 << 16;

void frame_feed(struct frame_reader *reader, const char *bytes, size_t n)
{
    if (reader->start) { // what was handed out is no longer needed
        memmove(reader->bytes.at, reader->bytes.at + reader->start, reader->bytes.count - reader->start);
        reader->bytes.count -= reader->start;
        reader->looked -= reader->start;
        reader->body -= reader->body ? reader->start : 0;
        reader->start = 0;
    }
    size_t wanted = reader->bytes.count + n;
    if (wanted > reader->bytes.capacity)
        reader->bytes.at = memory_grow(reader->bytes.at, &reader->bytes.capacity, wanted, 1);
    if (n)
        memcpy(reader->bytes.at + reader->bytes.count, bytes, n);
    reader->bytes.count = wanted;
}

// A length that is too long for anyone to read is none, as for clangd.
static void read_header_line(struct frame_reader *reader, const char *line, size_t n)
{
    static const char name[] = "Content-Length:";
    size_t value = 0, at = sizeof name - 1;
    if (n < at || strncasecmp(line, name, at))
        return;
    while (at < n && (line[at] == ' ' || line[at] == '\t'))
        at++;
    for (; at < n && line[at] >= '0' && line[at] <= '9' && value <= longest_body; at++)
        value = value * 10 + (size_t)(line[at] - '0');
    reader->length = value <= longest_body ? value : 0;
}

static bool is_blank(const char *line, size_t n)
{
    return n == 0 || (n == 1 && *line == '\r');
}

// Reads header lines; true once the blank one is found.
static bool read_header(struct frame_reader *reader)
{
    while (!reader->body) {
        const char *line = reader->bytes.at + reader->looked;
        size_t left = reader->bytes.count - reader->looked;
        const char *end = left ? memchr(line, '\n', left) : NULL;
        if (!end)
            return false;
        size_t n = (size_t)(end - line);
        reader->looked += n + 1;
        if (is_blank(line, n))
            reader->body = reader->looked;
        else
            read_header_line(reader, line, n);
    }
    return true;
}

static void take(struct frame_reader *reader, struct frame *frame, size_t body, size_t end)
{
    const char *bytes = reader->bytes.at ? reader->bytes.at : ""; // a stream may end before it began
    frame->bytes = bytes + reader->start;
    frame->size = end - reader->start;
    frame->body = bytes + body;
    frame->body_size = end - body;
    reader->start = reader->looked = end;
    reader->body = reader->length = 0;
}

bool frame_next(struct frame_reader *reader, struct frame *frame)
{
    if (!read_header(reader)) {
        // No header is this long: the bytes go on as they are.
        bool endless = reader->bytes.count - reader->start > longest_header;
        if (endless)
            take(reader, frame, reader->bytes.count, reader->bytes.count);
        return endless;
    }
    if (reader->bytes.count - reader->body < reader->length)
        return false;
    take(reader, frame, reader->body, reader->body + reader->length);
    return true;
}

void frame_rest(struct frame_reader *reader, struct frame *frame)
{
    take(reader, frame, reader->bytes.count, reader->bytes.count);
}

void frame_reader_free(struct frame_reader *reader)
{
    vec_free(&reader->bytes);
    *reader = (struct frame_reader){0};
}
