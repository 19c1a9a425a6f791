// UTF-8 as it is found in files.
#include "support/utf8.h"

#include "support/vec.h"

#include <stdbool.h>

size_t utf8_decode(const char *text, size_t room, uint32_t *code)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *at = (const unsigned char *)text;
    size_t n = *at < 0x80 ? 1 : *at >> 5 == 6 ? 2 : *at >> 4 == 14 ? 3 : *at >> 3 == 30 ? 4 : 0;
    if (!n || n > room)
        return 0;
    *code = n == 1 ? *at : *at & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if (at[i] >> 6 != 2)
            return 0;
        *code = *code << 6 | (at[i] & 0x3f);
    }
    bool surrogate = *code >= 0xd800 && *code < 0xe000;
    return *code < least[n] || *code > 0x10ffff || surrogate ? 0 : n;
}

size_t utf8_units(const char *text, size_t n)
{
    size_t units = 0;
    for (size_t at = 0; at < n; units++) {
        uint32_t code = 0;
        size_t length = utf8_decode(text + at, n - at, &code);
        units += code > 0xffff && length;
        at += length ? length : 1;
    }
    return units;
}

// XML 1.0 (fifth edition), production 2 Char.
static bool is_allowed(uint32_t code)
{
    return code >= 0x20 ? code != 0xfffe && code != 0xffff : code == '\t' || code == '\n' || code == '\r';
}

char *utf8_clean(const char *text, size_t n)
{
    VEC(char) copy = {0};
    for (size_t at = 0; at < n;) {
        uint32_t code = 0;
        size_t length = utf8_decode(text + at, n - at, &code);
        bool good = length && is_allowed(code);
        const char *from = good ? text + at : "\xef\xbf\xbd";
        for (size_t i = 0; i < (good ? length : 3); i++)
            vec_push(&copy, from[i]);
        at += length ? length : 1;
    }
    vec_push(&copy, '\0');
    return copy.at;
}
