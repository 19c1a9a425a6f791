// What MSBuild would make of a project file: the first pass, in which properties are set and files imported in the
// order of the text. Item definitions and items come after it (items.c).
#include "msbuild/evaluation.h"

#include "support/file.h"
#include "support/folder.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>

enum { LARGEST_FILE = 16 << 20, MOST_IMPORTS = 1000, DEEPEST_IMPORT = 40, MOST_PROBLEMS = 100 };

// ---- texts ----

const char *text_keep_n(struct evaluation *e, const char *text, size_t n)
{
    char *kept = arena_new(&e->project->arena, n + 1);
    memcpy(kept, text, n);
    return kept;
}

const char *text_keep(struct evaluation *e, const char *text)
{
    return text_keep_n(e, text, strlen(text));
}

const char *text_keep_free(struct evaluation *e, char *text)
{
    const char *kept = text_keep(e, text);
    free(text);
    return kept;
}

const char *text_lower(struct evaluation *e, const char *text)
{
    char *kept = arena_new(&e->project->arena, strlen(text) + 1);
    for (size_t i = 0; text[i]; i++)
        kept[i] = (char)tolower((unsigned char)text[i]);
    return kept;
}

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;
    return at ? (int)(at - digits) : -1;
}

const char *text_unescape(struct evaluation *e, const char *text)
{
    if (!strchr(text, '%'))
        return text;
    char *out = arena_new(&e->project->arena, strlen(text) + 1);
    size_t n = 0;
    for (; *text; text++) {
        int high = *text == '%' ? hex_digit(text[1]) : -1, low = high >= 0 ? hex_digit(text[2]) : -1;
        if (low >= 0 && high + low > 0) {
            out[n++] = (char)(high * 16 + low);
            text += 2;
        } else {
            out[n++] = *text;
        }
    }
    return out;
}

void evaluation_complain(struct evaluation *e, struct msbuild_place place, char *what)
{
    char *text = place.line ? memory_format("%s:%u: %s", place.file, place.line, what)
                            : memory_format("%s: %s", place.file ? place.file : e->request->path, what);
    bool known = e->project->problems.count >= MOST_PROBLEMS;
    for (size_t i = 0; i < e->project->problems.count && !known; i++)
        known = strcmp(e->project->problems.at[i], text) == 0;
    if (!known)
        vec_push(&e->project->problems, text_keep(e, text));
    free(text);
    free(what);
}

// ---- properties ----

static struct msbuild_property *property_find(const struct msbuild_project *project, const char *name)
{
    char key[128];
    size_t n = 0;
    for (; name[n] && n + 1 < sizeof key; n++)
        key[n] = (char)tolower((unsigned char)name[n]);
    key[n] = '\0';
    struct msbuild_property *property;
    HASH_FIND_STR(project->properties, key, property);
    return property;
}

const char *msbuild_get(const struct msbuild_project *project, const char *name)
{
    const struct msbuild_property *property = property_find(project, name);
    return property ? property->value : "";
}

const char *property_get(const struct evaluation *e, const char *name)
{
    return msbuild_get(e->project, name);
}

static struct msbuild_property *property_make(struct evaluation *e, const char *name)
{
    struct msbuild_property *property = property_find(e->project, name);
    if (property || strlen(name) > 120)
        return property;
    property = arena_new(&e->project->arena, sizeof *property);
    property->key = text_lower(e, name);
    HASH_ADD_KEYPTR(hh, e->project->properties, property->key, strlen(property->key), property);
    return property;
}

void property_set(struct evaluation *e, const char *name, const char *value)
{
    struct msbuild_property *property = property_make(e, name);
    if (property)
        property->value = value;
}

void property_set_global(struct evaluation *e, const char *name, const char *value)
{
    property_set(e, name, value);
    struct msbuild_property *property = property_find(e->project, name);
    if (property)
        property->global = true;
}

static bool is_local(const struct project_file *file, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = file->locals; *(at += strspn(at, "; \t\r\n")); at += strcspn(at, "; \t\r\n"))
        if (strcspn(at, "; \t\r\n") == n && strncasecmp(at, name, n) == 0)
            return true;
    return false;
}

static struct msbuild_place place_of(const struct project_file *file, const struct xml_node *node)
{
    return (struct msbuild_place){file->path, node->line};
}

static bool holds(struct evaluation *e, const struct project_file *file, const struct xml_node *node)
{
    return condition_holds(e, xml_node_attribute(node, "Condition"), place_of(file, node), NULL);
}

static void read_properties(struct evaluation *e, const struct project_file *file, const struct xml_node *group)
{
    for (const struct xml_node *node = group->children; node; node = node->next) {
        const struct msbuild_property *known = property_find(e->project, node->name);
        bool fixed = known && known->global && !is_local(file, node->name);
        if (!fixed && holds(e, file, node))
            property_set(e, node->name, expand_text(e, node->text, NULL));
    }
}

// ---- imports ----

static bool read_file(struct evaluation *e, const char *path, const char *text, size_t n, unsigned depth);
static void read_elements(
    struct evaluation *e, const struct project_file *file, const struct xml_node *parent, unsigned depth);

// An import that is not there: a submodule that was not fetched, a package that was not restored.
static void miss(struct evaluation *e, const char *path)
{
    for (size_t i = 0; i < e->project->missing.count; i++)
        if (strcasecmp(e->project->missing.at[i], path) == 0)
            return;
    vec_push(&e->project->missing, path);
}

static void import_path(struct evaluation *e, const char *path, unsigned depth)
{
    if (e->imports++ == MOST_IMPORTS || depth == DEEPEST_IMPORT)
        evaluation_complain(e, (struct msbuild_place){e->request->path, 0},
            memory_format("it imports too many files, or in a circle: '%s' is left out", path));
    if (e->imports <= MOST_IMPORTS && depth < DEEPEST_IMPORT) {
        const char *before = property_get(e, "MSBuildThisFileFullPath");
        if (!read_file(e, text_keep(e, path), NULL, 0, depth + 1))
            miss(e, text_keep(e, path));
        toolset_enter(e, before);
    }
}

static void import_directory_build(struct evaluation *e, const char *name, bool *done, unsigned depth)
{
    char *path = *done ? NULL : toolset_file_above(e, e->folder, name);
    *done = true;
    if (path)
        import_path(e, path, depth);
    free(path);
}

static void import_toolset(struct evaluation *e, const char *other, unsigned depth)
{
    if (other && strcasecmp(other, "Directory.Build.props") == 0)
        import_directory_build(e, other, &e->imported_before, depth);
    else if (other)
        import_directory_build(e, other, &e->imported_after, depth);
}

static void import_file(struct evaluation *e, const char *folder, const char *path, unsigned depth)
{
    char *real = msbuild_path(e->request->folders, folder, path);
    if (file_is_regular(real)) {
        import_path(e, real, depth);
    } else {
        miss(e, path);
        // Where the file is missing that would bring in the toolset, the toolset comes all the same.
        if (path_has_extension(path, ".props"))
            import_toolset(e, "Directory.Build.props", depth);
    }
    free(real);
}

static void read_import(
    struct evaluation *e, const struct project_file *file, const struct xml_node *node, unsigned depth)
{
    const char *written = xml_node_attribute(node, "Project");
    const char *path = written ? text_unescape(e, expand_text(e, written, NULL)) : "";
    char *other = NULL;
    if (!*path || xml_node_attribute(node, "Sdk") || !holds(e, file, node))
        return;
    if (toolset_import(e, path, &other)) {
        import_toolset(e, other, depth);
    } else {
        char *folder = path_folder(file->path);
        import_file(e, folder, path, depth);
        free(folder);
    }
    free(other);
}

static void read_choose(
    struct evaluation *e, const struct project_file *file, const struct xml_node *choose, unsigned depth)
{
    for (const struct xml_node *node = choose->children; node; node = node->next)
        if (strcasecmp(node->name, "Otherwise") == 0 || holds(e, file, node)) {
            read_elements(e, file, node, depth);
            return;
        }
}

static void read_element(
    struct evaluation *e, const struct project_file *file, const struct xml_node *node, unsigned depth)
{
    struct project_group group = {node, file};
    if (strcasecmp(node->name, "PropertyGroup") == 0) {
        if (holds(e, file, node))
            read_properties(e, file, node);
    } else if (strcasecmp(node->name, "Import") == 0) {
        read_import(e, file, node, depth);
    } else if (strcasecmp(node->name, "ImportGroup") == 0) {
        if (holds(e, file, node))
            read_elements(e, file, node, depth);
    } else if (strcasecmp(node->name, "Choose") == 0) {
        read_choose(e, file, node, depth);
    } else if (strcasecmp(node->name, "ItemDefinitionGroup") == 0) {
        vec_push(&e->definition_groups, group);
    } else if (strcasecmp(node->name, "ItemGroup") == 0) {
        vec_push(&e->item_groups, group);
    }
}

static void read_elements(
    struct evaluation *e, const struct project_file *file, const struct xml_node *parent, unsigned depth)
{
    for (const struct xml_node *node = parent->children; node; node = node->next)
        read_element(e, file, node, depth);
}

// Reads a project file from TEXT, or else from the disk. False if it is not there, not to be read, or no project.
static bool read_file(struct evaluation *e, const char *path, const char *text, size_t n, unsigned depth)
{
    struct msbuild_place place = {path, 0};
    if (!text && !path_is_below(path, e->request->root))
        return false;
    char *bytes = text ? NULL : file_read(path, LARGEST_FILE, &n);
    if (!text && !bytes)
        return false;
    char *problem = NULL;
    struct xml_node *root = xml_read(text ? text : bytes, n, &e->project->arena, &problem);
    free(bytes);
    if (!root || strcasecmp(root->name, "Project") != 0) {
        evaluation_complain(e, place, problem ? problem : memory_format("it is no project: its root is not <Project>"));
        return false;
    }
    struct project_file *file = arena_new(&e->project->arena, sizeof *file);
    const char *locals = xml_node_attribute(root, "TreatAsLocalProperty");
    *file = (struct project_file){path, locals ? expand_text(e, locals, NULL) : ""};
    vec_push(&e->project->files, path);
    toolset_enter(e, path);
    read_elements(e, file, root, depth);
    return true;
}

// ---- the whole ----

static void begin(struct evaluation *e)
{
    toolset_begin(e);
    for (size_t i = 0; i < e->request->default_count; i++)
        property_set(e, e->request->defaults[i].name, text_keep(e, e->request->defaults[i].value));
    for (size_t i = 0; i < e->request->global_count; i++)
        property_set_global(e, e->request->globals[i].name, text_keep(e, e->request->globals[i].value));
}

bool msbuild_evaluate(const struct msbuild_request *request, struct msbuild_project *out)
{
    *out = (struct msbuild_project){0};
    struct evaluation e = {.request = request, .project = out, .folder = path_folder(request->path)};
    begin(&e);
    bool good = read_file(&e, text_keep(&e, request->path), request->text, request->n, 0);
    if (good) {
        import_directory_build(&e, "Directory.Build.targets", &e.imported_after, 0);
        items_evaluate(&e);
    } else if (!out->problems.count) {
        evaluation_complain(&e, (struct msbuild_place){request->path, 0}, memory_format("it cannot be read"));
    }
    vec_free(&e.definition_groups);
    vec_free(&e.item_groups);
    free(e.folder);
    return good;
}

static void free_values(struct msbuild_item *item)
{
    for (size_t k = 0; k < item->values.count; k++)
        vec_free(&item->values.at[k].elements);
    vec_free(&item->values);
}

void msbuild_free(struct msbuild_project *project)
{
    HASH_CLEAR(hh, project->properties);
    for (size_t i = 0; i < project->items.count; i++)
        free_values(&project->items.at[i]);
    for (size_t i = 0; i < project->definitions.count; i++)
        free_values(&project->definitions.at[i]);
    vec_free(&project->items);
    vec_free(&project->definitions);
    vec_free(&project->files);
    vec_free(&project->missing);
    vec_free(&project->problems);
    arena_free(&project->arena);
}

const struct msbuild_value *msbuild_setting(const struct msbuild_item *item, const char *name)
{
    for (size_t i = 0; i < item->values.count; i++)
        if (strcasecmp(item->values.at[i].name, name) == 0)
            return &item->values.at[i];
    return NULL;
}

const char *msbuild_text(const struct msbuild_item *item, const char *name)
{
    const struct msbuild_value *value = msbuild_setting(item, name);
    return value ? value->text : "";
}

char *msbuild_path(struct folder_cache *folders, const char *folder, const char *path)
{
    char *slashes = path_with_slashes(path);
    char *absolute = path_absolute(folder, slashes);
    const char *real = folder_find_any(folders, "/", absolute + 1);
    char *result = real ? path_absolute("/", real) : memory_text(absolute, strlen(absolute));
    free(absolute);
    free(slashes);
    return result;
}
