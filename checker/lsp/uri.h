// file: URIs and paths (RFC 8089, RFC 3986).
#ifndef LSP_URI_H
#define LSP_URI_H

// The path that a file: URI names, or NULL for any other URI. Released with free().
char *uri_path(const char *uri);

// The URI of an absolute path. Released with free().
char *uri_from_path(const char *path);

#endif
