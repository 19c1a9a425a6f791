// Conditions: 'a' == 'b', < on numbers and versions, and, or, !, exists(), brackets.
//
//     or    := and ("or" and)*          and  := unary ("and" unary)*
//     unary := "!" unary | "(" or ")" | function "(" value ")" | value [operator value]
#include "msbuild/evaluation.h"

#include "support/file.h"

#include <ctype.h>
#include <strings.h>

enum { DEEPEST = 100 };

struct parser {
    struct evaluation *e;
    const struct expand_scope *scope;
    const char *at;
    unsigned depth;
    bool wrong;
};

static void skip_space(struct parser *p)
{
    while (isspace((unsigned char)*p->at))
        p->at++;
}

// Whether WORD comes next, as a whole; then it is passed.
static bool take_word(struct parser *p, const char *word)
{
    skip_space(p);
    size_t n = strlen(word);
    if (strncasecmp(p->at, word, n) != 0 || isalnum((unsigned char)p->at[n]) || p->at[n] == '_')
        return false;
    p->at += n;
    return true;
}

static bool take(struct parser *p, const char *symbol)
{
    skip_space(p);
    size_t n = strlen(symbol);
    if (strncmp(p->at, symbol, n) != 0)
        return false;
    p->at += n;
    return true;
}

// How far an expression at AT, "$(…)", reaches; 0 if it is none. Its own quotes do not end a quoted text.
static size_t expression_length(const char *at)
{
    if (!strchr("$%@", *at) || at[1] != '(')
        return 0;
    unsigned depth = 0;
    for (size_t i = 1; at[i]; i++) {
        const char *end = strchr("'\"`", at[i]) ? strchr(at + i + 1, at[i]) : NULL;
        if (end)
            i = (size_t)(end - at);
        else if (at[i] == '(')
            depth++;
        else if (at[i] == ')' && --depth == 0)
            return i + 1;
    }
    return 0;
}

static const char *quoted_value(struct parser *p)
{
    const char *from = ++p->at;
    while (*p->at && *p->at != '\'') {
        size_t n = expression_length(p->at);
        p->at += n ? n : 1;
    }
    const char *text = text_keep_n(p->e, from, (size_t)(p->at - from));
    p->wrong |= *p->at != '\'';
    p->at += *p->at == '\'';
    return expand_text(p->e, text, p->scope);
}

static const char *bare_value(struct parser *p)
{
    const char *from = p->at;
    for (size_t n; (n = expression_length(p->at)) || (*p->at && !strchr(" \t\r\n()<>=!'", *p->at));)
        p->at += n ? n : 1;
    p->wrong |= p->at == from;
    return expand_text(p->e, text_keep_n(p->e, from, (size_t)(p->at - from)), p->scope);
}

static const char *value(struct parser *p)
{
    skip_space(p);
    return *p->at == '\'' ? quoted_value(p) : bare_value(p);
}

static bool is_number(const char *text, double *number)
{
    char *end;
    const char *digits = text + strspn(text, "+-");
    bool hex = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    if (!isdigit((unsigned char)*digits))
        return false;
    *number = hex ? (double)strtoll(text, &end, 16) : strtod(text, &end);
    return !*end;
}

static bool is_version(const char *text)
{
    unsigned dots = 0;
    const char *at = text;
    for (; isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1])); at++)
        dots += *at == '.';
    return !*at && dots >= 1 && dots <= 3;
}

int version_compare(const char *a, const char *b)
{
    while (*a || *b) {
        char *more_a, *more_b;
        unsigned long x = strtoul(a, &more_a, 10), y = strtoul(b, &more_b, 10);
        if (x != y)
            return x < y ? -1 : 1;
        a = *more_a == '.' ? more_a + 1 : "";
        b = *more_b == '.' ? more_b + 1 : "";
    }
    return 0;
}

// The order of A and B. What has none is wrong, unless a side is empty: a property of a kit that is not here.
static int compare(struct parser *p, const char *a, const char *b, bool *known)
{
    double x, y;
    *known = true;
    if (is_number(a, &x) && is_number(b, &y))
        return (x > y) - (x < y);
    if ((is_version(a) || is_number(a, &x)) && (is_version(b) || is_number(b, &y)))
        return version_compare(a, b);
    *known = false;
    p->wrong |= *a && *b;
    return 0;
}

static bool equal(const char *a, const char *b)
{
    double x, y;
    if (is_number(a, &x) && is_number(b, &y))
        return x == y;
    return strcasecmp(a, b) == 0;
}

static bool comparison(struct parser *p, const char *left)
{
    static const char *const operators[] = {"==", "!=", "<=", ">=", "<", ">"};
    size_t i = 0;
    while (i < sizeof operators / sizeof *operators && !take(p, operators[i]))
        i++;
    if (i == sizeof operators / sizeof *operators)
        return strcasecmp(left, "true") == 0 || strcasecmp(left, "on") == 0 || strcasecmp(left, "yes") == 0;
    const char *right = value(p);
    if (i < 2)
        return equal(left, right) == (i == 0);
    bool known;
    int order = compare(p, left, right, &known);
    if (!known)
        return false;
    return i == 2 ? order <= 0 : i == 3 ? order >= 0 : i == 4 ? order < 0 : order > 0;
}

static bool path_exists(struct parser *p, const char *path)
{
    if (!*path)
        return false;
    char *real = msbuild_path(p->e->request->folders, p->e->folder, path);
    bool there = file_is_regular(real) || file_is_folder(real);
    free(real);
    return there;
}

static bool or_expression(struct parser *p);

static bool function(struct parser *p, bool (*holds)(struct parser *p, const char *argument))
{
    p->wrong |= !take(p, "(");
    bool held = holds(p, value(p));
    p->wrong |= !take(p, ")");
    return held;
}

static bool ends_in_slash(struct parser *p, const char *text)
{
    (void)p;
    size_t n = strlen(text);
    return n && strchr("/\\", text[n - 1]);
}

static bool unary(struct parser *p)
{
    skip_space(p);
    if (*p->at == '!' && p->at[1] != '=') {
        p->at++;
        p->wrong |= ++p->depth > DEEPEST;
        bool held = !p->wrong && !unary(p);
        p->depth--;
        return held;
    }
    if (take(p, "(")) {
        bool held = or_expression(p);
        p->wrong |= !take(p, ")");
        return held;
    }
    if (take_word(p, "exists"))
        return function(p, path_exists);
    if (take_word(p, "HasTrailingSlash"))
        return function(p, ends_in_slash);
    return comparison(p, value(p));
}

static bool and_expression(struct parser *p)
{
    bool held = unary(p);
    while (!p->wrong && take_word(p, "and"))
        held &= unary(p);
    return held;
}

static bool or_expression(struct parser *p)
{
    p->wrong |= ++p->depth > DEEPEST;
    bool held = !p->wrong && and_expression(p);
    while (!p->wrong && take_word(p, "or"))
        held |= and_expression(p);
    p->depth--;
    return held;
}

bool condition_holds(
    struct evaluation *e, const char *condition, struct msbuild_place place, const struct expand_scope *scope)
{
    if (!condition || !condition[strspn(condition, " \t\r\n")])
        return true;
    struct parser parser = {.e = e, .scope = scope, .at = condition};
    bool held = or_expression(&parser);
    skip_space(&parser);
    if (!parser.wrong && !*parser.at)
        return held;
    evaluation_complain(
        e, place, memory_format("the condition \"%.200s\" is not understood, so it is taken as false", condition));
    return false;
}
