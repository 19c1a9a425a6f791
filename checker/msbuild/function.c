// The functions that project files call: those of texts, and some of MSBuild, paths and files.
#include "msbuild/evaluation.h"

#include "support/file.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>

enum { LARGEST_TEXT = 1 << 20 };

// A call: the text that it is about (NULL for static functions), and its arguments.
struct call {
    struct evaluation *e;
    const char *self;
    const char *const *arguments;
    size_t count;
};

struct function {
    const char *type; // NULL: of a text
    const char *name;
    size_t least; // arguments
    const char *(*run)(const struct call *call);
};

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static const char *number(struct evaluation *e, long long value)
{
    return text_keep_free(e, memory_format("%lld", value));
}

// ---- texts ----

// .NET compares texts with their case.
static const char *contains(const struct call *c)
{
    return truth(strstr(c->self, c->arguments[0]) != NULL);
}

static const char *starts_with(const struct call *c)
{
    return truth(strncmp(c->self, c->arguments[0], strlen(c->arguments[0])) == 0);
}

static const char *ends_with(const struct call *c)
{
    size_t n = strlen(c->self), m = strlen(c->arguments[0]);
    return truth(n >= m && strcmp(c->self + n - m, c->arguments[0]) == 0);
}

static const char *equals(const struct call *c)
{
    return truth(strcmp(c->self, c->arguments[0]) == 0);
}

static const char *replace(const struct call *c)
{
    const char *what = c->arguments[0], *with = c->arguments[1];
    size_t n = strlen(what);
    if (!n)
        return c->self;
    VEC(char) out = {0};
    for (const char *at = c->self; *at && out.count < LARGEST_TEXT;) {
        bool here = strncmp(at, what, n) == 0;
        const char *from = here ? with : at;
        for (size_t i = 0; i < (here ? strlen(with) : 1); i++)
            vec_push(&out, from[i]);
        at += here ? n : 1;
    }
    const char *kept = text_keep_n(c->e, out.at ? out.at : "", out.count);
    vec_free(&out);
    return kept;
}

static const char *split(const struct call *c)
{
    char *copy = memory_text(c->self, strlen(c->self));
    for (char *at = copy; *at; at++)
        if (strchr(c->arguments[0], *at))
            *at = ';';
    return text_keep_free(c->e, copy);
}

static const char *trimmed(const struct call *c, bool start, bool end)
{
    const char *of = c->count ? c->arguments[0] : " \t\r\n";
    const char *from = start ? c->self + strspn(c->self, of) : c->self;
    size_t n = strlen(from);
    while (end && n && strchr(of, from[n - 1]))
        n--;
    return text_keep_n(c->e, from, n);
}

static const char *trim(const struct call *c)
{
    return trimmed(c, true, true);
}

static const char *trim_start(const struct call *c)
{
    return trimmed(c, true, false);
}

static const char *trim_end(const struct call *c)
{
    return trimmed(c, false, true);
}

static const char *to_case(const struct call *c, int (*convert)(int))
{
    char *copy = memory_text(c->self, strlen(c->self));
    for (char *at = copy; *at; at++)
        *at = (char)convert((unsigned char)*at);
    return text_keep_free(c->e, copy);
}

static const char *to_upper(const struct call *c)
{
    return to_case(c, toupper);
}

static const char *to_lower(const struct call *c)
{
    return to_case(c, tolower);
}

static const char *substring(const struct call *c)
{
    size_t n = strlen(c->self), from = strtoul(c->arguments[0], NULL, 10);
    size_t want = c->count > 1 ? strtoul(c->arguments[1], NULL, 10) : n;
    from = from < n ? from : n;
    return text_keep_n(c->e, c->self + from, want < n - from ? want : n - from);
}

static const char *index_of(const struct call *c)
{
    const char *at = strstr(c->self, c->arguments[0]);
    return number(c->e, at ? at - c->self : -1);
}

static const char *last_index_of(const struct call *c)
{
    const char *last = NULL;
    for (const char *at = c->self; *c->arguments[0] && (at = strstr(at, c->arguments[0])); at++)
        last = at;
    return number(c->e, last ? last - c->self : -1);
}

static const char *length(const struct call *c)
{
    return number(c->e, (long long)strlen(c->self));
}

static const char *to_string(const struct call *c)
{
    return c->self;
}

static const char *is_empty(const struct call *c)
{
    return truth(!c->arguments[0][strspn(c->arguments[0], " \t\r\n")]);
}

static const char *copy(const struct call *c)
{
    return c->arguments[0];
}

// ---- MSBuild ----

static const char *path_of_file_above(const struct call *c)
{
    char *from = msbuild_path(c->e->request->folders, c->e->folder, c->count > 1 ? c->arguments[1] : ".");
    char *found = toolset_file_above(c->e, from, c->arguments[0]);
    free(from);
    return found ? text_keep_free(c->e, found) : "";
}

static const char *folder_of_file_above(const struct call *c)
{
    char *from = msbuild_path(c->e->request->folders, c->e->folder, c->arguments[0]);
    char *found = toolset_file_above(c->e, from, c->arguments[1]);
    char *folder = found ? path_folder(found) : memory_text("", 0);
    free(found);
    free(from);
    return text_keep_free(c->e, folder);
}

static const char *value_or_default(const struct call *c)
{
    return *c->arguments[0] ? c->arguments[0] : c->arguments[1];
}

static const char *with_slash(const struct call *c)
{
    size_t n = strlen(c->arguments[0]);
    bool has = n && strchr("/\\", c->arguments[0][n - 1]);
    return n && !has ? text_keep_free(c->e, memory_format("%s\\", c->arguments[0])) : c->arguments[0];
}

static const char *full_path(const struct call *c)
{
    return text_keep_free(c->e, msbuild_path(c->e->request->folders, c->e->folder, c->arguments[0]));
}

static const char *full_folder(const struct call *c)
{
    char *path = msbuild_path(c->e->request->folders, c->e->folder, c->arguments[0]);
    const char *folder = text_keep_free(c->e, memory_format("%s\\", path));
    free(path);
    return folder;
}

static const char *combine(const struct call *c)
{
    char *joined = memory_text(c->arguments[0], strlen(c->arguments[0]));
    for (size_t i = 1; i < c->count; i++) {
        size_t n = strlen(joined);
        bool absolute = strchr("/\\", *c->arguments[i]) && *c->arguments[i];
        bool slash = !n || strchr("/\\", joined[n - 1]);
        char *longer = memory_format("%s%s%s", absolute ? "" : joined, slash || absolute ? "" : "\\", c->arguments[i]);
        free(joined);
        joined = longer;
    }
    return text_keep_free(c->e, joined);
}

static const char *last_slash(const char *path)
{
    const char *slash = strrchr(path, '/'), *other = strrchr(path, '\\');
    return other > slash ? other : slash;
}

static const char *folder_name(const struct call *c)
{
    const char *slash = last_slash(c->arguments[0]);
    return slash ? text_keep_n(c->e, c->arguments[0], (size_t)(slash - c->arguments[0])) : "";
}

static const char *file_name(const struct call *c)
{
    const char *slash = last_slash(c->arguments[0]);
    return slash ? slash + 1 : c->arguments[0];
}

static const char *file_extension(const struct call *c)
{
    const char *dot = strrchr(file_name(c), '.');
    return dot ? dot : "";
}

static const char *file_stem(const struct call *c)
{
    const char *name = file_name(c), *dot = strrchr(name, '.');
    return dot ? text_keep_n(c->e, name, (size_t)(dot - name)) : name;
}

static const char *exists(const struct call *c)
{
    const char *path = full_path(c);
    return truth(path_is_below(path, c->e->request->root) && (file_is_regular(path) || file_is_folder(path)));
}

// A project may read a file of its own repository: a version number, mostly.
static const char *read_all(const struct call *c)
{
    size_t n;
    const char *path = full_path(c);
    char *text = path_is_below(path, c->e->request->root) ? file_read(path, LARGEST_TEXT, &n) : NULL;
    return text ? text_keep_free(c->e, text) : "";
}

static const char *is_windows(const struct call *c)
{
    return truth(strcasecmp(c->arguments[0], "windows") == 0);
}

static long long sum_part(const char *text)
{
    return strtoll(text, NULL, 0);
}

static const char *plus(const struct call *c)
{
    return number(c->e,
        (long long)((unsigned long long)sum_part(c->arguments[0]) + (unsigned long long)sum_part(c->arguments[1])));
}

static const char *minus(const struct call *c)
{
    return number(c->e,
        (long long)((unsigned long long)sum_part(c->arguments[0]) - (unsigned long long)sum_part(c->arguments[1])));
}

static const char *version_less(const struct call *c)
{
    return truth(version_compare(c->arguments[0], c->arguments[1]) < 0);
}

static const char *version_greater(const struct call *c)
{
    return truth(version_compare(c->arguments[0], c->arguments[1]) > 0);
}

static const char *version_at_least(const struct call *c)
{
    return truth(version_compare(c->arguments[0], c->arguments[1]) >= 0);
}

static const char *version_at_most(const struct call *c)
{
    return truth(version_compare(c->arguments[0], c->arguments[1]) <= 0);
}

static const char *version_equals(const struct call *c)
{
    return truth(version_compare(c->arguments[0], c->arguments[1]) == 0);
}

static const char *architecture(const struct call *c)
{
    (void)c;
    return "X64";
}

static const char *unescaped(const struct call *c)
{
    return text_unescape(c->e, c->arguments[0]);
}

static const struct function functions[] = {
    {NULL, "Contains", 1, contains},
    {NULL, "StartsWith", 1, starts_with},
    {NULL, "EndsWith", 1, ends_with},
    {NULL, "Equals", 1, equals},
    {NULL, "Replace", 2, replace},
    {NULL, "Split", 1, split},
    {NULL, "Trim", 0, trim},
    {NULL, "TrimStart", 0, trim_start},
    {NULL, "TrimEnd", 0, trim_end},
    {NULL, "ToUpper", 0, to_upper},
    {NULL, "ToUpperInvariant", 0, to_upper},
    {NULL, "ToLower", 0, to_lower},
    {NULL, "ToLowerInvariant", 0, to_lower},
    {NULL, "Substring", 1, substring},
    {NULL, "IndexOf", 1, index_of},
    {NULL, "LastIndexOf", 1, last_index_of},
    {NULL, "Length", 0, length},
    {NULL, "ToString", 0, to_string},
    {"System.String", "IsNullOrEmpty", 1, is_empty},
    {"System.String", "IsNullOrWhiteSpace", 1, is_empty},
    {"System.String", "Copy", 1, copy},
    {"System.String", "new", 1, copy},
    {"MSBuild", "GetPathOfFileAbove", 1, path_of_file_above},
    {"MSBuild", "GetDirectoryNameOfFileAbove", 2, folder_of_file_above},
    {"MSBuild", "ValueOrDefault", 2, value_or_default},
    {"MSBuild", "EnsureTrailingSlash", 1, with_slash},
    {"MSBuild", "NormalizePath", 1, full_path},
    {"MSBuild", "NormalizeDirectory", 1, full_folder},
    {"MSBuild", "IsOSPlatform", 1, is_windows},
    {"MSBuild", "Add", 2, plus},
    {"MSBuild", "Subtract", 2, minus},
    {"MSBuild", "Unescape", 1, unescaped},
    {"MSBuild", "Escape", 1, copy},
    {"MSBuild", "VersionLessThan", 2, version_less},
    {"MSBuild", "VersionLessThanOrEquals", 2, version_at_most},
    {"MSBuild", "VersionGreaterThan", 2, version_greater},
    {"MSBuild", "VersionGreaterThanOrEquals", 2, version_at_least},
    {"MSBuild", "VersionEquals", 2, version_equals},
    {"System.IO.Path", "Combine", 1, combine},
    {"System.IO.Path", "GetFullPath", 1, full_path},
    {"System.IO.Path", "GetDirectoryName", 1, folder_name},
    {"System.IO.Path", "GetFileName", 1, file_name},
    {"System.IO.Path", "GetFileNameWithoutExtension", 1, file_stem},
    {"System.IO.Path", "GetExtension", 1, file_extension},
    {"System.IO.File", "Exists", 1, exists},
    {"System.IO.Directory", "Exists", 1, exists},
    {"System.IO.File", "ReadAllText", 1, read_all},
    {"System.Runtime.InteropServices.RuntimeInformation", "OSArchitecture", 0, architecture},
};

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcasecmp(a, b) == 0);
}

const char *function_call(struct evaluation *e, const char *type, const char *self, const char *name,
    const char *const *arguments, size_t count)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        const struct function *function = &functions[i];
        if (!same(function->type, type) || strcasecmp(function->name, name) != 0 || count < function->least)
            continue;
        struct call call = {e, self, arguments, count};
        e->spent += self ? strlen(self) : 0;
        return function->run(&call);
    }
    return NULL;
}
