// Files and folders of the disk, read as they are.
#include "support/file.h"

#include "support/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// What an editor has open: see file.h on why this is the process's.
static struct {
    VEC(struct file_buffer) list;
} buffers;

static struct file_buffer *buffer_find(const char *path)
{
    for (size_t i = 0; i < buffers.list.count; i++)
        if (!strcmp(buffers.list.at[i].path, path))
            return &buffers.list.at[i];
    return NULL;
}

void file_buffer_set(const char *path, const char *text, size_t n)
{
    file_buffer_clear(path);
    vec_push(&buffers.list, (struct file_buffer){memory_text(path, strlen(path)), memory_text(text, n), n});
}

void file_buffer_clear(const char *path)
{
    struct file_buffer *buffer = buffer_find(path);
    if (!buffer)
        return;
    free(buffer->path);
    free(buffer->text);
    *buffer = vec_pop(&buffers.list);
}

const struct file_buffer *file_buffers(size_t *count)
{
    *count = buffers.list.count;
    return buffers.list.at;
}

bool file_is_buffer(const char *path)
{
    return buffer_find(path);
}

static const struct file_buffer *buffer_at(const char *path)
{
    if (!buffers.list.count)
        return NULL;
    char *cwd = file_cwd(), *normal = path_absolute(cwd, path);
    const struct file_buffer *buffer = buffer_find(normal);
    free(normal);
    free(cwd);
    return buffer;
}

// The rest of FD's bytes, SIZE expected; a file that grows meanwhile is cut.
static char *fd_read(int fd, size_t size, size_t *n)
{
    char *bytes = memory_new(size + 1);
    *n = 0;
    while (*n < size) {
        ssize_t got = read(fd, bytes + *n, size - *n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(bytes);
            return NULL;
        }
        if (got == 0)
            break;
        *n += (size_t)got;
    }
    bytes[*n] = '\0';
    return bytes;
}

static char *buffer_read(const struct file_buffer *buffer, size_t limit, size_t *n)
{
    *n = buffer->size;
    if (buffer->size <= limit)
        return memory_text(buffer->text, buffer->size);
    errno = EFBIG;
    return NULL;
}

char *file_read(const char *path, size_t limit, size_t *n)
{
    const struct file_buffer *buffer = buffer_at(path);
    if (buffer)
        return buffer_read(buffer, limit, n);
    // Not to block on a FIFO that stands where a source should.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    struct stat status;
    char *bytes = NULL;
    int problem = 0;
    if (fstat(fd, &status) < 0)
        problem = errno;
    else if (S_ISDIR(status.st_mode))
        problem = EISDIR;
    else if (!S_ISREG(status.st_mode))
        problem = EINVAL;
    else if ((unsigned long long)status.st_size > limit)
        problem = EFBIG;
    else if (!(bytes = fd_read(fd, (size_t)status.st_size, n)))
        problem = errno;
    close(fd);
    if (problem)
        errno = problem;
    return bytes;
}

bool file_is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

bool file_is_regular(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

char *file_cwd(void)
{
    char *cwd = getcwd(NULL, 0);
    return cwd ? cwd : memory_text("/", 1);
}
