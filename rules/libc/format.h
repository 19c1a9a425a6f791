/* Formatted output, to a stream or into memory. */
#ifndef LIBC_FORMAT_H
#define LIBC_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

struct output {
    int stream;        /* 0: into memory */
    char *to;          /* memory: of SIZE bytes, the first USED of which are written */
    size_t size, used;
    int count;         /* bytes put out, also those that found no room */
};

/* All of FORMAT. Returns the number of bytes. */
int format_all(struct output *output, const char *format, va_list arguments);

#endif
