// The names of files that the text of a C file may have a preprocessor look for.
//
// How a directive may be spelled: C17 6.10 and 5.1.1.2 (splices and trigraphs come first, then comments), 6.4.6
// (digraphs).
#include "support/lookups.h"

#include <ctype.h>

struct place {
    const char *at, *end;
};

// Past blanks; false at something that may hide more: a comment, a splice.
static bool skip_blanks(struct place *place)
{
    while (
        place->at < place->end && (*place->at == ' ' || *place->at == '\t' || *place->at == '\f' || *place->at == '\v'))
        place->at++;
    return place->at == place->end || (*place->at != '\\' && *place->at != '/' && *place->at != '?');
}

// The name in quotes or brackets at PLACE; false if something else stands there.
static bool read_name(struct place place, struct lookups *lookups)
{
    if (!skip_blanks(&place) || place.at == place.end || (*place.at != '"' && *place.at != '<'))
        return false;
    char close = *place.at++ == '<' ? '>' : '"';
    const char *from = place.at;
    while (place.at < place.end && *place.at != close && *place.at != '\n')
        place.at++;
    if (place.at == place.end || *place.at != close)
        return false;
    vec_push(&lookups->names, memory_text(from, (size_t)(place.at - from)));
    return true;
}

static bool is_word(struct place place, size_t n, const char *word)
{
    return strlen(word) == n && !strncmp(place.at, word, n);
}

// Whether the N characters at PLACE, behind which a splice stands, may go on as WORD.
static bool may_become(struct place place, size_t n, const char *word)
{
    return n < strlen(word) && !strncmp(place.at, word, n);
}

static size_t word_length(struct place place)
{
    size_t n = 0;
    while (place.at + n < place.end && (islower((unsigned char)place.at[n]) || place.at[n] == '_'))
        n++;
    return n;
}

// What follows a # (or its like). Returns whether that may look for something that cannot be told.
static bool read_directive(struct place place, struct lookups *lookups)
{
    static const char *const looking[] = {"include", "include_next", "import", "embed"};
    if (!skip_blanks(&place))
        return *place.at != '/' || place.at[1] == '*';
    size_t n = word_length(place);
    struct place behind = {place.at + n, place.end};
    bool spliced = n && behind.at < behind.end && (*behind.at == '\\' || *behind.at == '?'), hidden = false;
    for (size_t i = 0; i < sizeof looking / sizeof *looking; i++) {
        if (is_word(place, n, looking[i]))
            hidden |= *place.at == 'e' || !read_name(behind, lookups);
        hidden |= spliced && may_become(place, n, looking[i]);
    }
    return hidden;
}

// Whether nothing but blanks, or a comment, stands before AT in its line: else no directive begins there.
static bool begins_line(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\f' || at[-1] == '\v'))
        at--;
    return at == text || at[-1] == '\n' || at[-1] == '\r' || at[-1] == '/';
}

static void read_directives(struct place all, const char *mark, struct lookups *lookups)
{
    size_t n = strlen(mark);
    for (const char *at = all.at; (at = memmem(at, (size_t)(all.end - at), mark, n)); at += n) {
        bool hidden = read_directive((struct place){at + n, all.end}, lookups);
        lookups->hidden |= hidden && begins_line(all.at, at);
    }
}

// What follows __has_: "include", and a name in parentheses; a test whether __has_include is there at all is none.
static void read_has(struct place place, struct lookups *lookups)
{
    size_t n = word_length(place);
    bool looks = is_word(place, n, "include") || is_word(place, n, "include_next");
    lookups->hidden |= is_word(place, n, "embed");
    place.at += n;
    if (place.at < place.end && *place.at == '\\')
        lookups->hidden = true;
    if (!looks)
        return;
    bool plain = skip_blanks(&place);
    if (plain && place.at < place.end && *place.at == '(') {
        place.at++;
        plain = read_name(place, lookups);
    }
    lookups->hidden |= !plain;
}

static bool holds(struct place all, const char *word)
{
    return memmem(all.at, (size_t)(all.end - all.at), word, strlen(word));
}

void lookups_read(const char *text, size_t n, struct lookups *lookups)
{
    struct place all = {text, text + n};
    read_directives(all, "#", lookups);
    read_directives(all, "%:", lookups);
    read_directives(all, "?\?=", lookups);
    const char *at = text;
    while ((at = memmem(at, (size_t)(all.end - at), "__has_", 6)))
        read_has((struct place){at += 6, all.end}, lookups);
    lookups->hidden |= holds(all, "include_alias");
}

void lookups_free(struct lookups *lookups)
{
    for (size_t i = 0; i < lookups->names.count; i++)
        free(lookups->names.at[i]);
    vec_free(&lookups->names);
    *lookups = (struct lookups){0};
}
