// What the editor can take, as its initialize request says, and what the answer to that has to say of us.
#ifndef LSP_CLIENT_H
#define LSP_CLIENT_H

#include "lsp/position.h"

struct client {
    enum encoding encoding; // what was agreed on
    bool offers_utf8;       // for a server of our own
    bool related, progress, pulls, shows_documents, edits_versions, markdown;
    char *root; // the folder that it has open; NULL: none
};

// Reads the params of initialize.
void client_read(struct client *client, const json_t *params);

// Takes the encoding that clangd chose from its initialize result, and adds what we can do to it.
void client_merge(struct client *client, json_t *result);

// The initialize result of a server of our own; chooses the encoding.
json_t *client_answer(struct client *client, const char *version);

void client_free(struct client *client);

#endif
