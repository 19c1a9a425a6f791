// Writing a file whole or not at all.
#ifndef SUPPORT_OUTPUT_H
#define SUPPORT_OUTPUT_H

#include <stddef.h>

// Puts the N bytes at BYTES into PATH: into a file beside it, which then takes its name, so that whoever reads PATH sees
// the old content or the new one. What is no regular file (a device, a pipe) is written to as it is. NULL on success;
// else what went wrong ("cannot write x: No space left on device"), released with free().
char *output_write(const char *path, const char *bytes, size_t n);

// What would keep PATH from being written, as far as can be told before; NULL: nothing. Released with free().
char *output_check(const char *path);

#endif
