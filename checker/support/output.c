// Writing a file whole or not at all.
#include "support/output.h"

#include "support/memory.h"
#include "support/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *problem_with(const char *path, int number)
{
    return memory_format("cannot write %s: %s", path, strerror(number));
}

// 0, or the error's number.
static int write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return errno;
        bytes += done;
        n -= (size_t)done;
    }
    return 0;
}

static int write_in_place(const char *path, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int number = write_all(fd, bytes, n);
    return close(fd) < 0 && !number ? errno : number;
}

// A new file gets the permissions that open() would have given it, an old one keeps its own.
static mode_t mode_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return status.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static int write_beside(const char *path, const char *bytes, size_t n)
{
    char *folder = path_folder(path), *beside = memory_format("%s/.%s.XXXXXX", folder, path_name(path));
    mode_t mode = mode_of(path);
    int fd = mkostemp(beside, O_CLOEXEC), number = fd < 0 ? errno : 0;
    if (fd >= 0) {
        number = write_all(fd, bytes, n);
        if (!number && (fchmod(fd, mode) < 0 || fsync(fd) < 0))
            number = errno;
        if (close(fd) < 0 && !number)
            number = errno;
        if (!number && rename(beside, path) < 0)
            number = errno;
        if (number)
            unlink(beside);
    }
    free(beside);
    free(folder);
    return number;
}

// Where PATH leads: a link stays one, and what it points to is replaced.
static char *target_of(const char *path)
{
    char *target = realpath(path, NULL);
    return target ? target : memory_text(path, strlen(path));
}

static bool is_special(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

char *output_write(const char *path, const char *bytes, size_t n)
{
    char *target = target_of(path);
    int number = is_special(target) ? write_in_place(target, bytes, n) : write_beside(target, bytes, n);
    free(target);
    return number ? problem_with(path, number) : NULL;
}

char *output_check(const char *path)
{
    struct stat status;
    char *target = target_of(path), *folder = path_folder(target);
    int number = 0;
    if (stat(target, &status) == 0 && S_ISDIR(status.st_mode))
        number = EISDIR;
    else if (is_special(target) ? access(target, W_OK) < 0 : access(folder, W_OK | X_OK) < 0)
        number = errno;
    free(folder);
    free(target);
    return number ? problem_with(path, number) : NULL;
}
