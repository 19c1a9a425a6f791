// Files that clang reads beside those on the disk.
#include "frontend/extra.h"

#include "support/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool write_all(int fd, const char *text)
{
    size_t n = strlen(text);
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(fd, text + at, n - at);
        if (wrote <= 0)
            return false;
        at += (size_t)wrote;
    }
    return true;
}

struct extra_file extra_file_hide(const char *name, const char *text)
{
    struct extra_file file = {memfd_create(name, 0), NULL};
    if (file.fd >= 0 && write_all(file.fd, text))
        file.path = memory_format("/proc/self/fd/%d", file.fd);
    return file;
}

struct extra_file extra_file_show(const char *folder, const char *name, const char *text, char **problem)
{
    struct extra_file file = {-1, memory_format("%s/%s", folder, name)};
    int fd = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if ((fd < 0 || !write_all(fd, text)) && !*problem)
        *problem = memory_format("%s: %s", file.path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return file;
}

void extra_file_free(struct extra_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    free(file->path);
}
