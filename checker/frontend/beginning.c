// What sources begin with.
#include "frontend/beginning.h"

#include "ir/ir.h"
#include "support/bytes.h"
#include "support/directives.h"
#include "support/file.h"
#include "support/path.h"

#include <uthash.h>

enum { LARGEST_SOURCE = 64 << 20 };

// The sources that begin with one include under the same flags.
struct kind {
    const char *key;
    uint32_t beginning;
    UT_hash_handle hh;
};

static char *append(char *text, const char *line)
{
    char *longer = memory_format("%s%s\n", text, line);
    free(text);
    return longer;
}

static bool can_be_quoted(const char *name)
{
    return !strpbrk(name, "\"<>\n");
}

// INCLUDE, which stands in SOURCE, as a line that means the same file in any folder; NULL if there is none. Released
// with free().
static char *include_line(
    struct search *search, const struct frontend_source *source, const struct include_directive *include)
{
    if (!can_be_quoted(include->name) || path_has_extension(include->name, ".tmh"))
        return NULL;
    char *beside = include->angled ? NULL : search_beside(search, source, include->name);
    char *line = NULL;
    if (!beside)
        line = memory_format("#include <%s>", include->name);
    else if (can_be_quoted(beside))
        line = memory_format("#include \"%s\"", beside);
    free(beside);
    return line;
}

// The includes at the start of SOURCE, one a line. Released with free().
static char *beginning_of(struct search *search, const struct frontend_source *source)
{
    size_t n;
    struct arena arena = {0};
    struct directives directives = {0};
    char *text = file_read(source->path, LARGEST_SOURCE, &n), *lines = memory_text("", 0);
    if (text)
        directives_read_first(text, n, &arena, &directives);
    for (size_t i = 0; i < directives.includes.count; i++) {
        char *line = include_line(search, source, &directives.includes.at[i]);
        if (!line)
            break;
        lines = append(lines, line);
        free(line);
    }
    free(text);
    directives_free(&directives);
    arena_free(&arena);
    return lines;
}

static bool decides_includes(const struct flag_list *flags)
{
    for (size_t i = 0; i < flags->at.count; i++)
        if (strncmp(flags->at.at[i], "-include", 8) == 0 || strncmp(flags->at.at[i], "-imacros", 8) == 0 ||
            strncmp(flags->at.at[i], "-iquote", 7) == 0)
            return true;
    return false;
}

// What sources of one kind have in common: all flags and the first line of LINES. Released with free().
static char *kind_key(const struct flag_list *flags, const char *lines)
{
    struct bytes key = {0};
    for (size_t i = 0; i < flags->at.count; i++)
        bytes_add(&key, flags->at.at[i], strlen(flags->at.at[i]) + 1);
    bytes_add(&key, lines, strcspn(lines, "\n"));
    for (size_t i = 0; i < key.count; i++)
        key.at[i] = key.at[i] ? key.at[i] : '\n';
    char *text = memory_text(key.at, key.count);
    free(key.at);
    return text;
}

// Leaves in A the lines with which B begins too.
static void keep_common(char *a, const char *b)
{
    size_t common = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '\n')
            common = i + 1;
    a[common] = '\0';
}

static void add_source(struct beginnings *beginnings, struct kind **kinds, char *key, char *lines, uint32_t source)
{
    struct kind *kind;
    HASH_FIND_STR(*kinds, key, kind);
    if (kind) {
        struct beginning *known = &beginnings->at.at[kind->beginning];
        keep_common(known->text, lines);
        known->count++;
        beginnings->of[source] = kind->beginning;
        free(key);
        free(lines);
        return;
    }
    kind = memory_new(sizeof *kind);
    *kind = (struct kind){.key = key, .beginning = (uint32_t)beginnings->at.count};
    HASH_ADD_KEYPTR(hh, *kinds, kind->key, strlen(kind->key), kind);
    beginnings->of[source] = kind->beginning;
    struct beginning made = {lines, 1, source};
    vec_push(&beginnings->at, made);
}

static void kinds_free(struct kind **kinds)
{
    struct kind *kind, *next;
    HASH_ITER(hh, *kinds, kind, next)
    {
        HASH_DEL(*kinds, kind);
        free((char *)kind->key);
        free(kind);
    }
}

void beginnings_find(struct beginnings *beginnings, struct search *search, const struct frontend_source *sources,
    const struct flag_list *flags, uint32_t count)
{
    struct kind *kinds = NULL;
    *beginnings = (struct beginnings){.of = memory_new(count * sizeof *beginnings->of)};
    for (uint32_t i = 0; i < count; i++) {
        char *lines = decides_includes(&flags[i]) ? memory_text("", 0) : beginning_of(search, &sources[i]);
        beginnings->of[i] = IR_NONE;
        if (*lines)
            add_source(beginnings, &kinds, kind_key(&flags[i], lines), lines, i);
        else
            free(lines);
    }
    kinds_free(&kinds);
}

void beginnings_free(struct beginnings *beginnings)
{
    for (size_t i = 0; i < beginnings->at.count; i++)
        free(beginnings->at.at[i].text);
    vec_free(&beginnings->at);
    free(beginnings->of);
    *beginnings = (struct beginnings){0};
}
