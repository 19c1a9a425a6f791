// Files and folders of the disk, read as they are; or as an editor has them that has not saved them yet.
#ifndef SUPPORT_FILE_H
#define SUPPORT_FILE_H

#include "support/vec.h"

#include <stdbool.h>

// The bytes of the regular file PATH, with a NUL behind the *N of them; NULL with errno set if it cannot be read
// (EISDIR for a folder, EINVAL for a device, EFBIG for more than LIMIT bytes). Released with free().
char *file_read(const char *path, size_t limit, size_t *n);

// From now on the N bytes at TEXT (copied) are what file_read finds at PATH (absolute and normal) in this process.
//
// This is the one thing that all of the process shares: whoever reads a source, in whatever layer, must see the same
// text, and whoever adds a reader must not have to remember that. It is for the process that checks what an editor has
// open, between two checks; no other calls it.
void file_buffer_set(const char *path, const char *text, size_t n);
void file_buffer_clear(const char *path);

struct file_buffer {
    char *path, *text; // text is followed by a NUL
    size_t size;
};

// All of them, *COUNT, borrowed until the next change.
const struct file_buffer *file_buffers(size_t *count);

// Whether PATH (absolute and normal) is one of them.
bool file_is_buffer(const char *path);

// Whether anything has this name, be it a link that leads nowhere.
bool file_is_there(const char *path);
bool file_is_regular(const char *path);
bool file_is_folder(const char *path);

// The absolute path of the working folder. Released with free().
char *file_cwd(void);

#endif
