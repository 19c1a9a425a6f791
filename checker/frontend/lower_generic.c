// Which expression a _Generic chooses. libclang shows the controlling expression and all the choices, but not the
// types that they are for; where those choices do not differ in type, the source text has to say.
#include "frontend/lowering.h"

#include <stdio.h>

enum { CHOICES = 24 };

// The words of a type name, so that two names of one type compare equal: `unsigned`, `unsigned int`.
struct type_words {
    unsigned is_unsigned, is_signed, shorts, longs, ints, chars;
    char others[96]; // all else, in order
    bool unknown;    // names that may be typedefs
};

static bool count_word(struct type_words *words, const char *word, size_t n)
{
    static const char *const names[] = {"unsigned", "signed", "short", "long", "int", "char"};
    unsigned *const counts[] = {&words->is_unsigned, &words->is_signed, &words->shorts,
                                &words->longs,       &words->ints,      &words->chars};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == n && memcmp(names[i], word, n) == 0) {
            ++*counts[i];
            return true;
        }
    return false;
}

static bool is_word_of(const char *word, size_t n, const char *list)
{
    char spaced[40];
    snprintf(spaced, sizeof spaced, " %.*s ", (int)(n < 32 ? n : 32), word);
    return strstr(list, spaced) != NULL;
}

static struct type_words words_of(const char *text, const char *end)
{
    struct type_words words = {0};
    bool tag = false;
    while ((text = source_skip_blank(text, end)) < end) {
        const char *next = source_skip_token(text, end);
        size_t n = (size_t)(next - text), used = strlen(words.others);
        bool letter = *text == '_' || (*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z');
        if (!count_word(&words, text, n) && used + n + 2 < sizeof words.others) {
            memcpy(words.others + used, text, n);
            words.others[used + n] = ' ';
            bool keyword = is_word_of(text, n, " const volatile void float double _Bool struct union enum __int64 ");
            words.unknown |= letter && !keyword && !tag;
        }
        tag = is_word_of(text, n, " struct union enum ");
        text = next;
    }
    if (words.is_unsigned || words.shorts || words.longs || words.is_signed)
        words.ints = 0; // implied
    if (!words.chars && words.is_signed) {
        words.ints = !words.shorts && !words.longs;
        words.is_signed = 0;
    }
    return words;
}

static bool same_words(const struct type_words *a, const struct type_words *b)
{
    return a->is_unsigned == b->is_unsigned && a->is_signed == b->is_signed && a->shorts == b->shorts &&
           a->longs == b->longs && a->ints == b->ints && a->chars == b->chars && strcmp(a->others, b->others) == 0;
}

static bool names_type(const struct type_words *words, CXType type)
{
    CXString spelling = clang_getTypeSpelling(type);
    const char *text = clang_getCString(spelling);
    struct type_words own = words_of(text, text + strlen(text));
    bool same = same_words(words, &own);
    clang_disposeString(spelling);
    return same;
}

// The number of the association that the text behind `_Generic` chooses for TYPE; -1: cannot be told.
static int association_of(const char *text, const char *end, CXType type)
{
    int number = -1, other = -1, depth = 0;
    bool unknown = false;
    const char *start = text;
    for (const char *at = source_skip_blank(text, end); at < end; at = source_skip_blank(at, end)) {
        bool separates = depth == 1 && (*at == ',' || *at == ':' || *at == ')');
        if (separates && *at == ':') {
            struct type_words words = words_of(start, at);
            if (names_type(&words, type) || names_type(&words, clang_getCanonicalType(type)))
                return number;
            if (strcmp(words.others, "default ") == 0)
                other = number;
            else
                unknown |= words.unknown;
        }
        number += separates && *at == ',';
        depth += *at == '(' || *at == '[' || *at == '{';
        depth -= *at == ')' || *at == ']' || *at == '}';
        if (depth == 0)
            break;
        at = source_skip_token(at, end);
        if (separates)
            start = at;
    }
    return unknown ? -1 : other;
}

// The expressions among the children of E; yields their number.
static size_t expressions_of(struct lowering *l, CXCursor e, CXCursor expressions[CHOICES])
{
    struct kids kids = kids_of(l, e);
    size_t count = 0;
    for (size_t i = 0; i < kids.count && count < CHOICES; i++)
        if (clang_isExpression(kid(l, kids, i).kind))
            expressions[count++] = kid(l, kids, i);
    kids_drop(l, kids);
    return count;
}

CXCursor generic_choice(struct lowering *l, CXCursor e)
{
    CXCursor expressions[CHOICES], choice = clang_getNullCursor();
    CXSourceLocation at = clang_getCursorLocation(e);
    size_t count = expressions_of(l, e, expressions), size, same = 0;
    for (size_t i = 1; i < count; i++)
        if (clang_equalTypes(canonical_type(expressions[i]), canonical_type(e))) {
            choice = expressions[i];
            same++;
        }
    if (same == 1 || count < 2)
        return choice;
    const char *text = source_spelling(l, at, &size), *end = text + size;
    if (!source_is_word(l, at, "_Generic"))
        return clang_getNullCursor();
    int number = association_of(source_skip_token(text, end), end, clang_getCursorType(expressions[0]));
    return number >= 0 && (size_t)number + 1 < count ? expressions[number + 1] : clang_getNullCursor();
}
