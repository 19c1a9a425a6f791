// What the targets share. Each target is a program of libFuzzer: scripts/fuzz runs them, seeds/ has what they begin with.
#ifndef TEST_FUZZ_H
#define TEST_FUZZ_H

#include "support/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A folder of this process, made when it is first asked for, and the file NAME in it with the given bytes. The path is
// released with free().
static inline char *fuzz_write(const char *name, const uint8_t *data, size_t size)
{
    static char *folder;
    const char *below = getenv("TMPDIR");
    if (!folder && !mkdtemp(folder = memory_format("%s/ndislint-fuzz-XXXXXX", below ? below : "/tmp")))
        _exit(1);
    char *path = memory_format("%s/%s", folder, name);
    FILE *to = fopen(path, "wb");
    if (!to || fwrite(data, 1, size, to) != size || fclose(to))
        _exit(1);
    return path;
}

#endif
