// Expressions in the texts of project files: $(property), $(property.Function()), $([Type]::Function()), %(setting),
// @(items).
#include "msbuild/evaluation.h"

#include <ctype.h>
#include <strings.h>

enum { LONGEST = 1 << 20, MOST_SPENT = 64 << 20, DEEPEST = 24, MOST_ARGUMENTS = 16 };

struct text {
    VEC(char) at;
};

static void add(struct text *text, const char *more, size_t n)
{
    for (size_t i = 0; i < n && text->at.count < LONGEST; i++)
        vec_push(&text->at, more[i]);
}

static void add_text(struct text *text, const char *more)
{
    add(text, more, strlen(more));
}

static const char *finish(struct evaluation *e, struct text *text)
{
    e->spent += text->at.count;
    const char *kept = text_keep_n(e, text->at.at ? text->at.at : "", text->at.count);
    vec_free(&text->at);
    return kept;
}

// The closing bracket that belongs to the opening one at OPEN, quoted ones being passed by; NULL if there is none.
static const char *closing(const char *open)
{
    unsigned depth = 0;
    for (const char *at = open; *at; at++) {
        const char *end = strchr("'\"`", *at) ? strchr(at + 1, *at) : NULL;
        if (end)
            at = end;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at;
    }
    return NULL;
}

// One argument of a function, without the quotes around it, expanded.
static const char *argument(struct evaluation *e, const char *from, size_t n, const struct expand_scope *scope)
{
    while (n && isspace((unsigned char)*from))
        from++, n--;
    while (n && isspace((unsigned char)from[n - 1]))
        n--;
    if (n >= 2 && strchr("'\"`", *from) && from[n - 1] == *from)
        from++, n -= 2;
    return expand_text(e, text_keep_n(e, from, n), scope);
}

// The arguments between OPEN and CLOSE, brackets. Returns how many there are.
static size_t arguments_read(
    struct evaluation *e, const char *open, const char *close, const char **arguments, const struct expand_scope *scope)
{
    size_t count = 0;
    const char *from = open + 1;
    unsigned depth = 0;
    for (const char *at = from; at <= close && count < MOST_ARGUMENTS; at++) {
        const char *end = strchr("'\"`", *at) ? strchr(at + 1, *at) : NULL;
        if (end && end < close)
            at = end;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && at < close)
            depth--;
        else if (!depth && (*at == ',' || at == close)) {
            if (at > from || count || at < close)
                arguments[count++] = argument(e, from, (size_t)(at - from), scope);
            from = at + 1;
        }
    }
    return count;
}

static size_t name_length(const char *at)
{
    size_t n = 0;
    while (isalnum((unsigned char)at[n]) || at[n] == '_' || (at[n] == '-' && at[n + 1] != '>'))
        n++;
    return n;
}

// The element INDEX of a list of texts.
static const char *element_at(struct evaluation *e, const char *list, unsigned long index)
{
    for (; index && *list; index--) {
        list += strcspn(list, ";");
        list += *list == ';';
    }
    return text_keep_n(e, list, strcspn(list, ";"));
}

// A call of function NAME at *AT, where its brackets may stand; *AT is moved behind them.
static const char *call(struct evaluation *e, const char *type, const char *self, const char *name, const char **at,
    const struct expand_scope *scope)
{
    const char *arguments[MOST_ARGUMENTS];
    size_t count = 0;
    if (**at == '(') {
        const char *close = closing(*at);
        if (!close)
            return NULL;
        count = arguments_read(e, *at, close, arguments, scope);
        *at = close + 1;
    }
    return function_call(e, type, self, name, arguments, count);
}

// What stands behind a value: .Function(…), .Property, [index].
static const char *chain(struct evaluation *e, const char *value, const char *at, const struct expand_scope *scope)
{
    while (value && *at) {
        if (*at == '.') {
            size_t n = name_length(++at);
            const char *name = text_keep_n(e, at, n);
            at += n;
            value = call(e, NULL, value, name, &at, scope);
        } else if (*at == '[' && isdigit((unsigned char)at[1])) {
            char *end;
            unsigned long index = strtoul(at + 1, &end, 10);
            value = element_at(e, value, index < LONGEST ? index : LONGEST);
            at = end + (*end == ']');
        } else {
            return NULL;
        }
    }
    return value;
}

// [Type]::Function(…)
static const char *expand_static(struct evaluation *e, const char *body, const struct expand_scope *scope)
{
    const char *end = strstr(body, "]::");
    if (!end)
        return NULL;
    const char *type = text_keep_n(e, body + 1, (size_t)(end - body - 1));
    const char *at = end + 3;
    size_t n = name_length(at);
    const char *name = text_keep_n(e, at, n);
    at += n;
    const char *value = call(e, type, NULL, name, &at, scope);
    return chain(e, value, at, scope);
}

// What stands between $( and ); NULL if it cannot be told.
static const char *expand_property(struct evaluation *e, const char *body, const struct expand_scope *scope)
{
    if (*body == '[')
        return expand_static(e, body, scope);
    if (strncasecmp(body, "Registry:", 9) == 0)
        return "";
    size_t n = name_length(body);
    const char *value = property_get(e, text_keep_n(e, body, n));
    return body[n] ? chain(e, value, body + n, scope) : value;
}

static const char *well_known(struct evaluation *e, const struct msbuild_item *item, const char *name)
{
    const char *include = item->include;
    const char *slash = strrchr(include, '\\');
    const char *other = strrchr(include, '/');
    const char *file = other > slash ? other + 1 : slash ? slash + 1 : include;
    const char *dot = strrchr(file, '.');
    if (strcasecmp(name, "Identity") == 0)
        return include;
    if (strcasecmp(name, "Filename") == 0)
        return dot ? text_keep_n(e, file, (size_t)(dot - file)) : file;
    if (strcasecmp(name, "Extension") == 0)
        return dot ? dot : "";
    if (strcasecmp(name, "RelativeDir") == 0)
        return text_keep_n(e, include, (size_t)(file - include));
    if (strcasecmp(name, "FullPath") == 0)
        return text_keep_free(e, msbuild_path(e->request->folders, e->folder, include));
    return NULL;
}

// %(name) or %(Type.name)
static const char *expand_setting(struct evaluation *e, const char *body, const struct expand_scope *scope)
{
    const char *dot = strchr(body, '.');
    const char *name = dot ? dot + 1 : body;
    for (size_t i = 0; scope && i < scope->count; i++)
        if (strcasecmp(scope->values[i].name, name) == 0)
            return scope->values[i].text;
    const char *known = scope && scope->item ? well_known(e, scope->item, name) : NULL;
    return known ? known : "";
}

// @(Type), @(Type, 'separator'), @(Type->'…%(Filename)…')
static const char *expand_items(struct evaluation *e, const char *body)
{
    struct text out = {0};
    size_t n = name_length(body);
    const char *arrow = strstr(body, "->"), *open = strchr(body, '\'');
    const char *close = open ? strchr(open + 1, '\'') : NULL;
    const char *quoted = close ? text_keep_n(e, open + 1, (size_t)(close - open - 1)) : NULL;
    const char *separator = quoted && !arrow ? quoted : ";";
    for (size_t i = 0; i < e->project->items.count && e->spent < MOST_SPENT; i++) {
        const struct msbuild_item *item = &e->project->items.at[i];
        if (strlen(item->type) != n || strncasecmp(item->type, body, n) != 0)
            continue;
        struct expand_scope scope = {item->values.at, item->values.count, item};
        if (out.at.count)
            add_text(&out, separator);
        add_text(&out, arrow && quoted ? expand_text(e, quoted, &scope) : item->include);
    }
    return finish(e, &out);
}

// The value of the expression at AT, whose end bracket is CLOSE.
static const char *value_of(struct evaluation *e, const char *at, const char *close, const struct expand_scope *scope)
{
    const char *body = text_keep_n(e, at + 2, (size_t)(close - at - 2));
    switch (*at) {
    case '$':
        return expand_property(e, body, scope);
    case '%':
        return expand_setting(e, body, scope);
    case '@':
        return expand_items(e, body);
    }
    return NULL;
}

static bool is_expression(const char *at)
{
    return strchr("$%@", *at) && at[1] == '(';
}

static void expand_one(
    struct evaluation *e, const char *at, const char *close, const struct expand_scope *scope, struct text *out)
{
    const char *value = value_of(e, at, close, scope);
    if (value)
        add_text(out, value);
    else
        evaluation_complain(e, (struct msbuild_place){e->request->path, 0},
            memory_format("'%.*s' is not understood", (int)(close - at + 1 < 200 ? close - at + 1 : 200), at));
}

const char *expand_text(struct evaluation *e, const char *text, const struct expand_scope *scope)
{
    struct text out = {0};
    if (!strpbrk(text, "$%@"))
        return text;
    if (e->spent > MOST_SPENT || e->nesting == DEEPEST) {
        evaluation_complain(
            e, (struct msbuild_place){e->request->path, 0}, memory_format("its expressions grow beyond reason"));
        return "";
    }
    e->nesting++;
    e->spent += 16;
    for (const char *at = text; *at;) {
        const char *close = is_expression(at) ? closing(at + 1) : NULL;
        if (!close) {
            add(&out, at++, 1);
            continue;
        }
        expand_one(e, at, close, scope, &out);
        at = close + 1;
    }
    e->nesting--;
    return finish(e, &out);
}
