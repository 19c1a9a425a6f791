// Positions, and source text: where an expression is written, and how.
//
// libclang answers for text that a macro made with the place where the outermost macro is used ("expansion"),
// or, if it stands among the arguments of that use, with its place there ("file location"). Where a macro's body
// writes it can be had only from the token at the location.
#include "frontend/lowering.h"

#include <ctype.h>
#include <stdio.h>

enum { TEXT_LIMIT = 80 }; // bytes of an expression's text

// An expression as written at the outermost level: macro calls are whole.
struct written {
    CXFile file;
    unsigned begin, end;
    bool macro; // it begins with a macro call
};

bool source_is_macro(CXSourceLocation at)
{
    // SourceLocation's own mark: the highest bit of its number is set for what a macro made.
    return at.int_data >> 31;
}

unsigned source_offset(CXSourceLocation at, CXFile *file)
{
    unsigned offset = 0;
    clang_getExpansionLocation(at, file, NULL, NULL, &offset);
    return offset;
}

static unsigned source_file_offset(CXSourceLocation at, CXFile *file)
{
    unsigned offset = 0;
    clang_getFileLocation(at, file, NULL, NULL, &offset);
    return offset;
}

CXSourceLocation lower_move(CXTranslationUnit tu, CXSourceLocation at, int by)
{
    // SourceLocation numbers the bytes of each file in a row: asked again, to be sure.
    CXSourceLocation moved = at;
    CXFile file, moved_file = NULL;
    unsigned offset = source_offset(at, &file);
    moved.int_data += (unsigned)by;
    if (!source_is_macro(at) && !source_is_macro(moved) && source_offset(moved, &moved_file) == offset + (unsigned)by &&
        moved_file == file)
        return moved;
    return clang_getLocationForOffset(tu, file, offset + (unsigned)by);
}

bool source_in_macro_body(CXSourceLocation at)
{
    CXFile file;
    return source_is_macro(at) && source_offset(at, &file) == source_file_offset(at, &file);
}

// The file of the unit that FILE is; AT stands in it.
static struct source_file *source_file_of(struct lowering *l, CXFile file, CXSourceLocation at)
{
    for (size_t i = l->files.count; i-- > 0;)
        if (l->files.at[i].file == file)
            return &l->files.at[i];
    struct source_file made = {.file = file};
    CXString name = clang_getFileName(file);
    const char *path = clang_getCString(name);
    made.index = ir_unit_add_file(l->unit, path ? path : "", clang_Location_isInSystemHeader(at));
    clang_disposeString(name);
    vec_push(&l->files, made);
    return &vec_last(&l->files);
}

// The same with its text. To find that costs about as much as to lower a function where it comes from a precompiled
// header: clang goes through all files and macros that it knows.
static const struct source_file *source_read(struct lowering *l, CXFile file, CXSourceLocation at)
{
    struct source_file *in = source_file_of(l, file, at);
    if (!in->read && file)
        in->text = clang_getFileContents(l->tu, file, &in->size);
    in->read = true;
    return in;
}

// Where the token at AT is really written. (An empty range yields the token that it touches; clang_getToken, which
// asks for the token's length, gives up at the end of a macro's expansion.)
static CXSourceLocation source_token_location(struct lowering *l, CXSourceLocation at)
{
    CXToken *tokens = NULL;
    unsigned count = 0;
    CXSourceLocation found = at;
    if (source_is_macro(at))
        clang_tokenize(l->tu, clang_getRange(at, at), &tokens, &count);
    if (count)
        found = clang_getTokenLocation(l->tu, tokens[0]);
    clang_disposeTokens(l->tu, tokens, count);
    return found;
}

static uint32_t source_make_loc(struct lowering *l, CXSourceLocation at)
{
    CXFile file = NULL;
    struct ir_loc loc = {0};
    clang_getExpansionLocation(at, &file, &loc.line, &loc.column, NULL);
    if (!file)
        return 0;
    loc.file = source_file_of(l, file, at)->index;
    loc.spelling_file = loc.file;
    loc.spelling_line = loc.line;
    loc.spelling_column = loc.column;
    if (source_is_macro(at)) {
        CXSourceLocation token = source_token_location(l, at);
        clang_getFileLocation(token, &file, &loc.spelling_line, &loc.spelling_column, NULL);
        loc.spelling_file = source_file_of(l, file, token)->index;
    }
    vec_push(&l->unit->locs, loc);
    return (uint32_t)l->unit->locs.count - 1;
}

uint32_t source_loc(struct lowering *l, CXSourceLocation at)
{
    uint32_t hash = at.int_data * 0x9e3779b1u;
    uint32_t known = chain_first(&l->places, hash);
    for (; known != CHAIN_END; known = chain_next(&l->places, known))
        if (clang_equalLocations(l->place_keys.at[known], at))
            return l->place_values.at[known];
    uint32_t loc = source_make_loc(l, at);
    chain_add(&l->places, hash);
    vec_push(&l->place_keys, at);
    vec_push(&l->place_values, loc);
    return loc;
}

const char *source_spelling(struct lowering *l, CXSourceLocation at, size_t *size)
{
    CXFile file = NULL;
    CXSourceLocation token = source_token_location(l, at);
    unsigned offset = source_file_offset(token, &file);
    const struct source_file *in = file ? source_read(l, file, token) : NULL;
    if (!in || !in->text || offset > in->size) {
        *size = 0;
        return "";
    }
    *size = in->size - offset;
    return in->text + offset;
}

static bool source_is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$';
}

bool source_is_word(struct lowering *l, CXSourceLocation at, const char *word)
{
    size_t size, n = strlen(word);
    const char *text = source_spelling(l, at, &size);
    return size >= n && memcmp(text, word, n) == 0 && (size == n || !source_is_letter(text[n]));
}

const char *source_skip_blank(const char *at, const char *end)
{
    while (at < end) {
        if (end - at > 1 && at[0] == '/' && at[1] == '/') {
            while (at < end && *at != '\n')
                at++;
        } else if (end - at > 1 && at[0] == '/' && at[1] == '*') {
            const char *close = at + 2;
            while (end - close > 1 && !(close[0] == '*' && close[1] == '/'))
                close++;
            at = end - close > 1 ? close + 2 : end;
        } else if (isspace((unsigned char)*at) || (*at == '\\' && end - at > 1 && isspace((unsigned char)at[1]))) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

const char *source_skip_token(const char *at, const char *end)
{
    if (at >= end)
        return end;
    char quote = *at++;
    if (quote == '"' || quote == '\'') {
        for (; at < end && *at != quote && *at != '\n'; at++)
            if (*at == '\\' && at + 1 < end)
                at++;
        return at < end ? at + 1 : end;
    }
    if (source_is_letter(quote))
        while (at < end && source_is_letter(*at))
            at++;
    return at;
}

// Past the closing bracket of the one at AT.
static const char *source_skip_brackets(const char *at, const char *end)
{
    int depth = 0;
    while ((at = source_skip_blank(at, end)) < end) {
        depth += *at == '(' || *at == '[' || *at == '{';
        depth -= *at == ')' || *at == ']' || *at == '}';
        at = source_skip_token(at, end);
        if (depth <= 0)
            break;
    }
    return at;
}

// Past the macro call whose name is at AT.
static const char *source_skip_macro_call(const char *at, const char *end)
{
    const char *name_end = source_skip_token(at, end);
    const char *after = source_skip_blank(name_end, end);
    return after < end && *after == '(' ? source_skip_brackets(after, end) : name_end;
}

// The file's offset where the macro call at OFFSET ends.
static unsigned source_macro_end(const struct source_file *in, unsigned offset)
{
    if (!in->text || offset >= in->size)
        return offset;
    return (unsigned)(source_skip_macro_call(in->text + offset, in->text + in->size) - in->text);
}

static bool source_written(struct lowering *l, CXCursor e, struct written *w)
{
    CXSourceRange range = clang_getCursorExtent(e);
    CXSourceLocation begin = clang_getRangeStart(range), end = clang_getRangeEnd(range);
    CXFile end_file = NULL;
    w->file = NULL;
    w->begin = source_offset(begin, &w->file);
    w->end = source_offset(end, &end_file);
    w->macro = source_is_macro(begin);
    if (!w->file || w->file != end_file)
        return false;
    const struct source_file *in = source_read(l, w->file, begin);
    if (source_is_macro(end))
        w->end = source_macro_end(in, w->end);
    if (w->macro && source_macro_end(in, w->begin) > w->end)
        w->end = source_macro_end(in, w->begin);
    return w->begin < w->end && in->text && w->end <= in->size;
}

// FROM .. END as one line of at most TEXT_LIMIT bytes.
static ir_text source_collapse(struct lowering *l, const char *from, const char *end)
{
    char line[TEXT_LIMIT + 1];
    size_t n = 0;
    for (const char *at = source_skip_blank(from, end); at < end;) {
        const char *token_end = source_skip_token(at, end), *next = source_skip_blank(token_end, end);
        for (; at < token_end && n < TEXT_LIMIT; at++)
            line[n++] = *at ? *at : ' ';
        if (n == TEXT_LIMIT) {
            memcpy(line + TEXT_LIMIT - 3, "...", 3);
            break;
        }
        if (next > token_end && next < end)
            line[n++] = ' ';
        at = next;
    }
    return ir_texts_intern(&l->texts, l->unit, line, n);
}

// Where an operand that begins at FROM ends: at a comma, semicolon, closing bracket, or logical operator.
static const char *source_operand_end(const char *from, const char *end)
{
    const char *at = from;
    while (at < end) {
        if (*at == '\n' || *at == ',' || *at == ';' || *at == ')' || *at == ']' || *at == '}' || *at == '?')
            break;
        if (end - at > 1 && at[0] == at[1] && (*at == '&' || *at == '|'))
            break;
        bool opens = *at == '(' || *at == '[' || *at == '{';
        at = opens ? source_skip_brackets(at, end) : source_skip_token(at, end);
        const char *next = at;
        while (next < end && (*next == ' ' || *next == '\t'))
            next++;
        at = end - next > 1 && *next == '\\' && isspace((unsigned char)next[1]) ? source_skip_blank(next, end) : next;
    }
    return at;
}

// The text of E when all of it comes out of one macro call, with what it is a part of: what the macro's
// user wrote if it is an argument, else what the macro's body says.
static ir_text source_text_inside_macro(struct lowering *l, CXCursor e)
{
    CXSourceRange range = clang_getCursorExtent(e);
    CXSourceLocation begin = clang_getRangeStart(range), end = clang_getRangeEnd(range);
    CXFile file = NULL, end_file = NULL;
    size_t size;
    unsigned from = source_file_offset(begin, &file), to = source_file_offset(end, &end_file);
    if (source_in_macro_body(begin)) {
        const char *text = source_spelling(l, begin, &size);
        return source_collapse(l, text, source_operand_end(text, text + size));
    }
    const struct source_file *in = source_read(l, file, begin);
    if (!in->text || file != end_file || to > in->size || from >= to)
        return 0;
    if (!source_is_macro(end)) { // it begins among the arguments, but ends elsewhere: a macro call of their own?
        CXFile token_file = NULL;
        unsigned token = source_file_offset(source_token_location(l, begin), &token_file);
        if (token == from && token_file == file)
            return 0; // `p->x`, where p is an argument: neither text has all of it
        to = source_macro_end(in, from);
    }
    return source_collapse(l, in->text + from, in->text + to);
}

ir_text source_text_of(struct lowering *l, CXCursor e, CXCursor whole)
{
    struct written part, all;
    if (!source_written(l, e, &part))
        return 0;
    bool inside = part.macro && source_written(l, whole, &all) && all.macro && all.begin == part.begin &&
                  source_macro_end(source_read(l, part.file, l->at), part.begin) >= all.end;
    if (inside && !clang_equalCursors(e, whole))
        return source_text_inside_macro(l, e);
    const struct source_file *in = source_read(l, part.file, l->at);
    return source_collapse(l, in->text + part.begin, in->text + part.end);
}

const char *source_between(struct lowering *l, CXCursor a, CXCursor b, size_t *size)
{
    size_t rest_a, rest_b;
    const char *from = source_spelling(l, clang_getRangeStart(clang_getCursorExtent(a)), &rest_a);
    const char *to = source_spelling(l, clang_getRangeStart(clang_getCursorExtent(b)), &rest_b);
    if (from + rest_a != to + rest_b || from > to)
        return NULL;
    *size = (size_t)(to - from);
    return from;
}

ir_text text_intern(struct lowering *l, const char *text)
{
    return ir_texts_intern(&l->texts, l->unit, text, strlen(text));
}

ir_text text_of_string(struct lowering *l, CXString string)
{
    const char *text = clang_getCString(string);
    ir_text interned = text_intern(l, text ? text : "");
    clang_disposeString(string);
    return interned;
}

void source_free(struct lowering *l)
{
    vec_free(&l->files);
    vec_free(&l->place_keys);
    vec_free(&l->place_values);
    chains_free(&l->places);
}
