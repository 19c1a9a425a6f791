// The documents that the editor has open, as they are in it.
#ifndef LSP_DOCUMENT_H
#define LSP_DOCUMENT_H

#include "lsp/position.h"
#include "support/vec.h"

struct document {
    char *path; // absolute
    char *uri;  // as the editor writes it
    char *text;
    size_t size;
    json_int_t version;
    bool sent; // the analysis has this text
};

struct documents {
    VEC(struct document *) list;
    VEC(char *) closed; // paths whose texts the analysis has still
};

// The open document at PATH, or NULL.
struct document *documents_find(const struct documents *documents, const char *path);

// What didOpen and didClose say: their params. Returns the document that was opened, or NULL for what is no file.
struct document *documents_open(struct documents *documents, const json_t *params);
void documents_close(struct documents *documents, const char *path);

// The document that params with a textDocument are about, or NULL.
struct document *documents_of(const struct documents *documents, const json_t *params);

// Makes the changes of a didChange to DOCUMENT, and calls TELL with each.
void document_change(struct document *document, enum encoding encoding, const json_t *params,
    void (*tell)(void *subject, const struct document *document, const struct edit *edit), void *subject);

void documents_free(struct documents *documents);

#endif
