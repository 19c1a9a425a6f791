// The command line that clang gets for a source.
#include "frontend/flags.h"

#include "frontend/kits.h"
#include "support/path.h"

#include <ctype.h>

// What holds for every source. Warnings are off, since they are not ours to give; an undeclared function is the
// exception, by which calls of trace macros that were never generated are found (wpp.h).
static const char *const common_flags[] = {
    "-fno-spell-checking",           // a guess at a name is not what the source does
    "-fbracket-depth=100000",        // the stack is large enough (worker.c)
    "-ferror-limit=0",
    "-Wno-everything",
    "-Wimplicit-function-declaration",
    "-Wno-error=implicit-function-declaration",
    "-Wno-error=implicit-int",
    "-Wno-error=int-conversion",
    "-Wno-error=incompatible-function-pointer-types",
    "-nostdinc",
};

static const char *const windows_flags[] = {
    "-fms-extensions",
    "-fno-delayed-template-parsing", // else bodies of templates are not parsed
    // <intrin.h> brings in 1.4 MB of vector intrinsics, two thirds of what a driver's file parses, unless the
    // headers believe in a kit whose compiler takes those of the target's own vector units only.
    "-D__SCE__=1",
    "-D_AMD64_=1",
    "-DAMD64=1",
    "-DWINNT=1",
    "-D_KERNEL_MODE=1",
    "-D_WIN32_WINNT=0x0A00",
    "-DWINVER=0x0A00",
};

static const char *const host_flags[] = {
    "--target=x86_64-unknown-linux-gnu",
    "-D__NO_CTYPE=1", // isdigit() is a call that can be modelled, and no look into a table of the C library
};

static void add(struct flag_list *list, const char *flag)
{
    vec_push(&list->at, flag);
}

static void add_all(struct flag_list *list, const char *const *flags, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add(list, flags[i]);
}

// mingw-w64's headers do not parse for an MSVC target, nor the WDK's for a GNU one. Both are LLP64.
static void add_windows(struct flag_list *list, const struct frontend_options *options)
{
    add(list, options->wdk ? "--target=x86_64-pc-windows-msvc" : "--target=x86_64-w64-windows-gnu");
    add_all(list, windows_flags, sizeof windows_flags / sizeof *windows_flags);
    if (options->wdk)
        add(list, "-fms-compatibility-version=19.40");
}

static const char *setup_text(struct flags_setup *setup, char *text)
{
    const char *kept = arena_copy(&setup->arena, text, strlen(text) + 1);
    free(text);
    return kept;
}

void flags_setup_make(struct flags_setup *setup, const struct frontend_options *options)
{
    *setup = (struct flags_setup){0};
    add(&setup->base, "clang");
    add_all(&setup->base, common_flags, sizeof common_flags / sizeof *common_flags);
    if (options->target == FRONTEND_HOST)
        add_all(&setup->base, host_flags, sizeof host_flags / sizeof *host_flags);
    else
        add_windows(&setup->base, options);
    setup->lenient = options->target != FRONTEND_HOST && !options->wdk;
    char *resources = kits_resource_folder();
    if (resources) {
        add(&setup->base, "-resource-dir");
        add(&setup->base, setup_text(setup, resources));
    }
    struct frontend_folders folders = {0};
    frontend_system_folders(options, &folders);
    for (size_t i = 0; i < folders.paths.count; i++) {
        const char *path = setup_text(setup, memory_format("%s", folders.paths.at[i]));
        vec_push(&setup->system_folders, path);
    }
    frontend_folders_free(&folders);
    setup->newest = options->target == FRONTEND_HOST ? 0 : kits_newest_ndis(options);
}

void flags_setup_free(struct flags_setup *setup)
{
    vec_free(&setup->system_folders);
    vec_free(&setup->base.at);
    arena_free(&setup->arena);
}

static bool is_role(const char *name, size_t n)
{
    static const char *const roles[] = {
        "NDIS_MINIPORT_DRIVER", "NDIS_WDM", "NDIS_LWF", "NDIS_FILTER_DRIVER", "NDIS_PROTOCOL", "NDIS_PROTOCOL_DRIVER"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strlen(roles[i]) == n && strncmp(name, roles[i], n) == 0)
            return true;
    return false;
}

static bool is_version(const char *name)
{
    return strncmp(name, "NDIS", 4) == 0 && isdigit((unsigned char)name[4]); // NDIS650_MINIPORT, NDIS60
}

static bool is_major_version(const char *name, size_t n)
{
    static const char *const names[] = {
        "NDIS_MINIPORT_MAJOR_VERSION", "NDIS_FILTER_MAJOR_VERSION", "NDIS_PROTOCOL_MAJOR_VERSION"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == n && strncmp(name, names[i], n) == 0)
            return true;
    return false;
}

void flags_ndis_define(struct flags_ndis *ndis, struct arena *arena, const char *macro)
{
    size_t n = strcspn(macro, "=");
    bool role = is_role(macro, n), version = is_version(macro);
    ndis->role |= role;
    ndis->version |= version || is_major_version(macro, n);
    if (!role && !version)
        return;
    char *flag = memory_format("-D%s%s", macro, macro[n] ? "" : "=1");
    flag_list_add_new(&ndis->flags, arena, flag);
    free(flag);
}

void flags_ndis_test(struct flags_ndis *ndis, unsigned newest, const char *macro)
{
    unsigned version = is_version(macro) ? (unsigned)strtoul(macro + 4, NULL, 10) : 0;
    if (version > ndis->tested && (version <= newest || !newest))
        ndis->tested = version;
}

void flag_list_add_new(struct flag_list *list, struct arena *arena, const char *flag)
{
    for (size_t i = 0; i < list->at.count; i++)
        if (strcmp(list->at.at[i], flag) == 0)
            return;
    add(list, arena_copy(arena, flag, strlen(flag) + 1));
}

void flags_ndis_complete(const struct flags_setup *setup, const struct frontend_source *source, struct arena *arena,
    struct flags_ndis *ndis, struct flag_list *defaults)
{
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *macro = flags_value(source->flags, source->flag_count, &i, "-D");
        if (macro)
            flags_ndis_define(ndis, arena, macro);
    }
    // A driver that asks for its version refuses one that it does not ask about: the newest of those is meant.
    unsigned version = ndis->tested ? ndis->tested : setup->newest;
    if (!ndis->role)
        add(defaults, "-DNDIS_MINIPORT_DRIVER=1");
    if (!ndis->version && version) {
        char *flag = memory_format("-DNDIS%u_MINIPORT=1", version);
        flag_list_add_new(defaults, arena, flag);
        free(flag);
    }
    for (size_t i = 0; i < defaults->at.count; i++)
        flag_list_add_new(&ndis->flags, arena, defaults->at.at[i]);
}

const char *flags_value(const char *const *flags, size_t count, size_t *i, const char *name)
{
    size_t n = strlen(name);
    if (strncmp(flags[*i], name, n) != 0)
        return NULL;
    if (flags[*i][n])
        return flags[*i] + n;
    return *i + 1 < count ? flags[++*i] : NULL;
}

enum language { LANGUAGE_C, LANGUAGE_CPP };

// Files that end in .c are C, whatever a build would make of them, unless a flag says otherwise.
static enum language source_language(const struct frontend_source *source)
{
    bool c_file = path_has_extension(source->path, ".c") || path_has_extension(source->path, ".i");
    enum language language = c_file ? LANGUAGE_C : LANGUAGE_CPP;
    for (size_t i = 0; i < source->flag_count; i++) {
        const char *value = flags_value(source->flags, source->flag_count, &i, "-x");
        if (value)
            language = strncmp(value, "c++", 3) == 0 ? LANGUAGE_CPP : LANGUAGE_C;
    }
    return language;
}

// Whether FLAG names a language standard, and if so whether it is one of LANGUAGE: flags for a whole driver meet
// files of both.
static bool is_standard(const char *flag)
{
    return strncmp(flag, "-std=", 5) == 0;
}

static bool is_standard_of(const char *flag, enum language language)
{
    return (strstr(flag, "++") != NULL) == (language == LANGUAGE_CPP);
}

static void add_own_flags(const struct frontend_source *source, enum language language, struct flag_list *out)
{
    for (size_t i = 0; i < source->flag_count; i++) {
        if (is_standard(source->flags[i]) && !is_standard_of(source->flags[i], language))
            continue;
        size_t at = i;
        if (flags_value(source->flags, source->flag_count, &at, "-x"))
            i = at; // it was asked for the language already
        else
            add(out, source->flags[i]);
    }
}

void flags_make(const struct flags_setup *setup, const struct frontend_source *source, const struct flag_list *more,
    const char *overlay, struct flag_list *out)
{
    for (size_t i = 0; i < setup->base.at.count; i++)
        add(out, setup->base.at.at[i]);
    enum language language = source_language(source);
    add(out, "-x");
    add(out, language == LANGUAGE_C ? "c" : "c++");
    add(out, language == LANGUAGE_C ? "-std=gnu17" : "-std=gnu++17"); // an own one comes later and wins
    if (setup->lenient && language == LANGUAGE_CPP) {
        // Templates of drivers name members of bases that depend on their parameters, as Microsoft's compiler lets
        // them; mingw-w64's headers want a compiler that says it is GNU's.
        add(out, "-fms-compatibility");
        add(out, "-fgnuc-version=4.2.1");
    }
    for (size_t i = 0; i < more->at.count; i++)
        add(out, more->at.at[i]);
    add_own_flags(source, language, out);
    for (size_t i = 0; i < setup->system_folders.count; i++) {
        add(out, "-isystem");
        add(out, setup->system_folders.at[i]);
    }
    // Assertions vanish in free builds, so they prove nothing.
    add(out, "-UDBG");
    add(out, "-U_PREFAST_");
    if (overlay) {
        add(out, "-ivfsoverlay");
        add(out, overlay);
    }
}
