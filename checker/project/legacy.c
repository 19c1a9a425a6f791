// A `sources` or `dirs` file: lines joined at backslashes, !directives, macros that are replaced when they are used.
#include "project/legacy.h"

#include "msbuild/decode.h"
#include "msbuild/msbuild.h"
#include "project/legacy_condition.h"
#include "support/file.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>
#include <uthash.h>

enum {
    LARGEST_FILE = 4 << 20,
    DEEPEST_INCLUDE = 20,
    DEEPEST_IF = 64,
    DEEPEST_VALUE = 20,
    LONGEST_VALUE = 1 << 20,
    MOST_STEPS = 1 << 20
};

struct legacy_macro {
    const char *key; // in upper case: nmake's names have one, `sources` files are careless
    const char *value, *place;
    UT_hash_handle hh;
};

struct reading {
    const struct legacy_request *request;
    struct legacy *legacy;
    const char *path; // of the file that is read
    unsigned line, depth;
    size_t spent; // bytes that replacement has made
};

// A !if under way.
struct branch {
    bool active;  // its lines count
    bool decided; // one of its parts did
    bool outer;   // what is around it counts
};

static const char *keep_n(struct legacy *legacy, const char *text, size_t n)
{
    char *kept = arena_new(&legacy->arena, n + 1);
    memcpy(kept, text, n);
    return kept;
}

static const char *keep(struct legacy *legacy, const char *text)
{
    return keep_n(legacy, text, strlen(text));
}

static void complain(struct reading *reading, const char *what)
{
    enum { MOST = 50 };
    char *text = memory_format("%s:%u: %s", reading->path, reading->line, what);
    if (reading->legacy->problems.count < MOST)
        vec_push(&reading->legacy->problems, keep(reading->legacy, text));
    free(text);
}

// ---- macros ----

static struct legacy_macro *macro_find(const struct legacy *legacy, const char *name, size_t n)
{
    char key[128];
    if (n >= sizeof key)
        return NULL;
    for (size_t i = 0; i < n; i++)
        key[i] = (char)toupper((unsigned char)name[i]);
    key[n] = '\0';
    struct legacy_macro *macro;
    HASH_FIND_STR(legacy->macros, key, macro);
    return macro;
}

static void macro_set(struct legacy *legacy, const char *name, size_t n, const char *value, const char *place)
{
    struct legacy_macro *macro = macro_find(legacy, name, n);
    if (!macro && n < 128) {
        char *key = arena_new(&legacy->arena, n + 1);
        for (size_t i = 0; i < n; i++)
            key[i] = (char)toupper((unsigned char)name[i]);
        macro = arena_new(&legacy->arena, sizeof *macro);
        macro->key = key;
        HASH_ADD_KEYPTR(hh, legacy->macros, macro->key, n, macro);
    }
    if (macro) {
        macro->value = value;
        macro->place = place;
    }
}

struct text {
    VEC(char) at;
    size_t steps; // of making it: values that come to nothing cost too
};

static void add(struct text *out, const char *more, size_t n)
{
    for (size_t i = 0; i < n && out->at.count < LONGEST_VALUE; i++)
        vec_push(&out->at, more[i]);
}

// TEXT with $(NAME), and $(NAME:from=to), replaced; not the macro SELF, whose old value is taken as it is.
static void replace(const struct legacy *legacy, const char *text, unsigned depth, struct text *out)
{
    while (*text && out->at.count < LONGEST_VALUE && out->steps++ < MOST_STEPS) {
        const char *close = text[0] == '$' && text[1] == '(' ? strchr(text, ')') : NULL;
        if (!close) {
            add(out, text++, 1);
            continue;
        }
        size_t n = strcspn(text + 2, ":)");
        const struct legacy_macro *macro = macro_find(legacy, text + 2, n);
        if (macro && depth < DEEPEST_VALUE)
            replace(legacy, macro->value, depth + 1, out);
        text = close + 1;
    }
}

static const char *replaced(struct legacy *legacy, const char *text)
{
    struct text out = {0};
    if (!strchr(text, '$'))
        return text;
    replace(legacy, text, 0, &out);
    const char *kept = keep_n(legacy, out.at.at ? out.at.at : "", out.at.count);
    vec_free(&out.at);
    return kept;
}

const char *legacy_get(struct legacy *legacy, const char *name)
{
    const struct legacy_macro *macro = macro_find(legacy, name, strlen(name));
    return macro ? replaced(legacy, macro->value) : "";
}

const char *legacy_place(const struct legacy *legacy, const char *name)
{
    const struct legacy_macro *macro = macro_find(legacy, name, strlen(name));
    return macro && macro->place ? macro->place : "";
}

// A value that refers to its own macro gets the old value at once: "C_DEFINES=$(C_DEFINES) -DX".
static const char *without_self(struct reading *reading, const char *name, size_t n, const char *value)
{
    char *reference = memory_format("$(%.*s)", (int)n, name);
    struct text out = {0};
    const struct legacy_macro *old = macro_find(reading->legacy, name, n);
    for (const char *at = value; *at;) {
        bool here = strncasecmp(at, reference, n + 3) == 0;
        if (here && old)
            add(&out, old->value, strlen(old->value));
        else if (!here)
            add(&out, at, 1);
        at += here ? n + 3 : 1;
    }
    free(reference);
    reading->spent += out.at.count;
    const char *kept = keep_n(reading->legacy, out.at.at ? out.at.at : "", out.at.count);
    vec_free(&out.at);
    return kept;
}

static void read_macro(struct reading *reading, const char *line)
{
    enum { MOST_SPENT = 64 << 20 };
    size_t n = 0;
    while (isalnum((unsigned char)line[n]) || line[n] == '_' || line[n] == '.')
        n++;
    const char *equals = line + n + strspn(line + n, " \t");
    if (!n || *equals != '=' || reading->spent > MOST_SPENT)
        return;
    equals += 1 + strspn(equals + 1, " \t");
    char *place = memory_format("%s:%u", reading->path, reading->line);
    macro_set(reading->legacy, line, n, without_self(reading, line, n, equals), keep(reading->legacy, place));
    free(place);
}

// ---- directives ----

static bool is_defined(void *subject, const char *name, size_t n)
{
    return macro_find(((struct reading *)subject)->legacy, name, n) != NULL;
}

static bool holds(struct reading *reading, const char *condition)
{
    bool wrong = false;
    bool held = legacy_condition_holds(replaced(reading->legacy, condition), is_defined, reading, &wrong);
    if (wrong)
        complain(reading, "this condition is not understood, so it is taken as false");
    return held && !wrong;
}

static bool names_macro(struct reading *reading, const char *at)
{
    size_t n = strcspn(at, " \t");
    return is_defined(reading, at, n);
}

static bool read_file(struct reading *reading, const char *path, const char *text, size_t n);

static void read_include(struct reading *reading, const char *name)
{
    const char *value = replaced(reading->legacy, name);
    size_t n = strlen(value);
    bool quoted = n > 1 && strchr("\"<", *value);
    char *bare = memory_text(value + quoted, n - 2 * quoted);
    char *folder = path_folder(reading->path);
    char *path = msbuild_path(reading->request->folders, folder, bare);
    struct reading inner = *reading;
    inner.depth++;
    bool allowed = inner.depth < DEEPEST_INCLUDE && path_is_below(path, reading->request->root);
    if (!allowed || !read_file(&inner, keep(reading->legacy, path), NULL, 0))
        vec_push(&reading->legacy->missing, keep(reading->legacy, bare));
    reading->spent = inner.spent;
    free(path);
    free(folder);
    free(bare);
}

struct branches {
    VEC(struct branch) at;
};

static bool is_active(const struct branches *branches)
{
    return !branches->at.count || vec_last(&branches->at).active;
}

static void open_branch(struct branches *branches, bool held)
{
    bool outer = is_active(branches);
    struct branch branch = {outer && held, held, outer};
    if (branches->at.count < DEEPEST_IF)
        vec_push(&branches->at, branch);
}

static void next_branch(struct branches *branches, bool held)
{
    if (!branches->at.count)
        return;
    struct branch *branch = &vec_last(&branches->at);
    branch->active = branch->outer && !branch->decided && held;
    branch->decided |= held;
}

static bool is_word(const char *line, const char *word, const char **rest)
{
    size_t n = strlen(word);
    if (strncasecmp(line, word, n) != 0 || isalnum((unsigned char)line[n]))
        return false;
    *rest = line + n + strspn(line + n, " \t");
    return true;
}

// The condition of !if, !ifdef or !ifndef, or of those behind !else; true for a bare !else.
static bool branch_holds(struct reading *reading, const char *line)
{
    const char *rest;
    if (is_word(line, "ifdef", &rest))
        return names_macro(reading, rest);
    if (is_word(line, "ifndef", &rest))
        return !names_macro(reading, rest);
    if (is_word(line, "if", &rest))
        return holds(reading, rest);
    return true;
}

static void read_directive(struct reading *reading, struct branches *branches, const char *line)
{
    const char *rest;
    if (is_word(line, "endif", &rest)) {
        branches->at.count -= branches->at.count > 0;
    } else if (is_word(line, "else", &rest)) {
        next_branch(branches, branch_holds(reading, rest));
    } else if (is_word(line, "elseif", &rest)) {
        next_branch(branches, holds(reading, rest));
    } else if (is_word(line, "if", &rest) || is_word(line, "ifdef", &rest) || is_word(line, "ifndef", &rest)) {
        open_branch(branches, is_active(branches) && branch_holds(reading, line));
    } else if (is_word(line, "include", &rest) && is_active(branches)) {
        read_include(reading, rest);
    } else if (is_word(line, "undef", &rest) && is_active(branches)) {
        struct legacy_macro *macro = macro_find(reading->legacy, rest, strcspn(rest, " \t"));
        if (macro)
            HASH_DEL(reading->legacy->macros, macro);
    }
}

// ---- lines ----

static void cut_end(char *line)
{
    size_t n = strlen(line);
    while (n && isspace((unsigned char)line[n - 1]))
        line[--n] = '\0';
}

// A whole line, without comment. "#" begins one.
static void read_line(struct reading *reading, struct branches *branches, char *line)
{
    char *comment = strchr(line, '#');
    if (comment)
        *comment = '\0';
    cut_end(line);
    if (*line == '!')
        read_directive(reading, branches, line + 1 + strspn(line + 1, " \t"));
    else if (is_active(branches))
        read_macro(reading, line + strspn(line, " \t"));
}

static void read_lines(struct reading *reading, char *text)
{
    struct branches branches = {0};
    struct text joined = {0};
    char *rest = text;
    unsigned line_number = 0;
    reading->line = 1;
    for (char *line; (line = strsep(&rest, "\n"));) {
        line_number++;
        cut_end(line);
        size_t n = strlen(line);
        // A comment among the lines of a list does not end it.
        bool comment = joined.at.count && line[strspn(line, " \t")] == '#';
        bool more = n && line[n - 1] == '\\';
        if (!joined.at.count)
            reading->line = line_number;
        if (!comment)
            add(&joined, line, more ? n - 1 : n);
        if (comment || more) {
            add(&joined, " ", 1);
            continue;
        }
        vec_push(&joined.at, '\0');
        read_line(reading, &branches, joined.at.at);
        vec_clear(&joined.at);
    }
    if (joined.at.count) {
        vec_push(&joined.at, '\0');
        read_line(reading, &branches, joined.at.at);
    }
    vec_free(&joined.at);
    vec_free(&branches.at);
}

static bool read_file(struct reading *reading, const char *path, const char *text, size_t n)
{
    char *bytes = text ? NULL : file_read(path, LARGEST_FILE, &n);
    if (!text && !bytes)
        return false;
    char *decoded = decode_text(text ? text : bytes, n);
    reading->path = path;
    read_lines(reading, decoded);
    free(decoded);
    free(bytes);
    return true;
}

// What a build window of the WDK for 64-bit Windows sets.
static void set_environment(struct legacy *legacy, const struct legacy_request *request)
{
    static const struct {
        const char *name, *value;
    } environment[] = {{"AMD64", "1"}, {"_BUILDARCH", "AMD64"}, {"O", "obj"}, {"_NT_TARGET_VERSION", "0xA00"},
        {"_NT_TARGET_VERSION_WINXP", "0x501"}, {"_NT_TARGET_VERSION_WS03", "0x502"},
        {"_NT_TARGET_VERSION_VISTA", "0x600"}, {"_NT_TARGET_VERSION_LONGHORN", "0x600"},
        {"_NT_TARGET_VERSION_WIN7", "0x601"}, {"_NT_TARGET_VERSION_WIN8", "0x602"}, {"FREEBUILD", "0"},
        {"DDKBUILDENV", "chk"}, {"BUILD_ALT_DIR", "chk_win7_amd64"}};
    for (size_t i = 0; i < sizeof environment / sizeof *environment; i++)
        macro_set(legacy, environment[i].name, strlen(environment[i].name), environment[i].value, NULL);
    if (!request->wdk)
        return;
    char *km = memory_format("%s/km", request->wdk), *shared = memory_format("%s/shared", request->wdk);
    macro_set(legacy, "DDK_INC_PATH", 12, keep(legacy, km), NULL);
    macro_set(legacy, "SDK_INC_PATH", 12, keep(legacy, shared), NULL);
    free(shared);
    free(km);
}

bool legacy_read(const struct legacy_request *request, struct legacy *out)
{
    *out = (struct legacy){0};
    struct reading reading = {.request = request, .legacy = out};
    set_environment(out, request);
    return read_file(&reading, request->path, request->text, request->n);
}

void legacy_free(struct legacy *legacy)
{
    HASH_CLEAR(hh, legacy->macros);
    vec_free(&legacy->missing);
    vec_free(&legacy->problems);
    arena_free(&legacy->arena);
}
