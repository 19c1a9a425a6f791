// A Visual Studio solution.
#include "msbuild/solution.h"

#include "msbuild/decode.h"
#include "msbuild/xml.h"
#include "support/path.h"

#include <ctype.h>
#include <strings.h>

enum { MOST_PROJECTS = 10000, MOST_PARTS = 3 };

static const char *keep(struct solution *solution, const char *text, size_t n)
{
    char *kept = arena_new(&solution->arena, n + 1);
    memcpy(kept, text, n);
    return kept;
}

// ---- .sln ----

// The quoted texts of a line, from AT on. Returns how many of MOST there are.
static size_t quoted_parts(struct solution *solution, const char *at, const char **parts, size_t most)
{
    size_t count = 0;
    while (count < most && (at = strchr(at, '"'))) {
        const char *end = strchr(++at, '"');
        if (!end)
            break;
        parts[count++] = keep(solution, at, (size_t)(end - at));
        at = end + 1;
    }
    return count;
}

// Project("{kind}") = "name", "path", "{id}"
static void read_project(struct solution *solution, const char *line)
{
    const char *parts[MOST_PARTS], *equals = strchr(line, '=');
    if (!equals || solution->projects.count == MOST_PROJECTS ||
        quoted_parts(solution, equals, parts, MOST_PARTS) < MOST_PARTS)
        return;
    struct solution_project project = {.name = parts[0], .path = parts[1], .id = parts[2]};
    vec_push(&solution->projects, project);
}

static struct solution_project *project_find(struct solution *solution, const char *id, size_t n)
{
    for (size_t i = 0; i < solution->projects.count; i++)
        if (strlen(solution->projects.at[i].id) == n && strncasecmp(solution->projects.at[i].id, id, n) == 0)
            return &solution->projects.at[i];
    return NULL;
}

// {id}.Debug|x86.ActiveCfg = Debug|Win32
static void read_mapping(struct solution *solution, const char *line)
{
    const char *close = strchr(line, '}'), *equals = strchr(line, '=');
    if (*line != '{' || !close || !equals || close > equals)
        return;
    const char *active = strcasestr(close, ".ActiveCfg");
    struct solution_project *project = project_find(solution, line, (size_t)(close + 1 - line));
    if (!active || active > equals || close[1] != '.' || active <= close + 1 || !project)
        return;
    const char *value = equals + 1 + strspn(equals + 1, " \t");
    struct solution_mapping mapping = {
        keep(solution, close + 2, (size_t)(active - close - 2)), keep(solution, value, strlen(value))};
    vec_push(&project->mappings, mapping);
}

// Debug|x64 = Debug|x64
static void read_configuration(struct solution *solution, const char *line)
{
    size_t n = strcspn(line, "=");
    while (n && isspace((unsigned char)line[n - 1]))
        n--;
    if (n && strchr(line, '=') && memchr(line, '|', n))
        vec_push(&solution->configurations, keep(solution, line, n));
}

static bool begins(const char *line, const char *start)
{
    return strncasecmp(line, start, strlen(start)) == 0;
}

enum section { NO_SECTION, CONFIGURATIONS, MAPPINGS, NEEDS };

static enum section section_of(const char *line, enum section now)
{
    if (begins(line, "GlobalSection(SolutionConfigurationPlatforms)"))
        return CONFIGURATIONS;
    if (begins(line, "GlobalSection(ProjectConfigurationPlatforms)"))
        return MAPPINGS;
    if (begins(line, "ProjectSection(ProjectDependencies)"))
        return NEEDS;
    if (begins(line, "EndGlobalSection") || begins(line, "EndProjectSection"))
        return NO_SECTION;
    return now;
}

static void read_line(struct solution *solution, const char *line, enum section section)
{
    switch (section) {
    case NO_SECTION:
        if (begins(line, "Project("))
            read_project(solution, line);
        return;
    case CONFIGURATIONS:
        read_configuration(solution, line);
        return;
    case MAPPINGS:
        read_mapping(solution, line);
        return;
    case NEEDS:
        if (*line == '{' && strchr(line, '}') && solution->projects.count)
            vec_push(&vec_last(&solution->projects).needs, keep(solution, line, strcspn(line, "}") + 1));
        return;
    }
}

static void read_lines(struct solution *solution, char *text)
{
    enum section section = NO_SECTION;
    char *rest = text;
    for (char *line; (line = strsep(&rest, "\r\n"));) {
        line += strspn(line, " \t");
        enum section next = section_of(line, section);
        if (next == section)
            read_line(solution, line, section);
        section = next;
    }
}

// ---- .slnx ----

// <BuildType Solution="Debug" Project="Dbg"/>, <Platform Solution="*|x86" Project="Win32"/>: as a mapping of both.
static void read_rule(struct solution *solution, struct solution_project *project, const struct xml_node *node)
{
    const char *from = xml_node_attribute(node, "Solution"), *to = xml_node_attribute(node, "Project");
    bool platform = strcasecmp(node->name, "Platform") == 0;
    if (!to || (!platform && strcasecmp(node->name, "BuildType") != 0))
        return;
    const char *bar = from ? strchr(from, '|') : NULL;
    char *all = !from ? memory_format("*|*")
                : bar ? memory_format("%s", from)
                      : memory_format(platform ? "*|%s" : "%s|*", from);
    char *meant = memory_format(platform ? "*|%s" : "%s|*", to);
    struct solution_mapping mapping = {keep(solution, all, strlen(all)), keep(solution, meant, strlen(meant))};
    vec_push(&project->mappings, mapping);
    free(meant);
    free(all);
}

static void read_xml_project(struct solution *solution, const struct xml_node *node)
{
    const char *path = xml_node_attribute(node, "Path");
    if (!path || solution->projects.count == MOST_PROJECTS)
        return;
    char *slashes = path_with_slashes(path);
    const char *name = path_name(slashes), *dot = strrchr(name, '.');
    struct solution_project project = {
        .name = keep(solution, name, dot ? (size_t)(dot - name) : strlen(name)),
        .path = keep(solution, path, strlen(path)),
        .id = keep(solution, path, strlen(path)),
    };
    for (const struct xml_node *child = node->children; child; child = child->next) {
        const char *need = xml_node_attribute(child, "Project");
        if (strcasecmp(child->name, "BuildDependency") == 0 && need)
            vec_push(&project.needs, keep(solution, need, strlen(need)));
        else
            read_rule(solution, &project, child);
    }
    vec_push(&solution->projects, project);
    free(slashes);
}

struct names {
    VEC(const char *) at;
};

static void read_xml(
    struct solution *solution, const struct xml_node *parent, struct names *types, struct names *platforms)
{
    for (const struct xml_node *node = parent->children; node; node = node->next) {
        const char *name = xml_node_attribute(node, "Name");
        if (strcasecmp(node->name, "Project") == 0)
            read_xml_project(solution, node);
        else if (strcasecmp(node->name, "BuildType") == 0 && name)
            vec_push(&types->at, name);
        else if (strcasecmp(node->name, "Platform") == 0 && name)
            vec_push(&platforms->at, name);
        else
            read_xml(solution, node, types, platforms);
    }
}

static void read_slnx(struct solution *solution, const struct xml_node *root)
{
    struct names types = {0}, platforms = {0};
    read_xml(solution, root, &types, &platforms);
    if (!types.at.count) {
        vec_push(&types.at, "Debug");
        vec_push(&types.at, "Release");
    }
    for (size_t i = 0; i < types.at.count; i++)
        for (size_t k = 0; k < platforms.at.count; k++) {
            char *both = memory_format("%s|%s", types.at.at[i], platforms.at.at[k]);
            vec_push(&solution->configurations, keep(solution, both, strlen(both)));
            free(both);
        }
    vec_free(&types.at);
    vec_free(&platforms.at);
}

// ---- both ----

char *solution_read(const char *bytes, size_t n, struct solution *out)
{
    *out = (struct solution){0};
    char *text = decode_text(bytes, n), *problem = NULL;
    if (text[strspn(text, " \t\r\n")] == '<') {
        struct xml_node *root = xml_read(bytes, n, &out->arena, &problem);
        if (root)
            read_slnx(out, root);
    } else if (strcasestr(text, "Visual Studio Solution File")) {
        read_lines(out, text);
    } else {
        problem = memory_format("it is no Visual Studio solution");
    }
    free(text);
    return problem;
}

void solution_free(struct solution *solution)
{
    for (size_t i = 0; i < solution->projects.count; i++) {
        vec_free(&solution->projects.at[i].needs);
        vec_free(&solution->projects.at[i].mappings);
    }
    vec_free(&solution->projects);
    vec_free(&solution->configurations);
    arena_free(&solution->arena);
}

// Whether the N bytes at TEXT are what PATTERN, of M bytes, means.
static bool part_fits(const char *pattern, size_t m, const char *text, size_t n)
{
    return (m == 1 && *pattern == '*') || (m == n && strncasecmp(pattern, text, n) == 0);
}

char *solution_map(const struct solution_project *project, const char *configuration)
{
    size_t n = strcspn(configuration, "|");
    const char *type = configuration, *platform = configuration[n] ? configuration + n + 1 : "";
    size_t type_length = n;
    for (size_t i = 0; i < project->mappings.count; i++) {
        const struct solution_mapping *mapping = &project->mappings.at[i];
        size_t from = strcspn(mapping->solution, "|"), to = strcspn(mapping->project, "|");
        const char *rest = mapping->solution[from] ? mapping->solution + from + 1 : "";
        const char *meant = mapping->project[to] ? mapping->project + to + 1 : "";
        if (!part_fits(mapping->solution, from, configuration, n) ||
            !part_fits(rest, strlen(rest), configuration[n] ? configuration + n + 1 : "",
                configuration[n] ? strlen(configuration + n + 1) : 0))
            continue;
        if (!(to == 1 && *mapping->project == '*')) {
            type = mapping->project;
            type_length = to;
        }
        if (strcmp(meant, "*") != 0 && *meant)
            platform = meant;
    }
    return memory_format("%.*s|%s", (int)type_length, type, platform);
}
