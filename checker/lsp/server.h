// What the parts of the server share: its streams, what it knows of the editor, and what stands open.
//
//     server.c    its life: the streams, clangd's process, the end
//     editor.c    what the editor says          clangd.c    what clangd says
//     publish.c   diagnostics, merged           analysis.c  the worker: when it checks, what it answers
//     hover.c, action.c                         what is added to clangd's answers
#ifndef LSP_SERVER_H
#define LSP_SERVER_H

#include "lsp/child.h"
#include "lsp/client.h"
#include "lsp/document.h"
#include "lsp/frame.h"
#include "lsp/lsp.h"
#include "lsp/message.h"
#include "lsp/ours.h"

// What clangd said last of one file.
struct theirs {
    char *path, *uri; // as clangd writes it
    json_t *diagnostics;
    bool has_version;
    json_int_t version; // of the document that the ranges are for
};

// A request of the editor whose answer gets ours added.
enum request_kind { REQUEST_INITIALIZE, REQUEST_HOVER, REQUEST_ACTION };
struct request {
    enum request_kind kind;
    char *id; // as it is written
    json_t *params;
    json_t *theirs; // clangd's answer, if it waits for fixes to be checked
    bool held;
    bool hurried; // the editor has cancelled it: what is known is enough
};

struct analysis {
    struct child *worker;
    struct frame_reader reader;
    uv_timer_t delay;  // from a change to its check
    uv_timer_t patience; // with a check that was told to stop
    uv_timer_t held;   // of code actions that wait
    bool listens;      // the worker can be told to stop
    bool given_up;     // it did not stop, and was killed
    bool flags_known;  // how sources are compiled was answered
    char *root;        // of the driver; NULL: nothing was opened yet
    uint64_t changes;  // counts what may change the findings
    uint64_t changed;  // when it last did, in the loop's milliseconds
    uint64_t running;  // the change whose check runs; 0: none
    uint64_t answered; // the change that `ours` is of
    unsigned deaths;   // of workers, since the last answer
    bool fixes_known;  // for the change that was answered
    char *folder;      // for files that clangd's flags name; NULL: none was made
    uint64_t progress; // the number of the progress that is shown; 0: none
    uint64_t began;    // of the check that runs, in the loop's milliseconds
    char *verdict;     // what was last logged
};

struct server {
    uv_loop_t loop;
    const struct lsp_options *options;
    struct source editor_in;
    struct sink editor_out;
    struct frame_reader from_editor, from_clangd;
    struct child *clangd; // NULL: standalone
    VEC(struct child *) children; // all that were started
    uv_timer_t deadline;
    struct client client;
    struct documents documents;
    VEC(struct theirs) theirs;
    VEC(struct request) requests;
    struct ours ours;
    VEC(char *) shown; // paths whose diagnostics in the editor have some of ours
    struct analysis analysis;
    uint64_t next_id; // of requests of our own
    bool initialized, shut_down, left, ending, clangd_silent; // left: the editor said exit
    int status;
};

// ---- server.c ----

// Sends MESSAGE, which is taken, or nothing if it is NULL.
void server_tell(struct sink *sink, json_t *message);

// Sends a notification; PARAMS are taken.
void server_notify(struct sink *sink, const char *method, json_t *params);

// Sends a request of our own; its answer is swallowed.
void server_ask_editor(struct server *server, const char *method, json_t *params);

// Answers the editor's request ID with RESULT, which is taken.
void server_answer(struct server *server, struct span id, json_t *result);
void server_refuse(struct server *server, struct span id, int code, const char *why);

// Writes a line to the editor's log. TYPE: 1 error, 2 warning, 3 information.
void server_log(struct server *server, int type, const char *text);

// The JSON in SPAN; NULL if it is none that can be kept exactly.
json_t *server_parse(struct span span);

// Ends the server with STATUS once all is written.
void server_end(struct server *server, int status);

// ---- editor.c, clangd.c ----

void editor_frame(struct server *server, const struct frame *frame);
void clangd_frame(struct server *server, const struct frame *frame);

// ---- publish.c ----

// Sends what is known of the file at PATH.
void publish_path(struct server *server, const char *path);

// Sends what is known of each file that has or had some of ours.
void publish_ours(struct server *server);

// All diagnostics of ours for the file at PATH.
json_t *publish_list(const struct server *server, const char *path);

// Takes clangd's publishDiagnostics; false if the message is to be passed on as it is.
bool publish_theirs(struct server *server, json_t *params);

void publish_free(struct server *server);

// ---- analysis.c ----

enum urgency { CHECK_SOON, CHECK_NOW }; // after a pause, or at once
void analysis_changed(struct server *server, enum urgency urgency);

// DOCUMENT was opened: the driver that it belongs to is checked from now on.
void analysis_opened(struct server *server, const struct document *document);

// Whether what is known of the findings and their fixes is not the last word on the documents.
bool analysis_pending(const struct server *server);

// A code action began to wait: it does not wait for long.
void analysis_awaited(struct server *server);

void analysis_end(struct server *server);
void analysis_free(struct server *server);

// ---- hover.c, action.c ----

// THEIRS (NULL: none) with ours added, for the request's params; THEIRS is taken.
json_t *hover_merge(const struct server *server, const json_t *params, json_t *theirs);
json_t *action_merge(const struct server *server, const json_t *params, json_t *theirs);

// Whether there is anything of ours to add.
bool hover_adds(const struct server *server, const json_t *params);
bool action_adds(const struct server *server, const json_t *params);

// Does a command of ours.
json_t *action_execute(struct server *server, const json_t *params);

// ---- requests, in editor.c ----

void request_add(struct server *server, enum request_kind kind, struct span id, json_t *params);
struct request *request_find(struct server *server, struct span id);
void request_remove(struct server *server, struct request *request);

// Answers the code action ID now, unless more is to come.
void request_wait(struct server *server, struct span id);

// Answers the code actions that wait; all of them, or those with this id.
void request_release(struct server *server, struct span id);

#endif
