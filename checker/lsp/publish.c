// Diagnostics of a file, clangd's and ours together.
#include "lsp/server.h"

#include "lsp/uri.h"

// ---- clangd's ----

static struct theirs *theirs_find(const struct server *server, const char *path)
{
    for (size_t i = 0; i < server->theirs.count; i++)
        if (!strcmp(server->theirs.at[i].path, path))
            return &server->theirs.at[i];
    return NULL;
}

static void theirs_free(struct theirs *theirs)
{
    free(theirs->path);
    free(theirs->uri);
    json_decref(theirs->diagnostics);
}

// Takes PATH.
static struct theirs *theirs_at(struct server *server, char *path)
{
    struct theirs *theirs = theirs_find(server, path);
    if (theirs) {
        free(path);
        return theirs;
    }
    vec_push(&server->theirs, (struct theirs){.path = path});
    return &vec_last(&server->theirs);
}

static void theirs_take(struct theirs *theirs, const json_t *params)
{
    const char *uri = json_string_value(json_object_get(params, "uri"));
    json_t *version = json_object_get(params, "version");
    free(theirs->uri);
    theirs->uri = memory_text(uri, strlen(uri));
    json_decref(theirs->diagnostics);
    theirs->diagnostics = json_incref(json_object_get(params, "diagnostics"));
    theirs->has_version = json_is_integer(version);
    theirs->version = json_integer_value(version);
}

static bool is_current(const struct theirs *theirs, const struct document *document)
{
    return !document || !theirs || !theirs->has_version || theirs->version >= document->version;
}

// ---- ours ----

json_t *publish_list(const struct server *server, const char *path)
{
    enum related related = server->client.related ? RELATED_SHOWN : RELATED_LEFT_OUT;
    json_t *list = json_array();
    for (size_t i = 0; i < server->ours.findings.count; i++)
        if (finding_is_in(&server->ours.findings.at[i], path))
            json_array_append_new(list, finding_diagnostic(&server->ours.findings.at[i], related));
    return list;
}

static size_t find_shown(const struct server *server, const char *path)
{
    size_t i = 0;
    while (i < server->shown.count && strcmp(server->shown.at[i], path))
        i++;
    return i;
}

static void set_shown(struct server *server, const char *path, bool shown)
{
    size_t i = find_shown(server, path);
    if (shown && i == server->shown.count) {
        vec_push(&server->shown, memory_text(path, strlen(path)));
    } else if (!shown && i < server->shown.count) {
        free(server->shown.at[i]);
        server->shown.at[i] = vec_pop(&server->shown);
    }
}

// ---- both ----

static char *uri_of(const struct server *server, const char *path)
{
    const struct theirs *theirs = theirs_find(server, path);
    const struct document *document = documents_find(&server->documents, path);
    const char *known = theirs && theirs->uri ? theirs->uri : document ? document->uri : NULL;
    return known ? memory_text(known, strlen(known)) : uri_from_path(path);
}

static void send_list(struct server *server, const char *path, json_t *list, const json_int_t *version)
{
    char *uri = uri_of(server, path);
    json_t *params = json_pack("{ssso}", "uri", uri, "diagnostics", list);
    if (version)
        json_object_set_new(params, "version", json_integer(*version));
    server_notify(&server->editor_out, "textDocument/publishDiagnostics", params);
    free(uri);
}

// An editor that pulls is not pushed to.
static bool pushes(const struct server *server)
{
    return server->clangd || !server->client.pulls;
}

void publish_path(struct server *server, const char *path)
{
    const struct theirs *theirs = theirs_find(server, path);
    const struct document *document = documents_find(&server->documents, path);
    // What clangd said of an older text would be shown at the wrong places: its word on this one comes.
    if (!pushes(server) || !is_current(theirs, document))
        return;
    json_t *list = publish_list(server, path);
    set_shown(server, path, json_array_size(list) > 0);
    json_t *all = theirs && theirs->diagnostics ? json_copy(theirs->diagnostics) : json_array();
    json_array_extend(all, list);
    json_decref(list);
    bool versioned = document && (server->clangd ? theirs && theirs->has_version : true);
    send_list(server, path, all, versioned ? &document->version : NULL);
}

bool publish_theirs(struct server *server, json_t *params)
{
    char *path = uri_path(json_string_value(json_object_get(params, "uri")));
    if (!path || !json_is_array(json_object_get(params, "diagnostics"))) {
        free(path);
        json_decref(params);
        return false;
    }
    struct theirs *theirs = theirs_at(server, path);
    theirs_take(theirs, params);
    json_t *list = publish_list(server, theirs->path);
    bool any = json_array_size(list) > 0;
    set_shown(server, theirs->path, any);
    if (any) {
        json_t *all = json_copy(theirs->diagnostics);
        json_array_extend(all, list);
        send_list(server, theirs->path, all, theirs->has_version ? &theirs->version : NULL);
    }
    json_decref(list);
    json_decref(params);
    return any;
}

static bool seen_before(const struct server *server, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (finding_is_in(&server->ours.findings.at[k], server->ours.findings.at[i].place.path))
            return true;
    return false;
}

void publish_ours(struct server *server)
{
    struct {
        VEC(char *) list;
    } paths = {0};
    for (size_t i = 0; i < server->shown.count; i++)
        vec_push(&paths.list, memory_text(server->shown.at[i], strlen(server->shown.at[i])));
    for (size_t i = 0; i < server->ours.findings.count; i++) {
        const char *path = server->ours.findings.at[i].place.path;
        if (path && find_shown(server, path) == server->shown.count && !seen_before(server, i))
            vec_push(&paths.list, memory_text(path, strlen(path)));
    }
    for (size_t i = 0; i < paths.list.count; i++) {
        publish_path(server, paths.list.at[i]);
        free(paths.list.at[i]);
    }
    vec_free(&paths.list);
}

void publish_free(struct server *server)
{
    for (size_t i = 0; i < server->theirs.count; i++)
        theirs_free(&server->theirs.at[i]);
    for (size_t i = 0; i < server->shown.count; i++)
        free(server->shown.at[i]);
    vec_free(&server->theirs);
    vec_free(&server->shown);
    ours_free(&server->ours);
}
