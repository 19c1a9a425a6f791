// What has changed since a commit, and which findings have a path through it.
#include "suppress/changes_inside.h"

#include "support/path.h"
#include "support/spawn.h"

#include <ctype.h>
#include <limits.h>

enum { OUTPUT_LIMIT = 256 << 20, ARGUMENT_LIMIT = 32 };

static struct file_changes *add_file(struct changes *changes, char *path)
{
    struct file_changes file = {.path = path};
    vec_push(&changes->files, file);
    return &vec_last(&changes->files);
}

static void add_whole_file(struct changes *changes, char *path)
{
    struct hunk whole = {1, UINT_MAX, false};
    struct file_changes *file = add_file(changes, path);
    vec_push(&file->hunks, whole);
}

// ---- asking git ----

// What git says to ARGUMENTS (NULL behind the last) in FOLDER; NULL, and why in *PROBLEM, if it fails.
static char *ask_git(const char *folder, const char *const *arguments, size_t *size, char **problem)
{
    static const char *const always[] = {"git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c",
        "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-C"};
    const char *all[ARGUMENT_LIMIT] = {0};
    size_t n = sizeof always / sizeof *always;
    memcpy(all, always, sizeof always);
    all[n++] = folder;
    for (size_t i = 0; arguments[i]; i++)
        all[n++] = arguments[i];
    struct spawn_result result = spawn_run(all, OUTPUT_LIMIT);
    char *answer = NULL;
    if (result.status == 0) {
        answer = result.out;
        result.out = NULL;
        *size = result.out_size;
    } else {
        size_t first = strcspn(result.err, "\n");
        *problem = result.status < 0 || result.status == 127
                       ? memory_format("git could not be run")
                       : memory_format("git %s: %.*s", arguments[0], (int)first, result.err);
    }
    spawn_free(&result);
    return answer;
}

// The first line that git says, or NULL.
static char *ask_line(const char *folder, const char *const *arguments, char **problem)
{
    size_t size;
    char *answer = ask_git(folder, arguments, &size, problem);
    if (answer)
        answer[strcspn(answer, "\n")] = '\0';
    return answer;
}

// The commit to compare with: where the history of REF and of what is checked out parted, so that what others did to REF
// since does not count; REF itself if a shallow clone does not say.
static char *base_of(const char *folder, const char *ref, char **problem)
{
    char *commit_name = memory_format("%s^{commit}", ref), *ignored = NULL;
    const char *const verify[] = {"rev-parse", "--verify", "--quiet", "--end-of-options", commit_name, NULL};
    char *commit = ask_line(folder, verify, problem);
    free(commit_name);
    if (!commit) {
        free(*problem);
        *problem = memory_format("git knows no commit '%s' here: fetch it, or correct --diff-base", ref);
        return NULL;
    }
    const char *const merge_base[] = {"merge-base", commit, "HEAD", NULL};
    char *base = ask_line(folder, merge_base, &ignored);
    free(ignored);
    if (!base)
        return commit;
    free(commit);
    return base;
}

// ---- reading a diff ----

static char unquoted(const char **at)
{
    static const char letters[] = "abfnrtv\\\"", bytes[] = "\a\b\f\n\r\t\v\\\"";
    const char *letter = strchr(letters, **at);
    if (letter && **at) {
        ++*at;
        return bytes[letter - letters];
    }
    int value = 0;
    for (int i = 0; i < 3 && **at >= '0' && **at <= '7'; i++)
        value = value * 8 + *(*at)++ - '0';
    return (char)value;
}

// The name behind "+++ ", which git quotes as C does if it has odd characters; without its "b/".
static char *diff_name(const char *at, const char *end)
{
    VEC(char) name = {0};
    bool quoted = at < end && *at == '"';
    for (at += quoted; at < end && *at != '\t' && !(quoted && *at == '"');) {
        char c = *at++;
        vec_push(&name, quoted && c == '\\' ? unquoted(&at) : c);
    }
    vec_push(&name, '\0');
    if (name.count > 2)
        memmove(name.at, name.at + 2, name.count - 2);
    return name.at;
}

// "3" or "3,5"; how many lines there are in *COUNT.
static unsigned read_range(const char *at, unsigned *count)
{
    char *end;
    unsigned first = (unsigned)strtoul(at, &end, 10);
    *count = *end == ',' ? (unsigned)strtoul(end + 1, NULL, 10) : 1;
    return first;
}

// "@@ -1,2 +3,4 @@ …": without lines on the new side, they are gone behind its line 3.
static void read_hunk(struct file_changes *file, const char *line)
{
    const char *old = strstr(line, "-"), *new = old ? strchr(old, '+') : NULL;
    unsigned added;
    if (!new)
        return;
    unsigned first = read_range(new + 1, &added);
    struct hunk hunk = {added ? first : first + 1, added ? first + added - 1 : first, false};
    vec_push(&file->hunks, hunk);
}

// "#define NAME": who asked for the macro gets another answer.
static void read_removed_macro(struct changes *changes, const char *line, const char *end)
{
    static const char define[] = "define";
    const char *at = line + (line < end && *line == '#');
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    if (at == line || (size_t)(end - at) < sizeof define || strncmp(at, define, sizeof define - 1))
        return;
    for (at += sizeof define - 1; at < end && (*at == ' ' || *at == '\t');)
        at++;
    const char *name = at;
    while (at < end && (isalnum((unsigned char)*at) || *at == '_'))
        at++;
    if (at > name)
        vec_push(&changes->removed_macros, memory_text(name, (size_t)(at - name)));
}

// A line that is gone, without its minus, of FILE (NULL: a file that is gone): one that was blank or a comment did nothing.
static void read_removed(struct changes *changes, struct file_changes *file, const char *line, const char *end)
{
    while (line < end && isspace((unsigned char)*line))
        line++;
    bool comment = end - line >= 2 && line[0] == '/' && line[1] == '/';
    if (line < end && !comment && file && file->hunks.count)
        vec_last(&file->hunks).removes = true;
    read_removed_macro(changes, line, end);
}

static struct file_changes *add_named(struct changes *changes, const char *root, const char *at, const char *end)
{
    char *name = diff_name(at, end);
    struct file_changes *file = add_file(changes, path_absolute(root, name));
    free(name);
    return file;
}

// TEXT is a diff without lines of context: a line that begins as a header is one, since those of files begin with + or -,
// and "+++ " is a header only in front of the first hunk.
static void read_diff(struct changes *changes, const char *root, const char *text)
{
    struct file_changes *file = NULL;
    const char *old = NULL; // the line with the file's name before
    bool in_header = false;
    for (const char *line = text; *line;) {
        const char *end = line + strcspn(line, "\n");
        if (!strncmp(line, "diff --git ", 11)) {
            in_header = true;
            old = NULL;
            file = NULL;
        } else if (in_header && !strncmp(line, "+++ ", 4) && strncmp(line + 4, "/dev/null", 9)) {
            file = add_named(changes, root, line + 4, end);
        } else if (in_header && !strncmp(line, "--- ", 4) && strncmp(line + 4, "/dev/null", 9)) {
            old = line;
        } else if (in_header && !strncmp(line, "+++ ", 4) && old) {
            add_named(changes, root, old + 4, old + strcspn(old, "\n")); // it is gone
        } else if (!strncmp(line, "@@ -", 4)) {
            in_header = false;
            if (file)
                read_hunk(file, line);
        } else if (!in_header && *line == '-') {
            read_removed(changes, file, line + 1, end);
        }
        line = *end ? end + 1 : end;
    }
}

static bool add_diff(struct changes *changes, const char *root, const char *base, char **problem)
{
    size_t size;
    const char *const arguments[] = {"diff", "--no-ext-diff", "--no-textconv", "--no-color", "--unified=0",
        "--inter-hunk-context=0", "--find-renames", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
        base, "--", NULL};
    char *diff = ask_git(root, arguments, &size, problem);
    if (diff)
        read_diff(changes, root, diff);
    bool read = diff;
    free(diff);
    return read;
}

static bool add_untracked(struct changes *changes, const char *root, char **problem)
{
    size_t size;
    const char *const arguments[] = {"ls-files", "--others", "--exclude-standard", "-z", NULL};
    char *names = ask_git(root, arguments, &size, problem);
    for (size_t at = 0; names && at < size; at += strlen(names + at) + 1)
        add_whole_file(changes, path_absolute(root, names + at));
    bool read = names;
    free(names);
    return read;
}

struct changes *changes_since(const char *folder, const char *ref, char **problem)
{
    *problem = NULL;
    struct changes *changes = memory_new(sizeof *changes);
    changes->definitions = true;
    const char *const top[] = {"rev-parse", "--show-toplevel", NULL};
    char *root = ask_line(folder, top, problem), *base = root ? base_of(folder, ref, problem) : NULL;
    bool known = base && add_diff(changes, root, base, problem) && add_untracked(changes, root, problem);
    free(root);
    free(base);
    if (known)
        return changes;
    changes_free(changes);
    return NULL;
}

struct changes *changes_of_files(const char *cwd, const char *const *paths, size_t count)
{
    struct changes *changes = memory_new(sizeof *changes);
    for (size_t i = 0; i < count; i++)
        add_whole_file(changes, path_absolute(cwd, paths[i]));
    return changes;
}

void changes_free(struct changes *changes)
{
    if (!changes)
        return;
    for (size_t i = 0; i < changes->files.count; i++) {
        free(changes->files.at[i].path);
        vec_free(&changes->files.at[i].hunks);
        blocks_free(&changes->files.at[i].blocks);
    }
    for (size_t i = 0; i < changes->removed_macros.count; i++)
        free(changes->removed_macros.at[i]);
    vec_free(&changes->removed_macros);
    vec_free(&changes->files);
    free(changes);
}
