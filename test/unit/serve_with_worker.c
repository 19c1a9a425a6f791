// The server with another program as its worker: serve_with_worker WORKER CLANGD [CLANGD'S ARGUMENTS...].
#include "lsp/lsp.h"

#include <stdio.h>

int main(int count, char **arguments)
{
    if (count < 3) {
        fputs("serve_with_worker WORKER CLANGD [CLANGD'S ARGUMENTS...]\n", stderr);
        return 2;
    }
    const char *worker[] = {arguments[1], NULL};
    struct session_options session = {0};
    struct lsp_options options = {
        .mode = LSP_FRONT,
        .clangd = arguments[2],
        .clangd_arguments = (const char *const *)arguments + 3,
        .clangd_argument_count = (size_t)count - 3,
        .worker = worker,
        .session = &session,
    };
    return lsp_serve(&options);
}
