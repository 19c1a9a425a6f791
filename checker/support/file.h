// Files and folders of the disk, read as they are.
#ifndef SUPPORT_FILE_H
#define SUPPORT_FILE_H

#include "support/vec.h"

#include <stdbool.h>

// The bytes of the regular file PATH, with a NUL behind the *N of them; NULL with errno set if it cannot be read
// (EISDIR for a folder, EINVAL for a device, EFBIG for more than LIMIT bytes). Released with free().
char *file_read(const char *path, size_t limit, size_t *n);

bool file_is_regular(const char *path);
bool file_is_folder(const char *path);

// The absolute path of the working folder. Released with free().
char *file_cwd(void);

#endif
