// The text of a file that Windows' tools wrote.
#ifndef MSBUILD_DECODE_H
#define MSBUILD_DECODE_H

#include <stddef.h>

// The N bytes at BYTES as UTF-8 without a byte order mark: UTF-16 is converted, all else is taken as it is, NULs as
// spaces. Released with free().
char *decode_text(const char *bytes, size_t n);

#endif
