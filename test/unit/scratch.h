// A folder for one test's files, removed with everything in it.
#ifndef TEST_SCRATCH_H
#define TEST_SCRATCH_H

#include "support/memory.h"
#include "support/path.h"

#include <assert.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Makes a fresh folder and returns its path without links; released by scratch_remove.
static inline char *scratch_make(void)
{
    char template[] = "/tmp/ndislint-test-XXXXXX";
    char *made = mkdtemp(template);
    assert(made);
    return realpath(made, NULL);
}

static inline int scratch_unlink(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
    (void)status, (void)kind, (void)ftw;
    return remove(path);
}

static inline void scratch_remove(char *folder)
{
    nftw(folder, scratch_unlink, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

// Writes N bytes to NAME below FOLDER, with the folders that it needs; returns its path, released with free().
static inline char *scratch_write_bytes(const char *folder, const char *name, const char *bytes, size_t n)
{
    char *path = memory_format("%s/%s", folder, name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    FILE *to = fopen(path, "wb");
    assert(to);
    fwrite(bytes, 1, n, to);
    fclose(to);
    return path;
}

static inline void scratch_write(const char *folder, const char *name, const char *text)
{
    free(scratch_write_bytes(folder, name, text, strlen(text)));
}

#endif
