// What the editor can take, and what it is told of us.
#include "lsp/client.h"

#include "lsp/uri.h"
#include "support/memory.h"

#include <stdarg.h>
#include <string.h>

static const char *const commands[] = {"ndislint.explain", "ndislint.suppress"};

// The value at the end of a way of keys, which ends with NULL.
static json_t *get(const json_t *json, ...)
{
    va_list keys;
    va_start(keys, json);
    const char *key;
    while ((key = va_arg(keys, const char *)))
        json = json_object_get(json, key);
    va_end(keys);
    return (json_t *)json;
}

static bool has(const json_t *list, const char *text)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *item = json_string_value(json_array_get(list, i));
        if (item && !strcmp(item, text))
            return true;
    }
    return false;
}

static char *root_of(const json_t *params)
{
    const json_t *folder = json_array_get(json_object_get(params, "workspaceFolders"), 0);
    char *root = uri_path(json_string_value(json_object_get(folder, "uri")));
    if (!root)
        root = uri_path(json_string_value(json_object_get(params, "rootUri")));
    const char *path = json_string_value(json_object_get(params, "rootPath"));
    if (!root && path && *path == '/')
        root = memory_text(path, strlen(path));
    return root;
}

void client_read(struct client *client, const json_t *params)
{
    const json_t *can = json_object_get(params, "capabilities");
    const json_t *text = json_object_get(can, "textDocument"), *window = json_object_get(can, "window");
    client->offers_utf8 = has(get(can, "general", "positionEncodings", NULL), "utf-8");
    client->related = json_is_true(get(text, "publishDiagnostics", "relatedInformation", NULL));
    client->pulls = json_is_object(json_object_get(text, "diagnostic"));
    client->progress = json_is_true(json_object_get(window, "workDoneProgress"));
    client->shows_documents = json_is_true(get(window, "showDocument", "support", NULL));
    client->edits_versions = json_is_true(get(can, "workspace", "workspaceEdit", "documentChanges", NULL));
    client->markdown = has(get(text, "hover", "contentFormat", NULL), "markdown");
    free(client->root);
    client->root = root_of(params);
}

// The list at KEY, which is made if there is none.
static json_t *list_at(json_t *object, const char *key)
{
    json_t *list = json_object_get(object, key);
    if (!json_is_array(list)) {
        list = json_array();
        json_object_set_new(object, key, list);
    }
    return list;
}

static json_t *object_at(json_t *object, const char *key)
{
    json_t *member = json_object_get(object, key);
    if (!json_is_object(member)) {
        member = json_object();
        json_object_set_new(object, key, member);
    }
    return member;
}

// What a server can do, with ours added. `codeActionProvider: true` says more than a list of kinds: it stays.
static void add_capabilities(json_t *capabilities)
{
    json_t *actions = json_object_get(capabilities, "codeActionProvider");
    if (!json_is_true(actions)) {
        json_t *kinds = list_at(object_at(capabilities, "codeActionProvider"), "codeActionKinds");
        if (!has(kinds, "quickfix"))
            json_array_append_new(kinds, json_string("quickfix"));
    }
    if (!json_is_object(json_object_get(capabilities, "hoverProvider")))
        json_object_set_new(capabilities, "hoverProvider", json_true());
    json_t *list = list_at(object_at(capabilities, "executeCommandProvider"), "commands");
    for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++)
        json_array_append_new(list, json_string(commands[i]));
}

void client_merge(struct client *client, json_t *result)
{
    json_t *capabilities = object_at(result, "capabilities");
    const char *encoding = json_string_value(json_object_get(result, "offsetEncoding"));
    if (!encoding)
        encoding = json_string_value(json_object_get(capabilities, "positionEncoding"));
    client->encoding = encoding_parse(encoding);
    add_capabilities(capabilities);
}

json_t *client_answer(struct client *client, const char *version)
{
    client->encoding = client->offers_utf8 ? ENCODING_UTF8 : ENCODING_UTF16;
    json_t *capabilities = json_pack("{ss s{sbsisb}}", "positionEncoding", encoding_name(client->encoding),
        "textDocumentSync", "openClose", 1, "change", 2, "save", 1);
    add_capabilities(capabilities);
    if (client->pulls)
        json_object_set_new(capabilities, "diagnosticProvider",
            json_pack("{sssbsb}", "identifier", "ndislint", "interFileDependencies", 1, "workspaceDiagnostics", 0));
    return json_pack("{sos{ssss}}", "capabilities", capabilities, "serverInfo", "name", "ndislint", "version", version);
}

void client_free(struct client *client)
{
    free(client->root);
}
