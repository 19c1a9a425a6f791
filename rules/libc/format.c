/* printf's conversions (C17 7.21.6.1). */
#include "format.h"

#include <stdint.h>
#include <string.h>

#include "host.h"

struct conversion {
    int left, plus, space, alternative, zeros;
    int width, precision; /* precision -1: none */
    int size;             /* bytes of an integer */
    char specifier;
};

static void put(struct output *output, const char *bytes, size_t count)
{
    output->count += (int)count;
    if (output->stream) {
        lint_host_write(output->stream, bytes, count);
        return;
    }
    for (size_t i = 0; i < count && output->used < output->size; i++)
        output->to[output->used++] = bytes[i];
}

static void pad(struct output *output, char with, int count)
{
    for (; count > 0; count--)
        put(output, &with, 1);
}

static int read_number(const char **at)
{
    int number = 0;
    while (**at >= '0' && **at <= '9')
        number = 10 * number + *(*at)++ - '0';
    return number;
}

static const char *read_flags(const char *at, struct conversion *c)
{
    for (;; at++) {
        switch (*at) {
        case '-': c->left = 1; break;
        case '+': c->plus = 1; break;
        case ' ': c->space = 1; break;
        case '#': c->alternative = 1; break;
        case '0': c->zeros = 1; break;
        default: return at;
        }
    }
}

static const char *read_size(const char *at, struct conversion *c)
{
    c->size = sizeof(int);
    if (*at == 'h') {
        c->size = at[1] == 'h' ? sizeof(char) : sizeof(short);
        return at + (at[1] == 'h' ? 2 : 1);
    }
    for (; *at == 'l' || *at == 'z' || *at == 'j' || *at == 't' || *at == 'q'; at++)
        c->size = sizeof(long);
    return at;
}

/* The text PREFIX BODY in the field: zeros for the precision, or for the width, stand between the two. */
static void put_field(struct output *output, const struct conversion *c, const char *prefix, const char *body,
    int length, int zeros)
{
    int before = (int)strlen(prefix);
    int blanks = c->width - before - length - zeros;
    if (!c->left)
        pad(output, ' ', blanks);
    put(output, prefix, (size_t)before);
    pad(output, '0', zeros);
    put(output, body, (size_t)length);
    if (c->left)
        pad(output, ' ', blanks);
}

static void put_digits(struct output *output, const struct conversion *c, const char *prefix, uint64_t number,
    unsigned base)
{
    char text[24];
    int at = sizeof text, zeros;
    const char *digits = c->specifier == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    for (; number; number /= base)
        text[--at] = digits[number % base];
    if (at == sizeof text && c->precision != 0)
        text[--at] = '0';
    int length = (int)sizeof text - at;
    if (c->precision >= 0)
        zeros = c->precision - length;
    else
        zeros = c->zeros && !c->left ? c->width - (int)strlen(prefix) - length : 0;
    put_field(output, c, prefix, text + at, length, zeros > 0 ? zeros : 0);
}

static void put_signed(struct output *output, const struct conversion *c, int64_t number)
{
    if (c->size == sizeof(char))
        number = (signed char)number;
    else if (c->size == sizeof(short))
        number = (short)number;
    else if (c->size == sizeof(int))
        number = (int)number;
    const char *sign = number < 0 ? "-" : c->plus ? "+" : c->space ? " " : "";
    put_digits(output, c, sign, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 10);
}

static void put_unsigned(struct output *output, const struct conversion *c, uint64_t number)
{
    if (c->size < 8)
        number &= (UINT64_C(1) << 8 * c->size) - 1;
    const char *prefix = "";
    if (c->alternative && number)
        prefix = c->specifier == 'x' ? "0x" : c->specifier == 'X' ? "0X" : c->specifier == 'o' ? "0" : "";
    put_digits(output, c, prefix, number, c->specifier == 'o' ? 8 : c->specifier == 'u' ? 10 : 16);
}

static void put_text(struct output *output, const struct conversion *c, const char *text)
{
    int length = 0;
    if (!text)
        text = "(null)";
    while ((c->precision < 0 || length < c->precision) && text[length])
        length++;
    put_field(output, c, "", text, length, 0);
}

/* Two digits are enough for a field. */
static char *put_decimal(char *at, int number)
{
    if (number >= 10)
        *at++ = (char)('0' + number / 10 % 10);
    *at++ = (char)('0' + number % 10);
    return at;
}

/* The conversion is made anew, in one piece, for the engine. */
static void put_float(struct output *output, const struct conversion *c, double number)
{
    char format[16] = "%", text[512];
    char *at = format + 1;
    if (c->left)
        *at++ = '-';
    if (c->plus)
        *at++ = '+';
    if (c->space)
        *at++ = ' ';
    if (c->alternative)
        *at++ = '#';
    if (c->zeros)
        *at++ = '0';
    if (c->width)
        at = put_decimal(at, c->width);
    if (c->precision >= 0) {
        *at++ = '.';
        at = put_decimal(at, c->precision);
    }
    *at++ = c->specifier;
    *at = 0;
    put(output, text, lint_host_format(text, format, number));
}

int format_all(struct output *output, const char *format, va_list arguments)
{
    while (*format) {
        size_t plain = 0;
        while (format[plain] && format[plain] != '%')
            plain++;
        put(output, format, plain);
        format += plain;
        if (!*format)
            break;
        struct conversion c = {.precision = -1};
        format = read_flags(format + 1, &c);
        if (*format == '*') {
            c.width = va_arg(arguments, int);
            if (c.width < 0)
                c.left = 1, c.width = -c.width;
            format++;
        } else {
            c.width = read_number(&format);
        }
        if (*format == '.') {
            format++;
            if (*format == '*')
                c.precision = va_arg(arguments, int), format++;
            else
                c.precision = read_number(&format);
        }
        format = read_size(format, &c);
        c.specifier = *format++;
        switch (c.specifier) {
        case 'd': case 'i':
            put_signed(output, &c, c.size == sizeof(long) ? va_arg(arguments, long) : va_arg(arguments, int));
            break;
        case 'u': case 'x': case 'X': case 'o':
            put_unsigned(output, &c,
                c.size == sizeof(long) ? va_arg(arguments, unsigned long) : va_arg(arguments, unsigned));
            break;
        case 'c': {
            char character = (char)va_arg(arguments, int);
            put_field(output, &c, "", &character, 1, 0);
            break;
        }
        case 's':
            put_text(output, &c, va_arg(arguments, const char *));
            break;
        case 'f': case 'F': case 'e': case 'E': case 'g': case 'G': case 'a': case 'A':
            put_float(output, &c, va_arg(arguments, double));
            break;
        case '%':
            put(output, "%", 1);
            break;
        }
    }
    return output->count;
}
