// Conditions of nmake's !if.
//
//     or := and ("||" and)*    and := comparison ("&&" comparison)*    comparison := unary [operator unary]
//     unary := "!" unary | "(" or ")" | defined(NAME) | exist(…) | number | "text" | word
#include "project/legacy_condition.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DEEPEST = 60 };

// A number, or a text of N bytes.
struct value {
    long long number;
    const char *text;
    size_t n;
};

struct parser {
    const char *at;
    bool (*defined)(void *subject, const char *name, size_t n);
    void *subject;
    unsigned depth;
    bool wrong;
};

static bool take(struct parser *p, const char *symbol)
{
    p->at += strspn(p->at, " \t");
    size_t n = strlen(symbol);
    if (strncasecmp(p->at, symbol, n) != 0)
        return false;
    p->at += n;
    return true;
}

static struct value number(long long n)
{
    return (struct value){n, NULL, 0};
}

static bool is_true(struct value value)
{
    return value.text ? value.n > 0 : value.number != 0;
}

static struct value or_value(struct parser *p);

static struct value bracketed(struct parser *p)
{
    struct value value = or_value(p);
    p->wrong |= !take(p, ")");
    return value;
}

// The name in the brackets of defined(NAME).
static struct value named(struct parser *p, bool (*test)(void *subject, const char *name, size_t n))
{
    p->wrong |= !take(p, "(");
    p->at += strspn(p->at, " \t\"");
    size_t n = strcspn(p->at, " \t\")");
    bool held = test && test(p->subject, p->at, n);
    p->at += n;
    p->at += strspn(p->at, " \t\"");
    p->wrong |= !take(p, ")");
    return number(held);
}

static struct value word(struct parser *p)
{
    const char *from = p->at;
    char *end;
    if (isdigit((unsigned char)*p->at) || *p->at == '-') {
        long long n = strtoll(p->at, &end, 0);
        p->at = end;
        if (end > from)
            return number(n);
    }
    while (*p->at && !strchr(" \t()=!<>&|\"", *p->at))
        p->at++;
    p->wrong |= p->at == from;
    return (struct value){0, from, (size_t)(p->at - from)};
}

static struct value quoted(struct parser *p)
{
    const char *from = p->at;
    size_t n = strcspn(from, "\"");
    p->at += n;
    p->wrong |= *p->at != '"';
    p->at += *p->at == '"';
    return (struct value){0, from, n};
}

static struct value unary(struct parser *p)
{
    p->at += strspn(p->at, " \t");
    if (++p->depth > DEEPEST)
        p->wrong = true;
    struct value value = number(0);
    if (p->wrong)
        return value;
    if (*p->at == '!' && p->at[1] != '=' && p->at++)
        value = number(!is_true(unary(p)));
    else if (take(p, "("))
        value = bracketed(p);
    else if (take(p, "defined"))
        value = named(p, p->defined);
    else if (take(p, "exist"))
        value = named(p, NULL);
    else if (take(p, "\""))
        value = quoted(p);
    else
        value = word(p);
    p->depth--;
    return value;
}

static int order(struct value a, struct value b)
{
    if (!a.text && !b.text)
        return (a.number > b.number) - (a.number < b.number);
    size_t n = a.n < b.n ? a.n : b.n;
    int by_text = a.text && b.text && n ? strncasecmp(a.text, b.text, n) : 0;
    return by_text ? by_text : (a.n > b.n) - (a.n < b.n);
}

static struct value comparison(struct parser *p)
{
    static const char *const operators[] = {"==", "!=", "<=", ">=", "<", ">"};
    struct value left = unary(p);
    for (unsigned i = 0; i < sizeof operators / sizeof *operators && !p->wrong; i++)
        if (take(p, operators[i])) {
            struct value right = unary(p);
            int way = order(left, right);
            // A macro that is empty leaves a text where a number is expected: no number equals it.
            bool mixed = !left.text != !right.text;
            bool same = way == 0 && !mixed;
            return number(i == 0   ? same
                          : i == 1 ? !same
                          : mixed  ? false
                          : i == 2 ? way <= 0
                          : i == 3 ? way >= 0
                          : i == 4 ? way < 0
                                   : way > 0);
        }
    return left;
}

static struct value and_value(struct parser *p)
{
    struct value value = comparison(p);
    while (!p->wrong && take(p, "&&")) {
        bool right = is_true(comparison(p));
        value = number(is_true(value) && right);
    }
    return value;
}

static struct value or_value(struct parser *p)
{
    struct value value = and_value(p);
    while (!p->wrong && take(p, "||")) {
        bool right = is_true(and_value(p));
        value = number(is_true(value) || right);
    }
    return value;
}

bool legacy_condition_holds(
    const char *condition, bool (*defined)(void *subject, const char *name, size_t n), void *subject, bool *wrong)
{
    struct parser parser = {.at = condition, .defined = defined, .subject = subject};
    bool held = is_true(or_value(&parser));
    parser.at += strspn(parser.at, " \t");
    *wrong = parser.wrong || *parser.at;
    return held && !*wrong;
}
