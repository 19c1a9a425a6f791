// The text of a file that Windows' tools wrote.
#include "msbuild/decode.h"

#include "support/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct text {
    VEC(char) at;
};

static void push(struct text *text, uint32_t byte)
{
    vec_push(&text->at, (char)byte);
}

static void push_code(struct text *text, uint32_t code)
{
    if (!code) {
        push(text, ' ');
    } else if (code < 0x80) {
        push(text, code);
    } else if (code < 0x800) {
        push(text, 0xC0 | code >> 6);
        push(text, 0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        push(text, 0xE0 | code >> 12);
        push(text, 0x80 | (code >> 6 & 0x3F));
        push(text, 0x80 | (code & 0x3F));
    } else {
        push(text, 0xF0 | code >> 18);
        push(text, 0x80 | (code >> 12 & 0x3F));
        push(text, 0x80 | (code >> 6 & 0x3F));
        push(text, 0x80 | (code & 0x3F));
    }
}

static uint32_t unit_at(const unsigned char *bytes, size_t i, bool big)
{
    return big ? (uint32_t)bytes[i] << 8 | bytes[i + 1] : (uint32_t)bytes[i + 1] << 8 | bytes[i];
}

static void decode_utf16(struct text *text, const unsigned char *bytes, size_t n, bool big)
{
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t unit = unit_at(bytes, i, big);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < n) {
            uint32_t low = unit_at(bytes, i + 2, big);
            bool pair = low >= 0xDC00 && low < 0xE000;
            unit = pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
            i += pair ? 2 : 0;
        }
        push_code(text, unit);
    }
}

char *decode_text(const char *bytes, size_t n)
{
    const unsigned char *at = (const unsigned char *)bytes;
    struct text text = {0};
    if (n >= 2 && ((at[0] == 0xFF && at[1] == 0xFE) || (at[0] == 0xFE && at[1] == 0xFF))) {
        decode_utf16(&text, at + 2, n - 2, at[0] == 0xFE);
    } else {
        size_t mark = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        for (size_t i = mark; i < n; i++)
            vec_push(&text.at, bytes[i] ? bytes[i] : ' ');
    }
    vec_push(&text.at, '\0');
    return text.at.at;
}
