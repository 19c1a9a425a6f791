// Memory that never fails to arrive.
#include "support/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void memory_exhausted(void)
{
    fputs("ndislint: out of memory\n", stderr);
    exit(70);
}

static void *memory_or_exit(void *at)
{
    if (!at)
        memory_exhausted();
    return at;
}

void *memory_new(size_t size)
{
    return memory_or_exit(calloc(1, size ? size : 1));
}

void *memory_grow(void *at, size_t *capacity, size_t wanted, size_t size)
{
    if (wanted <= *capacity)
        return at;
    size_t room = *capacity ? *capacity * 2 : 8;
    if (room < wanted)
        room = wanted;
    *capacity = room;
    return memory_or_exit(realloc(at, room * size));
}

char *memory_text(const char *text, size_t n)
{
    char *copy = memory_new(n + 1);
    if (n)
        memcpy(copy, text, n);
    return copy;
}

char *memory_format(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = NULL;
    va_end(args);
    return memory_or_exit(text);
}
