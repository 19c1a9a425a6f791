// Macros whose definition has changed, and which lines mean something else for that.
#include "suppress/macros.h"

#include "support/path.h"
#include "support/tokens.h"

// A word of a file's text. Borrowed.
struct word {
    const char *text;
    size_t length;
};

struct words {
    VEC(struct word) at;
};

struct definition {
    struct word name;
    struct words body;
    bool nothing; // its body does nothing
    bool changed;
};

// The lines from an #if to its #endif, and what the conditions ask about.
struct conditional {
    unsigned first, last;
    struct words words;
};

struct source {
    char *path; // absolute
    const struct excerpt_file *file;
    struct blocks blocks;
    VEC(struct definition) definitions;
    VEC(struct conditional) conditionals;
    VEC(size_t) open;             // of `conditionals`
    VEC(unsigned) no_instruction; // lines that name a changed macro that does nothing
};

struct macros {
    VEC(struct source) sources;
    struct words changed; // names, sorted
    struct words nothing; // those of them that do nothing, sorted
};

// ---- words ----

static int compare_words(const void *a, const void *b)
{
    const struct word *one = a, *other = b;
    size_t shorter = one->length < other->length ? one->length : other->length;
    int order = memcmp(one->text, other->text, shorter);
    return order ? order : (one->length > other->length) - (one->length < other->length);
}

static void add_word(struct words *words, const char *text, size_t length)
{
    struct word word = {text, length};
    vec_push(&words->at, word);
}

static void sort_words(struct words *words)
{
    if (words->at.count)
        qsort(words->at.at, words->at.count, sizeof *words->at.at, compare_words);
}

static bool has_word(const struct words *sorted, const char *text, size_t length)
{
    struct word word = {text, length};
    return sorted->at.count &&
           bsearch(&word, sorted->at.at, sorted->at.count, sizeof *sorted->at.at, compare_words) != NULL;
}

static bool has_any(const struct words *sorted, const struct words *words)
{
    for (size_t i = 0; i < words->at.count; i++)
        if (has_word(sorted, words->at.at[i].text, words->at.at[i].length))
            return true;
    return false;
}

// ---- directives ----

// The next token of the directive's line, comments left out; of kind TOKEN_END behind it.
static struct token next_in_line(struct token_reader *reader)
{
    struct token_reader ahead = *reader;
    struct token token = token_next(&ahead);
    while (token.kind == TOKEN_COMMENT && !token.first) {
        *reader = ahead;
        token = token_next(&ahead);
    }
    if (token.first)
        return (struct token){.kind = TOKEN_END};
    *reader = ahead;
    return token;
}

static bool does_something(const struct token *token)
{
    static const char *const idle[] = {"do", "while", "void", "0"};
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (token_is(token, idle[i]))
            return false;
    return token->kind != TOKEN_MARK;
}

// What stands behind "#define": parameters count as a part of the body, but do nothing.
static void read_definition(struct source *source, const struct file_changes *file, struct token_reader *reader)
{
    struct token name = next_in_line(reader);
    struct definition definition = {.name = {name.text, name.length}, .nothing = true};
    unsigned last = name.line;
    bool parameters = reader->at < reader->end && *reader->at == '(';
    if (name.kind != TOKEN_WORD)
        return;
    for (struct token token; (token = next_in_line(reader)).kind != TOKEN_END; last = token.line) {
        if (token.kind == TOKEN_WORD)
            add_word(&definition.body, token.text, token.length);
        if (!parameters && does_something(&token))
            definition.nothing = false;
        if (token_is(&token, ")"))
            parameters = false;
    }
    definition.changed = changes_inside(file, name.line, last);
    vec_push(&source->definitions, definition);
}

static void read_condition(struct source *source, struct token_reader *reader)
{
    struct words *words = &source->conditionals.at[vec_last(&source->open)].words;
    for (struct token token; (token = next_in_line(reader)).kind != TOKEN_END;)
        if (token.kind == TOKEN_WORD)
            add_word(words, token.text, token.length);
}

static void read_directive(struct source *source, const struct file_changes *file, struct token_reader *reader)
{
    struct token word = next_in_line(reader);
    if (token_is(&word, "define"))
        read_definition(source, file, reader);
    if (token_is(&word, "if") || token_is(&word, "ifdef") || token_is(&word, "ifndef")) {
        vec_push(&source->open, source->conditionals.count);
        vec_push(&source->conditionals, ((struct conditional){.first = word.line, .last = word.line}));
        read_condition(source, reader);
    } else if (token_is(&word, "elif") && source->open.count) {
        read_condition(source, reader);
    } else if (token_is(&word, "endif") && source->open.count) {
        source->conditionals.at[vec_pop(&source->open)].last = word.line;
    }
}

static struct token_reader whole_file(const struct source *source)
{
    const struct excerpt_file *file = source->file;
    const char *text = file->text ? file->text : "";
    return token_begin(text + (file->starts.count ? file->starts.at[0] : 0), text + file->size, 1, 1);
}

static void read_source(struct macros *macros, const struct changes *changes, char *path, struct excerpt_cache *cache)
{
    struct source source = {.path = path, .file = excerpt_open(cache, path)};
    const struct file_changes *file = changes_of(changes, path);
    struct token_reader reader = whole_file(&source);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;)
        if (token.first && token_is(&token, "#"))
            read_directive(&source, file, &reader);
    vec_push(&macros->sources, source);
}

// ---- which have changed ----

// Adds what has changed since a macro in its body has; false if there is none.
static bool spread(struct macros *macros)
{
    size_t before = macros->changed.at.count;
    struct words known = {0};
    for (size_t i = 0; i < before; i++)
        vec_push(&known.at, macros->changed.at.at[i]);
    for (size_t s = 0; s < macros->sources.count; s++)
        for (size_t i = 0; i < macros->sources.at[s].definitions.count; i++) {
            const struct definition *definition = &macros->sources.at[s].definitions.at[i];
            bool changed = definition->changed || has_any(&known, &definition->body);
            if (changed && !has_word(&known, definition->name.text, definition->name.length))
                add_word(&macros->changed, definition->name.text, definition->name.length);
        }
    vec_free(&known.at);
    sort_words(&macros->changed);
    return macros->changed.at.count > before;
}

static void collect_nothing(struct macros *macros)
{
    for (size_t s = 0; s < macros->sources.count; s++)
        for (size_t i = 0; i < macros->sources.at[s].definitions.count; i++) {
            const struct definition *definition = &macros->sources.at[s].definitions.at[i];
            if (definition->nothing && has_word(&macros->changed, definition->name.text, definition->name.length))
                add_word(&macros->nothing, definition->name.text, definition->name.length);
        }
    sort_words(&macros->nothing);
}

// The blocks of SOURCE, and where it uses what leaves no instruction.
static void read_uses(const struct macros *macros, struct source *source)
{
    struct token_reader reader = whole_file(source);
    blocks_read(&source->blocks, source->file);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;)
        if (token.kind == TOKEN_WORD && has_word(&macros->nothing, token.text, token.length))
            vec_push(&source->no_instruction, token.line);
}

struct macros *macros_read(
    const struct changes *changes, const char *cwd, const struct report_driver *driver, struct excerpt_cache *cache)
{
    struct macros *macros = memory_new(sizeof *macros);
    for (size_t i = 0; i < changes->removed_macros.count; i++)
        add_word(&macros->changed, changes->removed_macros.at[i], strlen(changes->removed_macros.at[i]));
    sort_words(&macros->changed);
    for (size_t i = 0; i < driver->sources.count; i++)
        read_source(macros, changes, path_absolute(cwd, driver->sources.at[i]), cache);
    while (spread(macros))
        ;
    collect_nothing(macros);
    for (size_t i = 0; i < macros->sources.count && macros->changed.at.count; i++)
        read_uses(macros, &macros->sources.at[i]);
    return macros;
}

// ---- what they touch ----

static const struct source *find_source(const struct macros *macros, const char *path)
{
    for (size_t i = 0; i < macros->sources.count && macros->changed.at.count; i++)
        if (!strcmp(macros->sources.at[i].path, path))
            return &macros->sources.at[i];
    return NULL;
}

static bool in_block(const struct source *source, unsigned line, unsigned block)
{
    return block && blocks_at(&source->blocks, line).block == block;
}

static bool conditions_touch(const struct macros *macros, const struct source *source, unsigned line, unsigned block)
{
    for (size_t i = 0; i < source->conditionals.count; i++) {
        const struct conditional *conditional = &source->conditionals.at[i];
        bool around = conditional->first <= line && line <= conditional->last;
        if ((around || in_block(source, conditional->first, block)) && has_any(&macros->changed, &conditional->words))
            return true;
    }
    return false;
}

enum extent { ONE_LINE, WHOLE_STATEMENT };

// Whether LINE, or the statement that goes on there, names one.
static bool is_named(const struct macros *macros, const struct source *source, unsigned line, enum extent extent)
{
    if (!line || line > source->file->starts.count)
        return false;
    const char *text = source->file->text;
    struct token_reader reader =
        token_begin(text + source->file->starts.at[line - 1], text + source->file->size, line, 1);
    for (struct token token; (token = token_next(&reader)).kind != TOKEN_END;) {
        if (token.line > line && extent == ONE_LINE)
            return false;
        if (token.kind == TOKEN_WORD && has_word(&macros->changed, token.text, token.length))
            return true;
        if (token_is(&token, ";") || token_is(&token, "{") || token_is(&token, "}"))
            extent = ONE_LINE;
    }
    return false;
}

bool macros_touch_line(struct macros *macros, const char *path, unsigned line)
{
    const struct source *source = find_source(macros, path);
    return source && is_named(macros, source, line, ONE_LINE);
}

bool macros_touch_path(struct macros *macros, const char *path, unsigned line)
{
    const struct source *source = find_source(macros, path);
    if (!source)
        return false;
    unsigned block = blocks_at(&source->blocks, line).block;
    for (size_t i = 0; i < source->no_instruction.count; i++)
        if (in_block(source, source->no_instruction.at[i], block))
            return true;
    return is_named(macros, source, line, WHOLE_STATEMENT) || conditions_touch(macros, source, line, block);
}

static void source_free(struct source *source)
{
    for (size_t i = 0; i < source->definitions.count; i++)
        vec_free(&source->definitions.at[i].body.at);
    for (size_t i = 0; i < source->conditionals.count; i++)
        vec_free(&source->conditionals.at[i].words.at);
    vec_free(&source->definitions);
    vec_free(&source->conditionals);
    vec_free(&source->open);
    vec_free(&source->no_instruction);
    blocks_free(&source->blocks);
    free(source->path);
}

void macros_free(struct macros *macros)
{
    if (!macros)
        return;
    for (size_t i = 0; i < macros->sources.count; i++)
        source_free(&macros->sources.at[i]);
    vec_free(&macros->sources);
    vec_free(&macros->changed.at);
    vec_free(&macros->nothing.at);
    free(macros);
}
