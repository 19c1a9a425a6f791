// file: URIs and paths.
#include "lsp/uri.h"

#include "support/memory.h"
#include "support/path.h"

#include <ctype.h>
#include <string.h>

static int hex(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : -1;
}

// The path behind file:// and a host, which can only be this one.
static const char *path_part(const char *uri)
{
    if (strncmp(uri, "file:", 5))
        return NULL;
    uri += 5;
    if (!strncmp(uri, "//", 2))
        uri += 2 + strcspn(uri + 2, "/");
    return *uri == '/' ? uri : NULL;
}

char *uri_path(const char *uri)
{
    const char *from = uri ? path_part(uri) : NULL;
    if (!from)
        return NULL;
    char *path = memory_text(from, strlen(from)), *to = path;
    for (; *from; from++) {
        int high = *from == '%' ? hex(from[1]) : -1, low = high >= 0 ? hex(from[2]) : -1;
        *to++ = low >= 0 ? (char)(high * 16 + low) : *from;
        from += low >= 0 ? 2 : 0;
    }
    *to = 0;
    char *normal = path_absolute("/", path);
    free(path);
    return normal;
}

// What clangd leaves as it is: unreserved characters and slashes.
static bool is_plain(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("-_.~/:", c));
}

char *uri_from_path(const char *path)
{
    char *uri = memory_new(strlen(path) * 3 + sizeof "file://"), *to = uri + sizeof "file://" - 1;
    memcpy(uri, "file://", sizeof "file://" - 1);
    for (; *path; path++) {
        if (is_plain(*path))
            *to++ = *path;
        else {
            static const char digits[] = "0123456789ABCDEF";
            *to++ = '%';
            *to++ = digits[(unsigned char)*path >> 4];
            *to++ = digits[(unsigned char)*path & 15];
        }
    }
    return uri;
}
