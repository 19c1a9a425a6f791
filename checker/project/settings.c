// What the repository's .ndislint.yaml says about its projects.
#include "project/settings.h"

#include "support/file.h"
#include "support/memory.h"
#include "support/path.h"
#include "support/yamlfile.h"

#include <string.h>

char *settings_find(const char *folder)
{
    char *at = memory_text(folder, strlen(folder)), *found = NULL;
    while (!found) {
        char *path = memory_format("%s/.ndislint.yaml", strcmp(at, "/") ? at : ""), *above = path_folder(at);
        bool top = strcmp(above, at) == 0;
        if (file_is_regular(path))
            found = path;
        else
            free(path);
        free(at);
        at = above;
        if (top)
            break;
    }
    free(at);
    return found;
}

static char *take_text(struct yamlfile *file, struct yaml_node_s *root, const char *key)
{
    struct yaml_node_s *node = yamlfile_get(file, root, key);
    const char *text = yamlfile_text(node);
    if (node && (!text || !*text)) {
        char *what = memory_format("'%s' is a text", key);
        yamlfile_complain(file, node, what);
        free(what);
    }
    return node && text && *text ? memory_format("%s", text) : NULL;
}

// A path in the file is relative to the file's folder.
static char *take_path(struct yamlfile *file, struct yaml_node_s *root, const char *key, const char *folder)
{
    char *text = take_text(file, root, key);
    char *slashes = text ? path_with_slashes(text) : NULL, *path = text ? path_absolute(folder, slashes) : NULL;
    free(slashes);
    free(text);
    return path;
}

static void read_settings(struct yamlfile *file, struct yaml_node_s *root, void *subject)
{
    struct project_settings *settings = subject;
    char *folder = path_folder(settings->file);
    settings->project = take_path(file, root, "project", folder);
    settings->wdk = take_path(file, root, "wdk", folder);
    settings->configuration = take_text(file, root, "configuration");
    free(folder);
}

char *settings_read(const char *folder, struct project_settings *settings)
{
    *settings = (struct project_settings){0};
    settings->file = settings_find(folder);
    return settings->file ? yamlfile_read(settings->file, read_settings, settings) : NULL;
}

void settings_free(struct project_settings *settings)
{
    free(settings->file);
    free(settings->project);
    free(settings->configuration);
    free(settings->wdk);
}
