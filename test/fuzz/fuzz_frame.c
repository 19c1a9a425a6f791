// A stream of any bytes, in pieces, as messages between an editor and a language server. Nothing of it may be lost.
#include "fuzz.h"

#include "lsp/frame.h"
#include "lsp/message.h"

static size_t take_frames(struct frame_reader *reader)
{
    struct frame frame;
    size_t taken = 0;
    while (frame_next(reader, &frame)) {
        struct message message = {0};
        if (frame.body_size)
            (void)message_peek(frame.body, frame.body_size, &message);
        taken += frame.size;
    }
    return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct frame_reader reader = {0};
    struct frame rest = {0};
    size_t piece = size ? data[0] % 64u + 1 : 1, taken = 0;
    for (size_t at = 0; at < size; at += piece) {
        frame_feed(&reader, (const char *)data + at, at + piece < size ? piece : size - at);
        taken += take_frames(&reader);
    }
    frame_rest(&reader, &rest);
    if (taken + rest.size != size)
        __builtin_trap();
    frame_reader_free(&reader);
    return 0;
}
