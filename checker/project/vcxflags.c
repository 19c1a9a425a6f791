// The compiler's settings of one item of a C++ project, as flags for clang.
#include "project/vcxflags.h"

#include "project/arguments.h"
#include "support/file.h"
#include "support/path.h"

#include <strings.h>

struct making {
    const struct vcxflags *about;
    struct project_flags *flags;
    char *folder; // of the project file
};

// "/…/drv.props:12"; what no file says is the toolset's.
static char *origin_of(const struct msbuild_place *place)
{
    return place->file ? memory_format("%s:%u", place->file, place->line) : memory_format("the toolset");
}

static void add(struct making *making, char *flag, const struct msbuild_place *place)
{
    char *origin = origin_of(place);
    project_flags_add(making->flags, flag, origin);
    free(origin);
}

// A folder that is not there is made by a build, or belongs to a kit: it has nothing to offer.
static void add_folder(struct making *making, const char *name, const char *path, const struct msbuild_place *place)
{
    char *folder = *path ? msbuild_path(making->about->folders, making->folder, path) : NULL;
    if (folder && file_is_folder(folder)) {
        if (strlen(name) > 2)
            add(making, memory_format("%s", name), place);
        add(making, strlen(name) > 2 ? memory_format("%s", folder) : memory_format("%s%s", name, folder), place);
    }
    free(folder);
}

static void add_folders(struct making *making, const struct msbuild_item *item)
{
    const struct msbuild_value *value = msbuild_setting(item, "AdditionalIncludeDirectories");
    for (size_t i = 0; value && i < value->elements.count; i++)
        add_folder(making, "-I", value->elements.at[i].text, &value->elements.at[i].place);
}

// The folders of the property IncludePath, which stand behind all others.
static void add_kit_folders(struct making *making)
{
    char *list = memory_format("%s", msbuild_get(making->about->build, "IncludePath"));
    char *rest = list;
    struct msbuild_place place = {making->about->path, 0};
    for (char *folder; (folder = strsep(&rest, ";\r\n\t"));)
        add_folder(making, "-isystem", folder + strspn(folder, " "), &place);
    free(list);
}

// A definition as the command line of cl.exe would take it apart: NAME=\"text\" is NAME="text".
static char *definition(const char *text)
{
    char *out = memory_format("%s", text), *to = out;
    for (const char *at = text; *at; at++) {
        if (*at == '\\' && at[1] == '"')
            *to++ = *++at;
        else if (*at != '"')
            *to++ = *at;
    }
    *to = '\0';
    return out;
}

static void add_definitions(struct making *making, const struct msbuild_item *item)
{
    const struct msbuild_value *value = msbuild_setting(item, "PreprocessorDefinitions");
    for (size_t i = 0; value && i < value->elements.count; i++) {
        char *text = definition(value->elements.at[i].text);
        add(making, memory_format("-D%s", text), &value->elements.at[i].place);
        free(text);
    }
    value = msbuild_setting(item, "UndefinePreprocessorDefinitions");
    for (size_t i = 0; value && i < value->elements.count; i++)
        add(making, memory_format("-U%s", value->elements.at[i].text), &value->elements.at[i].place);
}

// A forced file is looked for on the include path, unless it lies beside the project.
static void add_forced(struct making *making, const struct msbuild_item *item)
{
    const struct msbuild_value *value = msbuild_setting(item, "ForcedIncludeFiles");
    for (size_t i = 0; value && i < value->elements.count; i++) {
        const struct msbuild_element *element = &value->elements.at[i];
        char *path = msbuild_path(making->about->folders, making->folder, element->text);
        add(making, memory_format("-include"), &element->place);
        add(making, memory_format("%s", file_is_regular(path) ? path : element->text), &element->place);
        free(path);
    }
}

// Settings with a few values, and what each means.
static const struct {
    const char *name, *value, *flag;
} choices[] = {
    {"CompileAs", "CompileAsC", "-xc"},
    {"CompileAs", "CompileAsCpp", "-xc++"},
    {"StructMemberAlignment", "1Byte", "-fpack-struct=1"},
    {"StructMemberAlignment", "2Bytes", "-fpack-struct=2"},
    {"StructMemberAlignment", "4Bytes", "-fpack-struct=4"},
    {"LanguageStandard", "stdcpp14", "-std=c++14"},
    {"LanguageStandard", "stdcpp17", "-std=c++17"},
    {"LanguageStandard", "stdcpp20", "-std=c++20"},
    {"LanguageStandard", "stdcpplatest", "-std=c++23"},
    {"LanguageStandard_C", "stdc11", "-std=c11"},
    {"LanguageStandard_C", "stdc17", "-std=c17"},
};

static void add_choices(struct making *making, const struct msbuild_item *item)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        const struct msbuild_value *value = msbuild_setting(item, choices[i].name);
        if (value && value->elements.count && strcasecmp(value->elements.at[0].text, choices[i].value) == 0)
            add(making, memory_format("%s", choices[i].flag), &value->elements.at[0].place);
    }
}

static void add_options(struct making *making, const struct msbuild_item *item, struct project *project)
{
    const struct msbuild_value *value = msbuild_setting(item, "AdditionalOptions");
    if (!value || !value->elements.count)
        return;
    char *origin = origin_of(&value->elements.at[0].place);
    struct arguments arguments = {.directory = making->folder, .root = making->about->root, .shown = origin};
    arguments_clean_line(&arguments, value->text, project, making->flags);
    free(origin);
}

// What the WDK's toolset defines for a platform other than x64, in place of what is defined for that.
static void add_platform(struct making *making)
{
    static const char *const arm64[] = {
        "-U_AMD64_", "-UAMD64", "-U_M_AMD64", "-U_M_X64", "-D_ARM64_=1", "-DARM64=1", "-D_M_ARM64=1"};
    const char *bar = strchr(making->about->configuration, '|');
    struct msbuild_place place = {NULL, 0};
    for (size_t i = 0; bar && strcasecmp(bar + 1, "ARM64") == 0 && i < sizeof arm64 / sizeof *arm64; i++)
        add(making, memory_format("%s", arm64[i]), &place);
}

// Pointers have 8 bytes for all that comes after, and the fallback headers know no other machine.
static void note_platform(const struct vcxflags *about, struct project *project)
{
    static const char *const narrow[] = {"Win32", "x86", "ARM"};
    const char *bar = strchr(about->configuration, '|');
    for (size_t i = 0; bar && i < sizeof narrow / sizeof *narrow; i++)
        if (strcasecmp(bar + 1, narrow[i]) == 0)
            project_add_problem(project, PROJECT_NOTE,
                memory_format("%s (%s): read as 64-bit code: what is compiled for %s alone is not seen", about->path,
                    about->configuration, narrow[i]));
}

void vcxflags_make(const struct vcxflags *vcxflags, const struct msbuild_item *item, struct project *project,
    struct project_flags *flags)
{
    struct making making = {vcxflags, flags, path_folder(vcxflags->path)};
    add_choices(&making, item);
    add_folders(&making, item);
    add_kit_folders(&making);
    add_platform(&making);
    add_definitions(&making, item);
    add_options(&making, item, project);
    add_forced(&making, item);
    note_platform(vcxflags, project);
    free(making.folder);
}
