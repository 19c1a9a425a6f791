// Code actions of ours, and the commands behind them.
#include "lsp/server.h"

#include "lsp/uri.h"

// The document and the range that params with both are about.
struct place_asked {
    char *path;
    struct range range;
};

static bool read_asked(const json_t *params, struct place_asked *asked)
{
    const json_t *item = json_object_get(params, "textDocument");
    asked->path = uri_path(json_string_value(json_object_get(item, "uri")));
    if (asked->path && range_read(json_object_get(params, "range"), &asked->range))
        return true;
    free(asked->path);
    return false;
}

static bool meets(const struct finding *finding, const struct place_asked *asked)
{
    return *finding->explanation && finding_is_in(finding, asked->path) &&
           range_meets(finding->place.range, asked->range);
}

// Whether the editor asked for actions of this kind; it asks for all by asking for none in particular.
static bool wants(const json_t *params, const char *kind)
{
    const json_t *only = json_object_get(json_object_get(params, "context"), "only");
    for (size_t i = 0; i < json_array_size(only); i++) {
        const char *wanted = json_string_value(json_array_get(only, i));
        size_t n = wanted ? strlen(wanted) : 0;
        if (wanted && !strncmp(kind, wanted, n) && (!kind[n] || kind[n] == '.' || !n))
            return true;
    }
    return !json_array_size(only);
}

// ---- edits ----

static const char *uri_in(const struct server *server, const char *path, char **made)
{
    const struct document *document = documents_find(&server->documents, path);
    *made = document ? NULL : uri_from_path(path);
    return document ? document->uri : *made;
}

// An edit of one place, for the version that the editor has if it can be told so.
static json_t *workspace_edit(const struct server *server, const char *path, struct range range, const char *text)
{
    char *made;
    const struct document *document = documents_find(&server->documents, path);
    const char *uri = uri_in(server, path, &made);
    json_t *edits = json_pack("[{soss}]", "range", range_json(range), "newText", text), *edit;
    if (server->client.edits_versions)
        edit = json_pack("{s[{s{ssso}sO}]}", "documentChanges", "textDocument", "uri", uri, "version",
            document ? json_integer(document->version) : json_null(), "edits", edits);
    else
        edit = json_pack("{s{sO}}", "changes", uri, edits);
    json_decref(edits);
    free(made);
    return edit;
}

// The beginning of LINE of DOCUMENT, up to its first word.
static char *indentation(const struct server *server, const struct document *document, uint32_t line)
{
    struct position start = {line, 0};
    size_t at = position_offset(server->client.encoding, document->text, document->size, start), n = 0;
    while (at + n < document->size && (document->text[at + n] == ' ' || document->text[at + n] == '\t'))
        n++;
    return memory_text(document->text + at, n);
}

static const char *line_end(const struct document *document)
{
    const char *first = memchr(document->text, '\n', document->size);
    return first && first > document->text && first[-1] == '\r' ? "\r\n" : "\n";
}

static json_t *suppression(
    const struct server *server, const struct document *document, const struct finding *finding, const char *reason)
{
    struct position at = {finding->place.range.start.line, 0};
    char *before = indentation(server, document, at.line);
    char *text = memory_format("%s// NOLINTNEXTLINE(%s): %s%s", before, finding->rule, reason, line_end(document));
    json_t *edit = workspace_edit(server, document->path, (struct range){at, at}, text);
    free(text);
    free(before);
    return edit;
}

// ---- actions ----

enum preferred { PREFERRED, ONE_OF_SEVERAL };

static json_t *action(const struct server *server, const struct finding *finding, const char *title, json_t *edit,
    enum preferred preferred)
{
    enum related related = server->client.related ? RELATED_SHOWN : RELATED_LEFT_OUT;
    json_t *made = json_pack("{sssss[o]so}", "title", title, "kind", "quickfix", "diagnostics",
        finding_diagnostic(finding, related), "edit", edit);
    if (preferred == PREFERRED)
        json_object_set_new(made, "isPreferred", json_true());
    return made;
}

static void add_fixes(const struct server *server, const struct finding *finding, json_t *actions)
{
    for (size_t i = 0; i < finding->fixes.count; i++) {
        const struct fix *fix = &finding->fixes.at[i];
        if (fix->place.path && !fix->place.gone)
            json_array_append_new(
                actions, action(server, finding, fix->title,
                             workspace_edit(server, fix->place.path, fix->place.range, fix->text), PREFERRED));
    }
}

// The reason is for the author to write: the text says so until then.
static void add_suppression(const struct server *server, const struct finding *finding, json_t *actions)
{
    const struct document *document = documents_find(&server->documents, finding->place.path);
    char *title = memory_format("Suppress %s here, with a reason", finding->rule);
    if (document)
        json_array_append_new(
            actions, action(server, finding, title, suppression(server, document, finding, "say why this is right"),
                         ONE_OF_SEVERAL));
    free(title);
}

static void add_explanation(const struct finding *finding, json_t *actions)
{
    char *title = memory_format("Explain %s", finding->rule);
    json_array_append_new(actions, json_pack("{sssss{sssss[s]}}", "title", title, "kind", "quickfix", "command",
                                       "title", title, "command", "ndislint.explain", "arguments", finding->rule));
    free(title);
}

json_t *action_merge(const struct server *server, const json_t *params, json_t *theirs)
{
    struct place_asked asked;
    json_t *actions = json_is_array(theirs) ? theirs : json_array();
    if (actions != theirs)
        json_decref(theirs);
    if (!wants(params, "quickfix") || !read_asked(params, &asked))
        return actions;
    for (size_t i = 0; i < server->ours.findings.count; i++) {
        const struct finding *finding = &server->ours.findings.at[i];
        if (!meets(finding, &asked))
            continue;
        add_fixes(server, finding, actions);
        add_suppression(server, finding, actions);
        add_explanation(finding, actions);
    }
    free(asked.path);
    return actions;
}

bool action_adds(const struct server *server, const json_t *params)
{
    struct place_asked asked;
    if (!wants(params, "quickfix") || !read_asked(params, &asked))
        return false;
    bool any = false;
    for (size_t i = 0; i < server->ours.findings.count; i++)
        any |= meets(&server->ours.findings.at[i], &asked);
    free(asked.path);
    return any;
}

// ---- commands ----

static json_t *explain(struct server *server, const char *rule)
{
    char *page = session_rule_page(server->options->session, rule);
    char *text = page ? memory_format("%s", page) : memory_format("ndislint: %s is no rule", rule);
    server_notify(&server->editor_out, "window/showMessage", json_pack("{siss}", "type", 3, "message", text));
    json_t *result = json_string(text);
    free(page);
    free(text);
    return result;
}

// Arguments: the URI, the key of the finding, the reason.
static json_t *suppress(struct server *server, const json_t *arguments)
{
    char *path = uri_path(json_string_value(json_array_get(arguments, 0)));
    const char *key = json_string_value(json_array_get(arguments, 1));
    const char *reason = json_string_value(json_array_get(arguments, 2));
    const struct document *document = documents_find(&server->documents, path);
    for (size_t i = 0; document && key && reason && i < server->ours.findings.count; i++) {
        const struct finding *finding = &server->ours.findings.at[i];
        if (!finding_is_in(finding, path) || strcmp(finding->key, key))
            continue;
        server_ask_editor(
            server, "workspace/applyEdit", json_pack("{so}", "edit", suppression(server, document, finding, reason)));
        break;
    }
    free(path);
    return json_null();
}

json_t *action_execute(struct server *server, const json_t *params)
{
    const char *command = json_string_value(json_object_get(params, "command"));
    const json_t *arguments = json_object_get(params, "arguments");
    const char *first = json_string_value(json_array_get(arguments, 0));
    if (command && !strcmp(command, "ndislint.explain") && first)
        return explain(server, first);
    if (command && !strcmp(command, "ndislint.suppress"))
        return suppress(server, arguments);
    return json_null();
}
