// The suppressions that stand in a file.
#include "suppress/suppress.h"

#include "support/nearest.h"
#include "support/tokens.h"

#include <ctype.h>
#include <fnmatch.h>

enum word { WORD_LINE, WORD_NEXT_LINE, WORD_BEGIN, WORD_END, WORDS };
static const char *const words[WORDS] = {"NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN", "NOLINTEND"};

struct reading {
    struct report_run *run;
    const struct catalogue *catalogue;
    const char *path;
    struct suppressions *list;
    VEC(size_t) open;         // NOLINTBEGINs without their end, in the list
    VEC(size_t) waiting;      // pragmas whose line of code has not come yet, in the list
    unsigned directive;       // the line of a preprocessor directive that is being read
    bool names_ours;          // of the rules read last: one is ours, or looks as if it were meant to be
};

// ---- rules ----

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool matches_any(const struct catalogue *catalogue, const char *pattern)
{
    for (size_t i = 0; i < catalogue->rules.count; i++)
        if (!fnmatch(pattern, catalogue->rules.at[i].id, 0))
            return true;
    return false;
}

// Whether NAME begins as one of our rules does, up to its first hyphen and with it.
static bool is_of_family(const struct catalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->rules.count; i++) {
        size_t n = strcspn(catalogue->rules.at[i].id, "-");
        if (!strncmp(name, catalogue->rules.at[i].id, n + 1))
            return true;
    }
    return false;
}

static const char *nearest_rule(const struct catalogue *catalogue, const char *name)
{
    VEC(const char *) ids = {0};
    for (size_t i = 0; i < catalogue->rules.count; i++)
        vec_push(&ids, catalogue->rules.at[i].id);
    const char *nearest = nearest_name(name, ids.at, ids.count);
    vec_free(&ids);
    return nearest;
}

// Takes the rule NAME if it is ours; says so if it only looks as if it were meant to be.
static void take_rule(struct reading *reading, struct suppression *suppression, const char *name)
{
    if (matches_any(reading->catalogue, name)) {
        vec_push(&suppression->rules, memory_format("%s", name));
        reading->names_ours = true;
        return;
    }
    const char *nearest = nearest_rule(reading->catalogue, name);
    if (!nearest && !is_of_family(reading->catalogue, name))
        return;
    char *text = nearest ? memory_format("%s is no rule; did you mean %s?", name, nearest)
                         : memory_format("%s is no rule; 'ndislint rules' lists them", name);
    report_add_remark(reading->run, REPORT_WARNING, &suppression->place, text);
}

// Takes the rules in the N bytes at TEXT, with blanks or commas between them.
static void take_rules(struct reading *reading, struct suppression *suppression, const char *text, size_t n)
{
    for (size_t at = 0; at < n;) {
        size_t from = at;
        while (at < n && !isspace((unsigned char)text[at]) && text[at] != ',')
            at++;
        if (at > from) {
            char *name = memory_text(text + from, at - from);
            take_rule(reading, suppression, name);
            free(name);
        } else {
            at++;
        }
    }
}

// The words of a comment from AT to END, without what opens them (": ", " - "), or NULL if there are none.
static char *take_reason(const char *at, const char *end)
{
    if (end - at >= 2 && end[-2] == '*' && end[-1] == '/')
        end -= 2;
    const char *line = memchr(at, '\n', (size_t)(end - at));
    end = line ? line : end;
    while (at < end && (isspace((unsigned char)*at) || *at == ':' || *at == '-' || *at == '/' || *at == '*'))
        at++;
    while (end > at && isspace((unsigned char)end[-1]))
        end--;
    return end > at ? memory_text(at, (size_t)(end - at)) : NULL;
}

// ---- comments ----

static void release(struct suppression *suppression)
{
    for (size_t i = 0; i < suppression->rules.count; i++)
        free(suppression->rules.at[i]);
    vec_free(&suppression->rules);
    free(suppression->place.path);
    free(suppression->reason);
}

static bool same_rules(const struct suppression *a, const struct suppression *b)
{
    if (a->rules.count != b->rules.count)
        return false;
    for (size_t i = 0; i < a->rules.count; i++)
        if (strcmp(a->rules.at[i], b->rules.at[i]))
            return false;
    return true;
}

// The innermost open range with the rules of END is closed by it.
static void close_range(struct reading *reading, struct suppression *end)
{
    for (size_t i = reading->open.count; i-- > 0;) {
        struct suppression *begin = &reading->list->at.at[reading->open.at[i]];
        if (!same_rules(begin, end))
            continue;
        begin->last = end->place.line;
        memmove(
            &reading->open.at[i], &reading->open.at[i + 1], (reading->open.count - i - 1) * sizeof *reading->open.at);
        reading->open.count--;
        return;
    }
    report_add_remark(
        reading->run, REPORT_WARNING, &end->place, memory_format("NOLINTEND without a NOLINTBEGIN of the same rules"));
}

static void add(struct reading *reading, enum word word, struct suppression *suppression, unsigned last_line)
{
    static const enum suppress_kind kinds[] = {SUPPRESS_LINE, SUPPRESS_NEXT_LINE, SUPPRESS_RANGE, SUPPRESS_RANGE};
    unsigned line = suppression->place.line;
    suppression->kind = kinds[word];
    if (word == WORD_END) {
        close_range(reading, suppression);
        release(suppression);
        return;
    }
    suppression->first = word == WORD_NEXT_LINE ? last_line + 1 : line;
    suppression->last = suppression->first;
    vec_push(&reading->list->at, *suppression);
    if (word == WORD_BEGIN)
        vec_push(&reading->open, reading->list->at.count - 1);
}

// What stands behind one of our words, from AT to END of its comment, which ends in LAST_LINE.
static void read_suppression(struct reading *reading, enum word word, const struct report_place *place, const char *at,
    const char *end, unsigned last_line)
{
    struct suppression suppression = {.place = report_place_copy(place->path, place->line, place->column)};
    const char *close = at < end && *at == '(' ? memchr(at, ')', (size_t)(end - at)) : NULL;
    reading->names_ours = !close;
    if (close)
        take_rules(reading, &suppression, at + 1, (size_t)(close - at - 1));
    suppression.reason = take_reason(close ? close + 1 : at, end);
    if (reading->names_ours)
        add(reading, word, &suppression, last_line);
    else
        release(&suppression);
}

static void complain_word(
    struct reading *reading, const struct report_place *place, const char *word, const char *meant)
{
    report_add_remark(
        reading->run, REPORT_WARNING, place, memory_format("%s suppresses nothing; did you mean %s?", word, meant));
}

// Whether a rule of ours stands in the brackets at AT.
static bool brackets_name_ours(const struct reading *reading, const char *at, const char *end)
{
    const char *close = at < end && *at == '(' ? memchr(at, ')', (size_t)(end - at)) : NULL;
    char *name = close ? memory_text(at + 1, (size_t)(close - at - 1)) : NULL;
    bool ours = name && is_of_family(reading->catalogue, name);
    free(name);
    return ours;
}

// The word of ours that TEXT begins, or is near to; or NULL.
static const char *meant_word(const char *text)
{
    for (unsigned word = 0; word < WORDS; word++)
        if (strlen(text) > strlen(words[0]) && !strncmp(text, words[word], strlen(text)))
            return words[word];
    return nearest_name(text, words, WORDS);
}

// One word of a comment, from AT to BEHIND: one of ours, one that is meant to be, or none.
static void read_word(struct reading *reading, const struct report_place *place, const char *at, const char *behind,
    const char *end, unsigned last_line)
{
    char *text = memory_text(at, (size_t)(behind - at));
    for (unsigned word = 0; word < WORDS; word++)
        if (!strcmp(text, words[word])) {
            read_suppression(reading, (enum word)word, place, behind, end, last_line);
            free(text);
            return;
        }
    const char *meant = meant_word(text);
    if (meant && (!strncmp(text, words[0], strlen(words[0])) || brackets_name_ours(reading, behind, end)))
        complain_word(reading, place, text, meant);
    free(text);
}

static unsigned count_lines(const char *from, const char *to)
{
    unsigned lines = 0;
    for (; from < to; from++)
        lines += *from == '\n' || (*from == '\r' && from[1] != '\n');
    return lines;
}

static void read_comment(struct reading *reading, const struct token *token)
{
    const char *end = token->text + token->length, *line_start = token->text - (token->column - 1);
    unsigned line = token->line, last = token->line + count_lines(token->text, end);
    for (const char *at = token->text; at < end;) {
        const char *behind = at;
        while (behind < end && (isalnum((unsigned char)*behind) || *behind == '_'))
            behind++;
        if (behind > at && isupper((unsigned char)*at)) {
            struct report_place place = {(char *)reading->path, line, (uint32_t)(at - line_start) + 1};
            read_word(reading, &place, at, behind, end, last);
        }
        if (behind == at) {
            behind++;
            line += *at == '\n';
            line_start = *at == '\n' ? behind : line_start;
        }
        at = behind;
    }
}

// ---- pragmas ----

static const char *skip(const char *at, const char *end, const char *word)
{
    while (at < end && is_blank(*at))
        at++;
    size_t n = strlen(word);
    return (size_t)(end - at) >= n && !memcmp(at, word, n) ? at + n : NULL;
}

static const char *skip_suppress(const char *at, const char *end)
{
    const char *behind = skip(at, end, "(");
    behind = behind ? skip(behind, end, "suppress") : NULL;
    return behind ? skip(behind, end, ":") : NULL;
}

// The reason of a pragma: the string in it, or the comment behind it.
static char *pragma_reason(const char *at, const char *end)
{
    const char *open = memchr(at, '"', (size_t)(end - at)), *close = NULL;
    if (open)
        close = memchr(open + 1, '"', (size_t)(end - open - 1));
    if (close)
        return close > open + 1 ? memory_text(open + 1, (size_t)(close - open - 1)) : NULL;
    const char *comment = memmem(at, (size_t)(end - at), "//", 2);
    if (!comment)
        comment = memmem(at, (size_t)(end - at), "/*", 2);
    return comment ? take_reason(comment, end) : NULL;
}

// A pragma whose words begin at TOKEN: warning or prefast, and what is in its brackets up to the end of the line.
static void read_pragma(struct reading *reading, const struct token *token, const char *end)
{
    const char *newline = memchr(token->text, '\n', (size_t)(end - token->text));
    end = newline ? newline : end;
    const char *at = skip_suppress(token->text + token->length, end);
    if (!at || (!token_is(token, "warning") && !token_is(token, "prefast")))
        return;
    size_t n = strcspn(at, "\");\n");
    struct suppression suppression = {
        .kind = SUPPRESS_PRAGMA, .place = report_place_copy(reading->path, token->line, token->column)};
    reading->names_ours = false;
    take_rules(reading, &suppression, at, n);
    suppression.reason = pragma_reason(at + n, end);
    if (!reading->names_ours) {
        release(&suppression);
        return;
    }
    vec_push(&reading->list->at, suppression);
    vec_push(&reading->waiting, reading->list->at.count - 1);
}

// The first line of code behind them is what the waiting pragmas are about.
static void meet_code(struct reading *reading, unsigned line)
{
    for (size_t i = 0; i < reading->waiting.count; i++) {
        struct suppression *suppression = &reading->list->at.at[reading->waiting.at[i]];
        suppression->first = suppression->last = line;
    }
    vec_clear(&reading->waiting);
}

// ---- files ----

static void read_tokens(struct reading *reading, struct token_reader *reader)
{
    bool after_pragma = false;
    for (struct token token; (token = token_next(reader)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_COMMENT) {
            read_comment(reading, &token);
            continue;
        }
        if (token.first && token_is(&token, "#"))
            reading->directive = token.line;
        bool in_directive = reading->directive == token.line;
        if (after_pragma)
            read_pragma(reading, &token, reader->end);
        else if (!in_directive && !token_is(&token, "__pragma"))
            meet_code(reading, token.line);
        bool opens = after_pragma && token_is(&token, "("); // __pragma(
        after_pragma = opens || token_is(&token, "__pragma") || (in_directive && token_is(&token, "pragma"));
    }
}

static void complain_open(struct reading *reading)
{
    for (size_t i = 0; i < reading->open.count; i++) {
        struct suppression *begin = &reading->list->at.at[reading->open.at[i]];
        begin->first = begin->last = 0;
        report_add_remark(reading->run, REPORT_WARNING, &begin->place,
            memory_format("NOLINTBEGIN without a NOLINTEND of the same rules suppresses nothing"));
    }
}

void suppress_read(struct report_run *run, const struct catalogue *catalogue, const struct excerpt_file *file,
    struct suppressions *list)
{
    if (!file->text || !file->starts.count)
        return;
    struct reading reading = {.run = run, .catalogue = catalogue, .path = file->path, .list = list};
    struct token_reader reader = token_begin(file->text + file->starts.at[0], file->text + file->size, 1, 1);
    read_tokens(&reading, &reader);
    complain_open(&reading);
    vec_free(&reading.open);
    vec_free(&reading.waiting);
}

void suppress_free(struct suppressions *list)
{
    for (size_t i = 0; i < list->at.count; i++)
        release(&list->at.at[i]);
    vec_free(&list->at);
}
