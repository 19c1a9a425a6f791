/* Output (C17 7.21). Streams are numbers; nothing is buffered. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "host.h"

static char streams[3];
FILE *stdin = (FILE *)&streams[0], *stdout = (FILE *)&streams[1], *stderr = (FILE *)&streams[2];

static int number_of(FILE *stream)
{
    return (int)((char *)stream - streams);
}

int fputc(int character, FILE *stream)
{
    unsigned char byte = (unsigned char)character;
    lint_host_write(number_of(stream), &byte, 1);
    return byte;
}

#undef putc
int putc(int character, FILE *stream)
{
    return fputc(character, stream);
}

#undef putchar
int putchar(int character)
{
    return fputc(character, stdout);
}

int fputs(const char *text, FILE *stream)
{
    lint_host_write(number_of(stream), text, strlen(text));
    return 0;
}

int puts(const char *text)
{
    fputs(text, stdout);
    return fputc('\n', stdout);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    lint_host_write(number_of(stream), bytes, size * count);
    return count;
}

int fflush(FILE *stream)
{
    (void)stream;
    return 0;
}

int vfprintf(FILE *stream, const char *format, va_list arguments)
{
    struct output output = {.stream = number_of(stream)};
    return format_all(&output, format, arguments);
}

int vprintf(const char *format, va_list arguments)
{
    return vfprintf(stdout, format, arguments);
}

int fprintf(FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vfprintf(stream, format, arguments);
    va_end(arguments);
    return count;
}

int printf(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vfprintf(stdout, format, arguments);
    va_end(arguments);
    return count;
}

int vsnprintf(char *to, size_t size, const char *format, va_list arguments)
{
    struct output output = {.to = to, .size = size ? size - 1 : 0};
    int count = format_all(&output, format, arguments);
    if (size)
        to[output.used] = 0;
    return count;
}

int vsprintf(char *to, const char *format, va_list arguments)
{
    return vsnprintf(to, (size_t)-1, format, arguments);
}

int snprintf(char *to, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    return count;
}

int sprintf(char *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(to, (size_t)-1, format, arguments);
    va_end(arguments);
    return count;
}
