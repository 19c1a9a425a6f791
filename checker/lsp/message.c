// What a JSON-RPC message is about.
#include "lsp/message.h"

#include <jansson.h>
#include <string.h>

struct scan {
    const char *at, *end;
};

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t' || *scan->at == '\n' || *scan->at == '\r'))
        scan->at++;
}

// Moves past a string whose opening quote is at hand.
static bool skip_string(struct scan *scan)
{
    for (scan->at++; scan->at < scan->end; scan->at++) {
        if (*scan->at == '"') {
            scan->at++;
            return true;
        }
        scan->at += *scan->at == '\\';
    }
    scan->at = scan->end;
    return false;
}

// Moves past an array or an object, however deep: brackets are counted, not matched.
static bool skip_nested(struct scan *scan)
{
    size_t depth = 0;
    while (scan->at < scan->end) {
        char c = *scan->at;
        if (c == '"') {
            if (!skip_string(scan))
                return false;
            continue;
        }
        scan->at++;
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && --depth == 0)
            return true;
    }
    return false;
}

static bool skip_value(struct scan *scan, struct span *value)
{
    skip_space(scan);
    value->at = scan->at;
    bool whole = scan->at < scan->end;
    if (whole && *scan->at == '"')
        whole = skip_string(scan);
    else if (whole && (*scan->at == '{' || *scan->at == '['))
        whole = skip_nested(scan);
    else
        while (scan->at < scan->end && !strchr(",}] \t\r\n", *scan->at))
            scan->at++;
    value->size = (size_t)(scan->at - value->at);
    return whole && value->size;
}

static bool read_pair(struct scan *scan, struct message *message)
{
    struct span key, value;
    if (!skip_value(scan, &key) || *key.at != '"')
        return false;
    skip_space(scan);
    if (scan->at == scan->end || *scan->at++ != ':' || !skip_value(scan, &value))
        return false;
    if (span_is(key, "\"id\""))
        message->id = value;
    else if (span_is(key, "\"method\""))
        message->method = value;
    else if (span_is(key, "\"params\""))
        message->params = value;
    else if (span_is(key, "\"result\""))
        message->result = value;
    message->answer |= span_is(key, "\"result\"") || span_is(key, "\"error\"");
    return true;
}

bool message_peek(const char *body, size_t n, struct message *message)
{
    struct scan scan = {body, body + n};
    *message = (struct message){0};
    skip_space(&scan);
    if (scan.at == scan.end || *scan.at++ != '{')
        return false;
    while (read_pair(&scan, message)) {
        skip_space(&scan);
        if (scan.at == scan.end || (*scan.at != ',' && *scan.at != '}'))
            return false;
        if (*scan.at++ == '}')
            return true;
    }
    return false;
}

bool span_is(struct span span, const char *text)
{
    return span.at && span.size == strlen(text) && !memcmp(span.at, text, span.size);
}

static json_t *string_of(struct span span)
{
    json_t *json =
        span.at && *span.at == '"' ? json_loadb(span.at, span.size, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL) : NULL;
    if (json_is_string(json))
        return json;
    json_decref(json);
    return NULL;
}

bool span_is_string(struct span span, const char *text)
{
    if (!span.at || span.size < 2 || *span.at != '"')
        return false;
    if (!memchr(span.at, '\\', span.size)) // nearly always
        return span_is((struct span){span.at + 1, span.size - 2}, text);
    json_t *string = string_of(span);
    bool is = string && !strcmp(json_string_value(string), text);
    json_decref(string);
    return is;
}

bool span_same_id(struct span one, struct span other)
{
    if (one.at && other.at && one.size == other.size && !memcmp(one.at, other.at, one.size))
        return true;
    json_t *first = string_of(one), *second = string_of(other);
    bool same = first && second && json_equal(first, second);
    json_decref(first);
    json_decref(second);
    return same;
}
