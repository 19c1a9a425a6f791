// Compiler arguments as the clang flags that matter for parsing.
#include "project/arguments.h"

#include "project/tree.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <strings.h>

// What becomes of a flag.
enum fate {
    FATE_VALUE,     // kept, with a value that is joined or follows
    FATE_PATH,      // the same, and the value is a path
    FATE_FILE,      // the same, and the value is a path if such a file exists, else a name to look for
    FATE_PREFIX,    // kept as it is
    FATE_STANDARD,  // cl.exe's name of a language standard
    FATE_PACKING,   // cl.exe's packing of structures
    FATE_DROP,      // left out
    FATE_DROP_TWO,  // left out with the argument behind it, unless that is joined
    FATE_DANGEROUS, // left out, and the user is told
    FATE_DANGEROUS_TWO,
};

struct rule {
    const char *name; // how the argument begins
    enum fate fate;
    const char *clang; // what to call it for clang; NULL: as it is
};

// Longer names stand before the shorter ones that they begin with.
static const struct rule gcc_rules[] = {
    {"-isystem-after", FATE_PATH, "-idirafter"},
    {"-isystem", FATE_PATH, NULL},
    {"-isysroot", FATE_DROP_TWO, NULL},
    {"-iquote", FATE_PATH, NULL},
    {"-idirafter", FATE_PATH, NULL},
    {"-include-pch", FATE_DROP_TWO, NULL},
    {"-include", FATE_FILE, NULL},
    {"-imacros", FATE_FILE, NULL},
    {"-imultilib", FATE_DROP_TWO, NULL},
    {"-iplugindir", FATE_DANGEROUS, NULL},
    {"-ivfsoverlay", FATE_DANGEROUS_TWO, NULL},
    {"-I", FATE_PATH, NULL},
    {"-D", FATE_VALUE, NULL},
    {"-U", FATE_VALUE, NULL},
    {"-x", FATE_VALUE, NULL},
    {"-std=", FATE_PREFIX, NULL},
    {"-fms-", FATE_PREFIX, NULL},
    {"-fpack-struct", FATE_PREFIX, NULL},
    {"-funsigned-char", FATE_PREFIX, NULL},
    {"-fsigned-char", FATE_PREFIX, NULL},
    {"-fshort-enums", FATE_PREFIX, NULL},
    {"-fplugin", FATE_DANGEROUS, NULL},
    {"-fpass-plugin", FATE_DANGEROUS, NULL},
    {"-fmodule", FATE_DANGEROUS, NULL},
    {"-fcrash-diagnostics", FATE_DANGEROUS, NULL},
    {"-fprofile", FATE_DANGEROUS, NULL},
    {"-fsanitize-ignorelist", FATE_DROP, NULL},
    {"-add-plugin", FATE_DANGEROUS_TWO, NULL},
    {"-plugin", FATE_DANGEROUS_TWO, NULL},
    {"-load", FATE_DANGEROUS_TWO, NULL},
    {"-Xclang", FATE_DANGEROUS_TWO, NULL},
    {"-Xpreprocessor", FATE_DANGEROUS_TWO, NULL},
    {"-Xassembler", FATE_DANGEROUS_TWO, NULL},
    {"-Xlinker", FATE_DROP_TWO, NULL},
    {"-Xanalyzer", FATE_DANGEROUS_TWO, NULL},
    {"-Wp,", FATE_DANGEROUS, NULL},
    {"-Wa,", FATE_DROP, NULL},
    {"-Wl,", FATE_DROP, NULL},
    {"-mllvm", FATE_DANGEROUS_TWO, NULL},
    {"-specs", FATE_DANGEROUS, NULL},
    {"--specs", FATE_DANGEROUS, NULL},
    {"--config", FATE_DANGEROUS, NULL},
    {"-config", FATE_DANGEROUS, NULL},
    {"-m", FATE_DROP, NULL}, // the target is 64-bit Windows
    {"-wrapper", FATE_DANGEROUS_TWO, NULL},
    {"-resource-dir", FATE_DANGEROUS_TWO, NULL},
    {"-working-directory", FATE_DROP_TWO, NULL},
    {"-B", FATE_DANGEROUS_TWO, NULL},
    {"--driver-mode", FATE_DROP, NULL},
    {"-cc1", FATE_DANGEROUS, NULL},
    {"-save-temps", FATE_DROP, NULL},
    {"-dump", FATE_DROP, NULL},
    {"-target", FATE_DROP_TWO, NULL},
    {"--target", FATE_DROP, NULL},
    {"-arch", FATE_DROP_TWO, NULL},
    {"-MF", FATE_DROP_TWO, NULL},
    {"-MT", FATE_DROP_TWO, NULL},
    {"-MQ", FATE_DROP_TWO, NULL},
    {"-M", FATE_DROP, NULL},
    {"-o", FATE_DROP_TWO, NULL},
    {"-c", FATE_DROP, NULL},
    {"-S", FATE_DROP, NULL},
    {"-E", FATE_DROP, NULL},
    {"-Werror", FATE_DROP, NULL},
    {"--sysroot", FATE_DROP, NULL},
    {"--param", FATE_DROP_TWO, NULL},
    {"-L", FATE_DROP_TWO, NULL},
    {"-l", FATE_DROP_TWO, NULL},
    {"-T", FATE_DROP_TWO, NULL},
    {"-z", FATE_DROP_TWO, NULL},
    {"-u", FATE_DROP_TWO, NULL},
};

// The same for cl.exe, whose flags begin with a slash or a dash (here: always a dash).
static const struct rule cl_rules[] = {
    {"-clang:-D", FATE_VALUE, "-D"},
    {"-clang:-I", FATE_PATH, "-I"},
    {"-clang:", FATE_DANGEROUS, NULL},
    {"-external:I", FATE_PATH, "-isystem"},
    {"-imsvc", FATE_PATH, "-isystem"},
    {"-FI", FATE_FILE, "-include"},
    {"-Fo", FATE_DROP, NULL},
    {"-I", FATE_PATH, NULL},
    {"-D", FATE_VALUE, NULL},
    {"-U", FATE_VALUE, NULL},
    {"-JMC", FATE_DROP, NULL},
    {"-J", FATE_PREFIX, "-funsigned-char"},
    {"-TP", FATE_PREFIX, "-xc++"},
    {"-TC", FATE_PREFIX, "-xc"},
    {"-std:", FATE_STANDARD, NULL},
    {"-Zp", FATE_PACKING, NULL},
    {"-kernel-", FATE_DROP, NULL},
    {"-kernel", FATE_PREFIX, "-D_KERNEL_MODE=1"},
    {"-fplugin", FATE_DANGEROUS, NULL},
    {"-load", FATE_DANGEROUS_TWO, NULL},
    {"-Xclang", FATE_DANGEROUS_TWO, NULL},
    {"-mllvm", FATE_DANGEROUS_TWO, NULL},
    {"-resource-dir", FATE_DANGEROUS_TWO, NULL},
    {"--config", FATE_DANGEROUS, NULL},
    {"-link", FATE_DROP, NULL},
};

struct cleaning {
    const struct arguments *arguments;
    struct project *project;
    struct project_flags *flags;
    unsigned depth; // of response files
    bool linking;   // behind /link everything is the linker's
};

static bool is_foreign(const char *path)
{
    return isalpha((unsigned char)path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

// The longest end of PATH, from another machine, that is there below ROOT, in any case; NULL if none is.
static char *foreign_path(const char *path, const char *root)
{
    struct folder_cache *cache = folder_cache_new();
    char *found = NULL;
    for (const char *end = strchr(path, '/'); end && !found; end = strchr(end + 1, '/')) {
        const char *here = end[1] ? folder_find_any(cache, root, end + 1) : NULL;
        found = here ? path_absolute("/", here) : NULL;
    }
    folder_cache_free(cache);
    return found;
}

char *arguments_path(const char *path, const char *directory, const char *root)
{
    char *slashes = path_with_slashes(path);
    char *found = is_foreign(slashes) ? foreign_path(slashes, root) : path_absolute(directory, slashes);
    if (!found)
        return slashes;
    free(slashes);
    return found;
}

static void drop(struct cleaning *cleaning, const char *flag, const char *why)
{
    project_add_problem(cleaning->project, PROJECT_DROPPED_FLAG,
        memory_format("%s: '%s' is left out: %s", cleaning->arguments->shown, flag, why));
}

static void keep(struct cleaning *cleaning, char *flag)
{
    project_flags_add(cleaning->flags, flag, cleaning->arguments->shown);
}

// NAME and its VALUE as clang wants them: joined for single letters, apart for words.
static void keep_with_value(struct cleaning *cleaning, const char *name, char *value)
{
    if (strlen(name) == 2) {
        keep(cleaning, memory_format("%s%s", name, value));
        free(value);
    } else {
        keep(cleaning, memory_format("%s", name));
        keep(cleaning, value);
    }
}

// Whether the file at PATH lies in the repository, wherever links lead.
static bool is_in_root(const char *path, const char *root)
{
    char *real = realpath(path, NULL), *real_root = realpath(root, NULL);
    bool inside = real && real_root && path_is_below(real, real_root);
    free(real);
    free(real_root);
    return inside;
}

// The value of a flag that is a path, or a name for the include path where no such file exists.
static char *path_value(struct cleaning *cleaning, enum fate fate, const char *value)
{
    const struct arguments *a = cleaning->arguments;
    char *path = arguments_path(value, a->directory, a->root);
    if (fate == FATE_PATH || file_is_regular(path))
        return path;
    free(path);
    return memory_format("%s", value);
}

// What a repository has included before each source lies in it.
static void keep_file(struct cleaning *cleaning, const char *name, const char *value)
{
    const struct arguments *a = cleaning->arguments;
    char *path = path_value(cleaning, FATE_FILE, value);
    if (a->trust == ARGUMENTS_FROM_USER || !file_is_regular(path) || is_in_root(path, a->root)) {
        keep_with_value(cleaning, name, path);
        return;
    }
    char *flag = memory_format("%s %s", name, value);
    drop(cleaning, flag, "the file lies outside of the repository");
    free(flag);
    free(path);
}

static char *macro_value(enum arguments_style style, const char *value)
{
    char *macro = memory_format("%s", value);
    char *hash = style == ARGUMENTS_CL ? strpbrk(macro, "#=") : NULL;
    if (hash)
        *hash = '='; // cl.exe takes NAME#VALUE too
    return macro;
}

// "c++latest", "c++23preview", "clatest": clang has no words for the newest but their numbers.
static void keep_standard(struct cleaning *cleaning, const char *standard)
{
    const char *known = strcmp(standard, "c++latest") == 0      ? "c++23"
                        : strcmp(standard, "c++23preview") == 0 ? "c++23"
                        : strcmp(standard, "clatest") == 0      ? "c2x"
                                                                : standard;
    keep(cleaning, memory_format("-std=%s", known));
}

// /Zp8 and more are what a target does anyway; /Zp alone is /Zp1.
static void keep_packing(struct cleaning *cleaning, const char *bytes)
{
    int n = *bytes ? atoi(bytes) : 1;
    if (n == 1 || n == 2 || n == 4)
        keep(cleaning, memory_format("-fpack-struct=%d", n));
}

static const struct rule *rule_for(enum arguments_style style, const char *flag)
{
    const struct rule *rules = style == ARGUMENTS_CL ? cl_rules : gcc_rules;
    size_t count = style == ARGUMENTS_CL ? sizeof cl_rules / sizeof *cl_rules : sizeof gcc_rules / sizeof *gcc_rules;
    for (size_t i = 0; i < count; i++)
        if (strncmp(flag, rules[i].name, strlen(rules[i].name)) == 0)
            return &rules[i];
    return NULL;
}

// Applies RULE to the argument FLAG. NEXT is the one behind it, or NULL. Returns how many arguments were used.
static size_t apply(struct cleaning *cleaning, const struct rule *rule, const char *flag, const char *next)
{
    enum arguments_style style = cleaning->arguments->style;
    const char *joined = flag + strlen(rule->name);
    const char *name = rule->clang ? rule->clang : rule->name;
    const char *value = *joined ? joined : next;
    size_t two = !*joined && next ? 2 : 1;
    switch (rule->fate) {
    case FATE_VALUE:
        if (value)
            keep_with_value(cleaning, name, macro_value(style, value));
        return two;
    case FATE_PATH:
        if (value)
            keep_with_value(cleaning, name, path_value(cleaning, rule->fate, value));
        return two;
    case FATE_FILE:
        if (value)
            keep_file(cleaning, name, value);
        return two;
    case FATE_PREFIX:
        keep(cleaning, rule->clang ? memory_format("%s%s", name, joined) : memory_format("%s", flag));
        return 1;
    case FATE_STANDARD:
        keep_standard(cleaning, joined);
        return 1;
    case FATE_PACKING:
        keep_packing(cleaning, joined);
        return 1;
    case FATE_DROP:
        cleaning->linking |= style == ARGUMENTS_CL && strcmp(flag, "-link") == 0;
        return 1;
    case FATE_DROP_TWO:
        return two;
    case FATE_DANGEROUS:
        drop(cleaning, flag, "it could load code or configuration");
        return 1;
    case FATE_DANGEROUS_TWO:
        drop(cleaning, flag, "it could load code or configuration");
        return two;
    }
    return 1;
}

static void clean_all(struct cleaning *cleaning, const char *const *at, size_t count);

// The arguments in the response file NAME, which must lie in the repository.
static void clean_response_file(struct cleaning *cleaning, const char *flag)
{
    enum { LARGEST = 1 << 20, DEEPEST = 4 };
    const struct arguments *a = cleaning->arguments;
    char *path = arguments_path(flag + 1, a->directory, a->root);
    size_t n;
    char *text = NULL;
    if (!is_in_root(path, a->root))
        drop(cleaning, flag, "response files outside of the repository are not read");
    else if (cleaning->depth == DEEPEST || !(text = file_read(path, LARGEST, &n)) || memchr(text, '\0', n))
        drop(cleaning, flag, "the response file cannot be read");
    else {
        struct project_flags words = {0};
        arguments_split(text, &words);
        cleaning->depth++;
        clean_all(cleaning, (const char *const *)words.at.at, words.at.count);
        cleaning->depth--;
        project_flags_free(&words);
    }
    free(text);
    free(path);
}

// Whether ARGUMENT is an input: the source itself, an object.
static bool is_input(const struct cleaning *cleaning, const char *argument)
{
    const char *source = cleaning->arguments->source;
    if (source && strcmp(argument, source) == 0)
        return true;
    return argument[0] != '-' && !(cleaning->arguments->style == ARGUMENTS_CL && argument[0] == '/');
}

// Whether ARGUMENT, which begins with a slash among those of cl.exe, is a path and no flag.
static bool is_unix_path(const char *argument)
{
    return strchr(argument + 1, '/') && tree_is_source(argument);
}

static void clean_all(struct cleaning *cleaning, const char *const *at, size_t count)
{
    enum arguments_style style = cleaning->arguments->style;
    for (size_t i = 0; i < count;) {
        const char *next = i + 1 < count ? at[i + 1] : NULL;
        bool slash = style == ARGUMENTS_CL && at[i][0] == '/';
        if (cleaning->linking || is_input(cleaning, at[i]) || (slash && is_unix_path(at[i]))) {
            if (at[i][0] == '@' && !cleaning->linking)
                clean_response_file(cleaning, at[i]);
            i++;
            continue;
        }
        char *flag = memory_format("%s%s", slash ? "-" : "", at[i] + (slash ? 1 : 0));
        const struct rule *rule = rule_for(style, flag);
        if (rule)
            i += apply(cleaning, rule, flag, next);
        else {
            if (cleaning->arguments->trust == ARGUMENTS_FROM_USER)
                keep(cleaning, memory_format("%s", flag));
            i++;
        }
        free(flag);
    }
}

void arguments_clean(const struct arguments *arguments, struct project *project, struct project_flags *flags)
{
    struct cleaning cleaning = {arguments, project, flags, 0, false};
    clean_all(&cleaning, arguments->at, arguments->count);
}

void arguments_clean_line(
    const struct arguments *arguments, const char *line, struct project *project, struct project_flags *flags)
{
    char *command = memory_format("cl.exe %s", line);
    struct project_flags words = {0};
    arguments_split(command, &words);
    struct arguments here = *arguments;
    here.at = (const char *const *)words.at.at + 1;
    here.count = words.at.count - 1;
    here.style = ARGUMENTS_CL;
    here.trust = ARGUMENTS_FROM_REPO;
    arguments_clean(&here, project, flags);
    project_flags_free(&words);
    free(command);
}

enum arguments_style arguments_style_of(const char *const *at, size_t count)
{
    if (!count)
        return ARGUMENTS_GCC;
    char *compiler = path_with_slashes(at[0]);
    const char *name = path_name(compiler);
    size_t n = strlen(name);
    if (n > 4 && strcasecmp(name + n - 4, ".exe") == 0)
        n -= 4;
    bool cl = (n == 2 && strncasecmp(name, "cl", 2) == 0) || (n >= 8 && strncasecmp(name, "clang-cl", 8) == 0);
    free(compiler);
    for (size_t i = 1; i < count; i++)
        cl |= strcmp(at[i], "--driver-mode=cl") == 0;
    return cl ? ARGUMENTS_CL : ARGUMENTS_GCC;
}
