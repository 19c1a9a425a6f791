// A C++ project file, evaluated in one of its configurations.
#include "project/vcxproj.h"

#include "msbuild/solution.h"
#include "project/evidence.h"
#include "project/tree.h"
#include "project/vcxflags.h"
#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <strings.h>

// ---- evaluation ----

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

// FOLDER with backslashes and one at its end, as project files expect folders.
static char *windows_folder(const char *folder)
{
    char *text = memory_format("%s\\", folder);
    for (char *at = text; *at; at++)
        *at = *at == '/' ? '\\' : *at;
    return text;
}

// The root of the kit whose Include/<version> is WDK, with a backslash at its end; "" without one.
static char *kit_root(const char *wdk)
{
    if (!wdk)
        return memory_text("", 0);
    char *include = path_folder(wdk), *root = path_folder(include), *text = windows_folder(root);
    free(root);
    free(include);
    return text;
}

static char *below(const char *folder, const char *name)
{
    return folder ? memory_format("%s/%s", folder, name) : memory_text("", 0);
}

static void evaluate(
    struct vcxproj *vcxproj, const char *path, const struct vcxproj_setting *setting, const char *configuration)
{
    size_t bar = strcspn(configuration, "|");
    char *type = memory_text(configuration, bar);
    char *solution_folder = setting->solution ? path_folder(setting->solution) : path_folder(path);
    char *solution_dir = windows_folder(solution_folder), *kit = kit_root(setting->wdk);
    char *km = below(setting->wdk, "km"), *shared = below(setting->wdk, "shared");
    struct msbuild_setting globals[] = {
        {"Configuration", type},
        {"Platform", configuration[bar] ? configuration + bar + 1 : ""},
        {"SolutionDir", solution_dir},
        {"SolutionPath", or_empty(setting->solution)},
    };
    struct msbuild_setting defaults[] = {
        {"WDKContentRoot", kit},
        {"WindowsSdkDir", kit},
        {"WindowsSdkDir_10", kit},
        {"DDK_INC_PATH", km},
        {"KM_INC_PATH", km},
        {"KM_IncludePath", km},
        {"KIT_SHARED_INC_PATH", shared},
        {"SDK_INC_PATH", shared},
        {"SHARED_INC_PATH", shared},
    };
    struct msbuild_request request = {
        .path = path,
        .root = setting->root,
        .globals = globals,
        .global_count = sizeof globals / sizeof *globals,
        .defaults = defaults,
        .default_count = sizeof defaults / sizeof *defaults,
        .folders = setting->folders,
    };
    // Without a solution, a project may say itself where it would be.
    request.global_count -= setting->solution ? 0 : 2;
    if (!msbuild_evaluate(&request, &vcxproj->build))
        vcxproj->kind = VCXPROJ_UNREADABLE;
    free(shared);
    free(km);
    free(kit);
    free(solution_dir);
    free(solution_folder);
    free(type);
}

// ---- configurations ----

// The configurations of the project itself; where it has none, what those of its solution mean for it.
static void list_configurations(struct vcxproj *vcxproj, const struct vcxproj_setting *setting)
{
    for (size_t i = 0; i < vcxproj->build.items.count; i++)
        if (strcasecmp(vcxproj->build.items.at[i].type, "ProjectConfiguration") == 0)
            configurations_add(&vcxproj->configurations, memory_format("%s", vcxproj->build.items.at[i].include));
    bool has = vcxproj->configurations.at.count > 0;
    for (size_t i = 0; !has && setting->entry && i < setting->solution_configuration_count; i++)
        configurations_add(&vcxproj->configurations, solution_map(setting->entry, setting->solution_configurations[i]));
}

static char *choose_configuration(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting)
{
    const char *wanted = setting->configuration;
    char *mapped = setting->entry ? solution_map(setting->entry, wanted) : memory_format("%s", wanted);
    const char *nearest = configuration_nearest(&vcxproj->configurations, mapped);
    char *chosen = memory_format("%s", nearest ? nearest : mapped);
    free(mapped);
    return chosen;
}

// ---- what it is ----

static const char *property(const struct vcxproj *vcxproj, const char *name)
{
    return msbuild_get(&vcxproj->build, name);
}

static bool is_compiled(const struct msbuild_item *item)
{
    return strcasecmp(item->type, "ClCompile") == 0 && tree_is_source(item->include);
}

static bool is_excluded(const struct msbuild_item *item)
{
    return strcasecmp(msbuild_text(item, "ExcludedFromBuild"), "true") == 0;
}

static char *item_path(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, const char *name)
{
    char *folder = path_folder(vcxproj->path);
    char *path = msbuild_path(setting->folders, folder, name);
    free(folder);
    return path;
}

static bool is_kernel(const struct vcxproj *vcxproj)
{
    static const char *const models[] = {"WDM", "KMDF", "ExportDriver", "NativeKernel"};
    const char *driver = property(vcxproj, "DriverType"), *toolset = property(vcxproj, "PlatformToolset");
    bool kernel =
        strcasestr(toolset, "KernelMode") || strcasecmp(property(vcxproj, "ConfigurationType"), "Driver") == 0;
    for (size_t i = 0; i < sizeof models / sizeof *models; i++)
        kernel |= strcasecmp(driver, models[i]) == 0;
    return kernel && strcasecmp(driver, "UMDF") != 0 && !strcasestr(toolset, "UserMode");
}

static void set_kind(struct vcxproj *vcxproj, enum vcxproj_kind kind, char *why)
{
    vcxproj->kind = kind;
    vcxproj->why = why;
}

// An import that is missing may have said what is made: then the sources are asked.
static void kind_by_sources(struct vcxproj *vcxproj, const struct vcxproj_setting *setting)
{
    enum evidence evidence = EVIDENCE_NONE;
    size_t sources = 0;
    bool installs = false;
    for (size_t i = 0; i < vcxproj->build.items.count; i++) {
        const struct msbuild_item *item = &vcxproj->build.items.at[i];
        installs |= strcasecmp(item->type, "Inf") == 0;
        if (!is_compiled(item) || is_excluded(item))
            continue;
        char *path = item_path(vcxproj, setting, item->include);
        enum evidence here = evidence_of(path);
        evidence = here > evidence ? here : evidence;
        free(path);
        sources++;
    }
    if (!sources)
        set_kind(vcxproj, VCXPROJ_USER, memory_format("it compiles no C or C++"));
    else if (evidence == EVIDENCE_DRIVER)
        set_kind(vcxproj, VCXPROJ_DRIVER, memory_format("it defines DriverEntry"));
    else if (installs && evidence == EVIDENCE_NONE)
        set_kind(vcxproj, VCXPROJ_DRIVER, memory_format("it has an .inf file"));
    else if (evidence == EVIDENCE_USER)
        set_kind(vcxproj, VCXPROJ_USER, memory_format("user mode: it has an entry point like main"));
    else
        set_kind(vcxproj, VCXPROJ_LIBRARY, memory_format("it says nothing of its kind and has no entry point"));
}

static void set_kind_of_type(struct vcxproj *vcxproj, const struct vcxproj_setting *setting, const char *type)
{
    const char *toolset = property(vcxproj, "PlatformToolset");
    bool kernel = is_kernel(vcxproj);
    if (!*type)
        kind_by_sources(vcxproj, setting);
    else if (strcasecmp(type, "StaticLibrary") == 0 && (kernel || !*toolset))
        set_kind(vcxproj, VCXPROJ_LIBRARY, memory_format("static library for kernel mode"));
    else if (strcasecmp(type, "StaticLibrary") == 0)
        set_kind(vcxproj, VCXPROJ_LIBRARY, memory_format("static library (PlatformToolset %s)", toolset));
    else if (strcasecmp(type, "Driver") == 0 && kernel)
        set_kind(vcxproj, VCXPROJ_DRIVER, memory_format("kernel-mode driver (ConfigurationType Driver)"));
    else if (kernel && strcasecmp(type, "Utility") != 0)
        set_kind(vcxproj, VCXPROJ_DRIVER, memory_format("kernel mode (ConfigurationType %s)", type));
    else
        set_kind(vcxproj, VCXPROJ_USER,
            memory_format("user mode (ConfigurationType %s%s%s)", type, *toolset ? ", PlatformToolset " : "", toolset));
}

static void decide_kind(struct vcxproj *vcxproj, const struct vcxproj_setting *setting)
{
    if (vcxproj->kind == VCXPROJ_UNREADABLE)
        vcxproj->why = memory_format("it cannot be read: %s", vcxproj->build.problems.at[0]);
    else
        set_kind_of_type(vcxproj, setting, property(vcxproj, "ConfigurationType"));
}

static char *target_name(const struct vcxproj *vcxproj)
{
    const char *target = property(vcxproj, "TargetName"), *file = path_name(vcxproj->path);
    size_t n = strspn(target, " \t\r\n");
    if (target[n] && !strchr(target, '$'))
        return memory_text(target + n, strcspn(target + n, " \t\r\n"));
    const char *dot = strrchr(file, '.');
    return memory_text(file, dot ? (size_t)(dot - file) : strlen(file));
}

void vcxproj_read(const char *path, const struct vcxproj_setting *setting, struct vcxproj *out)
{
    *out = (struct vcxproj){.path = memory_format("%s", path), .kind = VCXPROJ_USER};
    evaluate(out, path, setting, setting->configuration);
    list_configurations(out, setting);
    out->configuration = choose_configuration(out, setting);
    if (strcasecmp(out->configuration, setting->configuration) != 0 && out->kind != VCXPROJ_UNREADABLE) {
        msbuild_free(&out->build);
        evaluate(out, path, setting, out->configuration);
    }
    decide_kind(out, setting);
    out->name = target_name(out);
}

void vcxproj_free(struct vcxproj *vcxproj)
{
    configurations_free(&vcxproj->configurations);
    msbuild_free(&vcxproj->build);
    free(vcxproj->configuration);
    free(vcxproj->name);
    free(vcxproj->path);
    free(vcxproj->why);
}

// ---- its sources ----

static void add_source(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting,
    const struct msbuild_item *item, char *path, struct project *project)
{
    struct project_source source = {
        .path = path, .directory = path_folder(vcxproj->path), .project = memory_format("%s", vcxproj->path)};
    struct vcxflags flags = {&vcxproj->build, setting->folders, setting->root, vcxproj->path, vcxproj->configuration};
    vcxflags_make(&flags, item, project, &source.flags);
    vec_push(&project->sources, source);
}

void vcxproj_sources(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct project *project)
{
    for (size_t i = 0; i < vcxproj->build.items.count; i++) {
        const struct msbuild_item *item = &vcxproj->build.items.at[i];
        if (!is_compiled(item) || is_excluded(item))
            continue;
        char *path = item_path(vcxproj, setting, item->include);
        project->items++;
        if (file_is_regular(path)) {
            project->resolved++;
            add_source(vcxproj, setting, item, path, project);
            continue;
        }
        project_add_problem(project, PROJECT_MISSING_SOURCE,
            memory_format("%s:%u: '%s' does not exist: a build makes it, or it was not fetched", item->place.file,
                item->place.line, item->include));
        free(path);
    }
}

void path_list_free(struct path_list *paths)
{
    for (size_t i = 0; i < paths->at.count; i++)
        free(paths->at.at[i]);
    vec_free(&paths->at);
}

void vcxproj_paths(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct path_list *paths)
{
    for (size_t i = 0; i < vcxproj->build.items.count; i++)
        if (strcasecmp(vcxproj->build.items.at[i].type, "ClCompile") == 0)
            vec_push(&paths->at, item_path(vcxproj, setting, vcxproj->build.items.at[i].include));
}

// ---- what it links ----

static void add_names(const struct msbuild_item *link, struct vcxproj_links *links)
{
    const struct msbuild_value *value = msbuild_setting(link, "AdditionalDependencies");
    for (size_t i = 0; value && i < value->elements.count; i++) {
        char *slashes = path_with_slashes(value->elements.at[i].text);
        const char *name = path_name(slashes);
        if (path_has_extension(name, ".lib"))
            vec_push(&links->names, memory_text(name, strlen(name) - 4));
        free(slashes);
    }
}

void vcxproj_links(const struct vcxproj *vcxproj, const struct vcxproj_setting *setting, struct vcxproj_links *links)
{
    for (size_t i = 0; i < vcxproj->build.items.count; i++) {
        const struct msbuild_item *item = &vcxproj->build.items.at[i];
        if (strcasecmp(item->type, "ProjectReference") == 0 &&
            strcasecmp(msbuild_text(item, "LinkLibraryDependencies"), "false") != 0)
            vec_push(&links->projects, item_path(vcxproj, setting, item->include));
    }
    for (size_t i = 0; i < vcxproj->build.definitions.count; i++)
        if (strcasecmp(vcxproj->build.definitions.at[i].type, "Link") == 0)
            add_names(&vcxproj->build.definitions.at[i], links);
}

void vcxproj_links_free(struct vcxproj_links *links)
{
    for (size_t i = 0; i < links->projects.count; i++)
        free(links->projects.at[i]);
    for (size_t i = 0; i < links->names.count; i++)
        free(links->names.at[i]);
    vec_free(&links->projects);
    vec_free(&links->names);
}
