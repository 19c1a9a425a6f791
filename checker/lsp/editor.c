// What the editor says: forwarded as it is, then looked at; without clangd, answered.
#include "lsp/server.h"

#include <string.h>

enum { METHOD_NOT_FOUND = -32601, INVALID_REQUEST = -32600, NOT_INITIALIZED = -32002 };

// ---- requests whose answers get ours added ----

void request_add(struct server *server, enum request_kind kind, struct span id, json_t *params)
{
    struct request request = {.kind = kind, .id = memory_text(id.at, id.size), .params = params};
    vec_push(&server->requests, request);
}

static struct span span_of(const char *text)
{
    return (struct span){text, strlen(text)};
}

struct request *request_find(struct server *server, struct span id)
{
    for (size_t i = 0; i < server->requests.count; i++)
        if (span_same_id(id, span_of(server->requests.at[i].id)))
            return &server->requests.at[i];
    return NULL;
}

void request_remove(struct server *server, struct request *request)
{
    free(request->id);
    json_decref(request->params);
    json_decref(request->theirs);
    *request = vec_pop(&server->requests);
}

void request_release(struct server *server, struct span id)
{
    for (size_t i = server->requests.count; i-- > 0;) {
        struct request *request = &server->requests.at[i];
        if (!request->held || (id.at && !span_same_id(id, span_of(request->id))))
            continue;
        json_t *theirs = request->theirs;
        request->theirs = NULL;
        server_answer(
            server, (struct span){request->id, strlen(request->id)}, action_merge(server, request->params, theirs));
        request_remove(server, request);
    }
}

void request_wait(struct server *server, struct span id)
{
    const struct request *request = request_find(server, id);
    if (request && !request->hurried && analysis_pending(server) && action_adds(server, request->params))
        analysis_awaited(server);
    else
        request_release(server, id);
}

// ---- notifications ----

static void on_open(struct server *server, struct span id, json_t *params)
{
    (void)id;
    const struct document *document = documents_open(&server->documents, params);
    if (document)
        analysis_opened(server, document);
}

static void tell_edit(void *subject, const struct document *document, const struct edit *edit)
{
    struct server *server = subject;
    ours_edit(&server->ours, document->path, edit);
}

static void on_change(struct server *server, struct span id, json_t *params)
{
    (void)id;
    struct document *document = documents_of(&server->documents, params);
    if (!document)
        return;
    document_change(document, server->client.encoding, params, tell_edit, server);
    analysis_changed(server, CHECK_SOON);
}

static void on_close(struct server *server, struct span id, json_t *params)
{
    (void)id;
    const struct document *document = documents_of(&server->documents, params);
    if (!document)
        return;
    char *path = memory_text(document->path, strlen(document->path));
    documents_close(&server->documents, path);
    for (size_t i = 0; i < server->ours.findings.count; i++)
        if (finding_is_in(&server->ours.findings.at[i], path))
            server->ours.findings.at[i].place.gone = true;
    if (!server->clangd)
        publish_path(server, path);
    free(path);
    analysis_changed(server, CHECK_SOON);
}

static void on_disk(struct server *server, struct span id, json_t *params)
{
    (void)id;
    (void)params;
    analysis_changed(server, CHECK_NOW);
}

static void on_leave(struct server *server, struct span id, json_t *params)
{
    (void)id;
    (void)params;
    server->left = true;
    if (!server->clangd)
        server_end(server, server->shut_down ? 0 : 1);
}

// An answer that waits is given with what is known.
static void on_cancel(struct server *server, struct span id, json_t *params)
{
    (void)id;
    char *text = json_dumps(json_object_get(params, "id"), JSON_ENCODE_ANY | JSON_COMPACT);
    struct request *request = text ? request_find(server, span_of(text)) : NULL;
    if (request) {
        request->hurried = true;
        request_release(server, span_of(text));
    }
    free(text);
}

// ---- requests ----

static void on_initialize(struct server *server, struct span id, json_t *params)
{
    client_read(&server->client, params);
    server->initialized = true;
    if (server->clangd) {
        request_add(server, REQUEST_INITIALIZE, id, NULL);
        return;
    }
    char *version = session_version();
    server_answer(server, id, client_answer(&server->client, version));
    free(version);
}

static void on_shutdown(struct server *server, struct span id, json_t *params)
{
    (void)params;
    server->shut_down = true;
    if (!server->clangd)
        server_answer(server, id, json_null());
}

static void on_hover(struct server *server, struct span id, json_t *params)
{
    if (server->clangd)
        request_add(server, REQUEST_HOVER, id, json_incref(params));
    else
        server_answer(server, id, hover_merge(server, params, NULL));
}

static void on_action(struct server *server, struct span id, json_t *params)
{
    request_add(server, REQUEST_ACTION, id, json_incref(params));
    if (server->clangd)
        return;
    vec_last(&server->requests).held = true;
    request_wait(server, id);
}

static void on_pull(struct server *server, struct span id, json_t *params)
{
    if (server->clangd)
        return;
    const struct document *document = documents_of(&server->documents, params);
    server_answer(server, id,
        json_pack("{ssso}", "kind", "full", "items", document ? publish_list(server, document->path) : json_array()));
}

static bool is_ours(const json_t *params)
{
    const char *command = json_string_value(json_object_get(params, "command"));
    return command && !strncmp(command, "ndislint.", strlen("ndislint."));
}

static void on_execute(struct server *server, struct span id, json_t *params)
{
    if (is_ours(params))
        server_answer(server, id, action_execute(server, params));
    else if (!server->clangd)
        server_refuse(server, id, METHOD_NOT_FOUND, "there is no such command");
}

// ---- the table ----

struct route {
    const char *method;
    void (*take)(struct server *server, struct span id, json_t *params);
    bool request;
};

static const struct route routes[] = {
    {"initialize", on_initialize, true},
    {"shutdown", on_shutdown, true},
    {"exit", on_leave, false},
    {"textDocument/didOpen", on_open, false},
    {"textDocument/didChange", on_change, false},
    {"textDocument/didSave", on_disk, false},
    {"textDocument/didClose", on_close, false},
    {"workspace/didChangeWatchedFiles", on_disk, false},
    {"workspace/didChangeConfiguration", on_disk, false},
    {"textDocument/hover", on_hover, true},
    {"textDocument/codeAction", on_action, true},
    {"textDocument/diagnostic", on_pull, true},
    {"workspace/executeCommand", on_execute, true},
    {"$/cancelRequest", on_cancel, false},
};

static const struct route *find_route(const struct message *message)
{
    for (unsigned i = 0; i < sizeof routes / sizeof *routes; i++)
        if (span_is_string(message->method, routes[i].method))
            return routes[i].request == (message->id.at != NULL) ? &routes[i] : NULL;
    return NULL;
}

// Whether this is between us and the editor.
static bool is_private(const struct message *message, const json_t *params)
{
    if (!message->method.at)
        return message->answer && message->id.size > 10 && !strncmp(message->id.at, "\"ndislint:", 10);
    return span_is_string(message->method, "workspace/executeCommand") && is_ours(params);
}

// A server alone has to answer every request, and none before its time.
static bool refuse(struct server *server, const struct message *message, const struct route *route)
{
    if (!message->id.at || !message->method.at)
        return false;
    bool begins = span_is_string(message->method, "initialize");
    if (server->shut_down)
        server_refuse(server, message->id, INVALID_REQUEST, "the server was shut down");
    else if (!begins && !server->initialized)
        server_refuse(server, message->id, NOT_INITIALIZED, "the server is not initialized");
    else if (begins && server->initialized)
        server_refuse(server, message->id, INVALID_REQUEST, "the server is initialized already");
    else if (!route)
        server_refuse(server, message->id, METHOD_NOT_FOUND, "ndislint does not do this");
    else
        return false;
    return true;
}

void editor_frame(struct server *server, const struct frame *frame)
{
    struct message message = {0};
    bool whole = frame->body_size && message_peek(frame->body, frame->body_size, &message);
    const struct route *route = whole ? find_route(&message) : NULL;
    json_t *params = NULL;
    if (route && server->clangd && !span_is_string(message.method, "workspace/executeCommand")) {
        sink_write(&server->clangd->in, frame->bytes, frame->size); // at once: ours can wait
        params = server_parse(message.params);
    } else {
        params = route ? server_parse(message.params) : NULL;
        if (server->clangd && !(whole && is_private(&message, params)))
            sink_write(&server->clangd->in, frame->bytes, frame->size);
    }
    if (whole && (server->clangd || !refuse(server, &message, route)) && route)
        route->take(server, message.id, params);
    json_decref(params);
}
