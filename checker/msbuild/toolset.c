// What the tools bring along that stands in no file of the repository: reserved properties, the WDK's properties, and
// the effect of Microsoft.Cpp.*.
#include "msbuild/evaluation.h"

#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <strings.h>

// Where the toolset's files would lie. No such folder exists.
#define TOOLSET "\\<toolset>\\"

static const struct msbuild_setting constants[] = {
    {"OS", "Windows_NT"},
    {"MSBuildToolsVersion", "Current"},
    {"MSBuildRuntimeType", "Full"},
    {"VisualStudioVersion", "17.0"},
    {"VCTargetsPath", TOOLSET},
    {"VCTargetsPath10", TOOLSET},
    {"VCTargetsPath14", TOOLSET},
    {"MSBuildExtensionsPath", TOOLSET},
    {"MSBuildExtensionsPath32", TOOLSET},
    {"MSBuildExtensionsPath64", TOOLSET},
    {"MSBuildToolsPath", TOOLSET},
    {"MSBuildBinPath", TOOLSET},
    {"WindowsTargetPlatformVersion", "10.0"},
    {"LatestTargetPlatformVersion", "10.0"},
    {"SpectreMitigation", ""},
    {"IntDir", "$(Platform)\\$(Configuration)\\"},
    {"OutDir", "$(SolutionDir)$(Platform)\\$(Configuration)\\"},
    // Versions of Windows as the WDK's properties name them: those of sdkddkver.h.
    {"_NT_TARGET_VERSION_WINXP", "0x501"},
    {"_NT_TARGET_VERSION_WS03", "0x502"},
    {"_NT_TARGET_VERSION_VISTA", "0x600"},
    {"_NT_TARGET_VERSION_LONGHORN", "0x600"},
    {"_NT_TARGET_VERSION_WIN7", "0x601"},
    {"_NT_TARGET_VERSION_WIN8", "0x602"},
    {"_NT_TARGET_VERSION_WINBLUE", "0x603"},
    {"_NT_TARGET_VERSION_WIN10", "0xA00"},
    {"_NT_TARGET_VERSION_LATEST", "0xA00"},
};

static void set_paths(struct evaluation *e, const char *const names[6], const char *path)
{
    char *folder = path_folder(path);
    const char *name = path_name(path), *dot = strrchr(name, '.');
    char *back = memory_format("%s\\", strcmp(folder, "/") ? folder : "");
    for (char *at = back; *at; at++)
        *at = *at == '/' ? '\\' : *at;
    property_set(e, names[0], text_keep_n(e, back, strlen(back) - 1));
    property_set(e, names[1], text_keep(e, back));
    property_set(e, names[2], text_keep_free(e, memory_format("%s%s", back, name)));
    property_set(e, names[3], text_keep(e, name));
    property_set(e, names[4], text_keep_n(e, name, dot ? (size_t)(dot - name) : strlen(name)));
    property_set(e, names[5], text_keep(e, dot ? dot : ""));
    free(back);
    free(folder);
}

void toolset_begin(struct evaluation *e)
{
    static const char *const project[] = {"MSBuildProjectDirectory", "ProjectDir", "MSBuildProjectFullPath",
        "MSBuildProjectFile", "MSBuildProjectName", "MSBuildProjectExtension"};
    static const char *const again[] = {
        "MSBuildStartupDirectory", "SolutionDir", "ProjectPath", "ProjectFileName", "ProjectName", "ProjectExt"};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        property_set(e, constants[i].name, constants[i].value);
    set_paths(e, project, e->request->path);
    set_paths(e, again, e->request->path);
}

void toolset_enter(struct evaluation *e, const char *path)
{
    static const char *const names[] = {"MSBuildThisFileDirectoryNoSlash", "MSBuildThisFileDirectory",
        "MSBuildThisFileFullPath", "MSBuildThisFile", "MSBuildThisFileName", "MSBuildThisFileExtension"};
    char *slashes = path_with_slashes(path);
    set_paths(e, names, slashes);
    free(slashes);
}

// What the WDK's properties derive from TargetVersion, which the project has set by the time.
static void set_target(struct evaluation *e)
{
    static const struct msbuild_setting versions[] = {{"Vista", "0x600"}, {"Win7", "0x601"}, {"Windows7", "0x601"},
        {"Win8", "0x602"}, {"Windows8", "0x602"}, {"WindowsV6.3", "0x603"}, {"Windows10", "0xA00"}};
    const char *target = property_get(e, "TargetVersion"), *known = "0xA00";
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (strcasecmp(versions[i].name, target) == 0)
            known = versions[i].value;
    if (!*property_get(e, "_NT_TARGET_VERSION"))
        property_set(e, "_NT_TARGET_VERSION", known);
}

static bool is_kernel(struct evaluation *e)
{
    const char *toolset = property_get(e, "PlatformToolset");
    return strcasestr(toolset, "KernelMode") != NULL;
}

// The effect of Microsoft.Cpp.Default.props and Microsoft.Cpp.props.
static void set_defaults(struct evaluation *e)
{
    const char *platform = property_get(e, "Platform"), *configuration = property_get(e, "Configuration");
    property_set(e, "PlatformTarget", strcasecmp(platform, "Win32") == 0 ? "x86" : platform);
    property_set(e, "PlatformShortName", property_get(e, "PlatformTarget"));
    property_set(e, "ConfigurationName", configuration);
    property_set(e, "PlatformName", platform);
    property_set(e, "DDKPlatform", strcasecmp(platform, "x64") == 0 ? "x64" : platform);
    property_set(e, "IntDir", expand_text(e, property_get(e, "IntDir"), NULL));
    property_set(e, "OutDir", expand_text(e, property_get(e, "OutDir"), NULL));
    property_set(e, "IsKernelModeToolset", is_kernel(e) ? "true" : "false");
    set_target(e);
}

bool toolset_import(struct evaluation *e, const char *path, char **other)
{
    *other = NULL;
    if (strncmp(path, TOOLSET, strlen(TOOLSET)) != 0)
        return false;
    char *slashes = path_with_slashes(path);
    const char *name = path_name(slashes);
    if (strcasecmp(name, "Microsoft.Cpp.Default.props") == 0 || strcasecmp(name, "Microsoft.Cpp.props") == 0) {
        set_defaults(e);
        *other = memory_format("Directory.Build.props");
    } else if (strcasecmp(name, "Microsoft.Cpp.targets") == 0) {
        set_defaults(e);
        *other = memory_format("Directory.Build.targets");
    }
    free(slashes);
    return true;
}

char *toolset_file_above(struct evaluation *e, const char *folder, const char *name)
{
    char *at = memory_text(folder, strlen(folder));
    char *found = NULL;
    while (!found && path_is_below(at, e->request->root)) {
        const char *real = folder_find(e->request->folders, at, name);
        found = real && file_is_regular(real) ? path_absolute("/", real) : NULL;
        char *above = path_folder(at);
        bool top = strcmp(above, at) == 0;
        free(at);
        at = above;
        if (top)
            break;
    }
    free(at);
    return found;
}
