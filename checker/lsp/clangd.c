// What clangd says: passed on as it is, but for what ours is added to.
#include "lsp/server.h"

#include <string.h>

static bool adds(const struct server *server, const struct request *request)
{
    switch (request->kind) {
    case REQUEST_INITIALIZE:
        return true;
    case REQUEST_HOVER:
        return hover_adds(server, request->params);
    case REQUEST_ACTION:
        return action_adds(server, request->params);
    }
    return false;
}

static json_t *merge_initialize(struct server *server, json_t *result)
{
    if (json_is_object(result))
        client_merge(&server->client, result);
    return result;
}

// Ours is added to an answer with a result. False: the answer goes on as it is.
static bool take_answer(struct server *server, struct request *request, const struct message *message)
{
    json_t *result = adds(server, request) ? server_parse(message->result) : NULL;
    if (!result) // nothing to add, an error, or something that cannot be kept exactly
        return false;
    switch (request->kind) {
    case REQUEST_INITIALIZE:
        server_answer(server, message->id, merge_initialize(server, result));
        return true;
    case REQUEST_HOVER:
        server_answer(server, message->id, hover_merge(server, request->params, result));
        return true;
    case REQUEST_ACTION:
        request->theirs = result;
        request->held = true;
        request_wait(server, message->id);
        return true;
    }
    return false;
}

static bool on_answer(struct server *server, const struct message *message)
{
    struct request *request = request_find(server, message->id);
    if (!request || request->held)
        return false;
    bool taken = take_answer(server, request, message);
    request = request_find(server, message->id);
    if (request && !request->held)
        request_remove(server, request);
    return taken;
}

void clangd_frame(struct server *server, const struct frame *frame)
{
    struct message message = {0};
    bool taken = false;
    if (frame->body_size && message_peek(frame->body, frame->body_size, &message)) {
        if (span_is_string(message.method, "textDocument/publishDiagnostics"))
            taken = publish_theirs(server, server_parse(message.params));
        else if (message.answer && !message.method.at)
            taken = on_answer(server, &message);
    }
    if (!taken)
        sink_write(&server->editor_out, frame->bytes, frame->size);
}
