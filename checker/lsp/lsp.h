// The language server: a companion that an editor starts in clangd's place, and that starts clangd (or stands beside
// it). Ours and clangd's diagnostics, hovers and code actions are merged; everything else passes as it is.
//
//     editor  <->  ndislint lsp  <->  clangd
//                       |
//                  ndislint lsp --worker      checks the driver, as often as something changes
//
// The checks run in a process of their own: its end takes nobody along.
#ifndef LSP_LSP_H
#define LSP_LSP_H

#include "session/session.h"

enum lsp_mode {
    LSP_FRONT,       // in front of clangd
    LSP_PASSTHROUGH, // the same, without anything of ours
    LSP_STANDALONE,  // without clangd
};

struct lsp_options {
    enum lsp_mode mode;
    const char *clangd;                  // its name or path; NULL: the first that is found
    const char *const *clangd_arguments;
    size_t clangd_argument_count;
    const char *const *worker;           // the command line of the worker, NULL-terminated
    unsigned fix_wait; // seconds that a code action may wait for fixes to be checked; 0: 3
    const struct session_options *session; // for what the catalogue says
};

// Serves the editor on standard input and output until it says exit, or either side is gone. Returns the exit status:
// clangd's (128 and the signal's number if one ended it), or REPORT_STATUS_USAGE if clangd cannot be started.
int lsp_serve(const struct lsp_options *options);

// The other process: checks on request, see work.h. Returns when standard input ends.
int lsp_work(const struct session_options *options);

// Becomes clangd with the given arguments; returns, with a message printed, only if it cannot.
int lsp_become_clangd(const struct lsp_options *options);

#endif
