// String literals: their bytes, from the form in which libclang spells them.
//
// That form is one literal in quotes, concatenated, with a prefix (L, u8, u, U) and with \a … \v, \\, \", three
// octal digits, \x for wide characters, \u and \U for others; `""` ends a \x. (StringLiteral::outputString)
#include "frontend/lowering.h"

struct literal {
    const char *at;
    unsigned char *bytes;
    uint64_t size, used;
    unsigned width; // bytes of a character
};

static void literal_put(struct literal *s, uint32_t unit)
{
    for (unsigned i = 0; i < s->width && s->used < s->size; i++)
        s->bytes[s->used++] = (unsigned char)(unit >> 8 * i);
}

static uint32_t literal_digits(struct literal *s, unsigned base, unsigned most)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < most; i++, s->at++) {
        unsigned char c = (unsigned char)*s->at;
        unsigned digit = c >= '0' && c <= '9'   ? c - (unsigned)'0'
                         : c >= 'a' && c <= 'f' ? c - (unsigned)'a' + 10u
                         : c >= 'A' && c <= 'F' ? c - (unsigned)'A' + 10u
                                                : 99u;
        if (digit >= base)
            break;
        value = value * base + digit;
    }
    return value;
}

// A character beyond the basic plane takes two units where units are two bytes wide.
static void literal_put_character(struct literal *s, uint32_t character)
{
    if (s->width == 2 && character > 0xffff) {
        literal_put(s, 0xd800 + ((character - 0x10000) >> 10));
        literal_put(s, 0xdc00 + ((character - 0x10000) & 0x3ff));
    } else {
        literal_put(s, character);
    }
}

static void literal_escape(struct literal *s)
{
    static const char names[] = "abefnrtv", values[] = "\a\b\x1b\f\n\r\t\v";
    char c = *s->at++;
    const char *name = c ? strchr(names, c) : NULL;
    if (name)
        literal_put(s, (unsigned char)values[name - names]);
    else if (c == 'x')
        literal_put(s, literal_digits(s, 16, 8));
    else if (c == 'u')
        literal_put_character(s, literal_digits(s, 16, 4));
    else if (c == 'U')
        literal_put_character(s, literal_digits(s, 16, 8));
    else if (c >= '0' && c <= '7')
        s->at--, literal_put(s, literal_digits(s, 8, 3));
    else
        literal_put(s, (unsigned char)c);
}

static void literal_read(struct literal *s)
{
    while (*s->at && *s->at != '"')
        s->at++; // the prefix
    if (*s->at)
        s->at++;
    while (*s->at) {
        if (s->at[0] == '"' && s->at[1] == '"')
            s->at += 2;
        else if (s->at[0] == '"')
            return;
        else if (*s->at == '\\')
            s->at++, literal_escape(s);
        else
            literal_put(s, (unsigned char)*s->at++);
    }
}

uint32_t global_of_literal(struct lowering *l, CXCursor e)
{
    CXType type = canonical_type(e);
    CXString spelling = clang_getCursorSpelling(e);
    struct literal s = {.at = clang_getCString(spelling), .size = size_of(type)};
    s.width = (unsigned)size_of(clang_getArrayElementType(type));
    s.bytes = memory_new(s.size);
    if (s.at && s.width)
        literal_read(&s);
    char *name = memory_format(".str.%u", (unsigned)l->strings++);
    struct ir_global made = {.name = text_intern(l, name),
                             .linkage = IR_INTERNAL,
                             .defined = 1,
                             .is_const = 1,
                             .is_string = 1,
                             .init = IR_NONE,
                             .size = s.size};
    made.bytes = ir_unit_add_text(l->unit, (const char *)s.bytes, s.size);
    made.loc = source_loc(l, clang_getCursorLocation(e));
    free(name);
    free(s.bytes);
    clang_disposeString(spelling);
    vec_push(&l->unit->globals, made);
    return (uint32_t)l->unit->globals.count - 1;
}
