// Reading a YAML file, by libyaml.
#include "support/yamlfile.h"

#include "support/file.h"
#include "support/memory.h"

#include <errno.h>
#include <string.h>
#include <yaml.h>

// libyaml's time grows with the square of the number of anchors and of the depth of brackets.
enum { LARGEST = 128 << 10, DEEPEST = 200 };

struct yamlfile {
    yaml_document_t document;
    const char *path;
    char *error;
};

void yamlfile_complain(struct yamlfile *file, const struct yaml_node_s *node, const char *what)
{
    if (!file->error)
        file->error = memory_format("%s:%zu:%zu: %s", file->path, node ? node->start_mark.line + 1 : 1,
            node ? node->start_mark.column + 1 : 1, what);
}

unsigned yamlfile_line(const struct yaml_node_s *node)
{
    return (unsigned)node->start_mark.line + 1;
}

unsigned yamlfile_column(const struct yaml_node_s *node)
{
    return (unsigned)node->start_mark.column + 1;
}

const char *yamlfile_text(const struct yaml_node_s *node)
{
    return node && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

bool yamlfile_is_list(const struct yaml_node_s *node)
{
    return node && node->type == YAML_SEQUENCE_NODE;
}

size_t yamlfile_count(const struct yaml_node_s *list)
{
    return yamlfile_is_list(list) ? (size_t)(list->data.sequence.items.top - list->data.sequence.items.start) : 0;
}

struct yaml_node_s *yamlfile_at(struct yamlfile *file, const struct yaml_node_s *list, size_t i)
{
    return yaml_document_get_node(&file->document, list->data.sequence.items.start[i]);
}

size_t yamlfile_pairs(const struct yaml_node_s *mapping)
{
    return mapping && mapping->type == YAML_MAPPING_NODE
               ? (size_t)(mapping->data.mapping.pairs.top - mapping->data.mapping.pairs.start)
               : 0;
}

struct yaml_node_s *yamlfile_key(struct yamlfile *file, const struct yaml_node_s *mapping, size_t i)
{
    return yaml_document_get_node(&file->document, mapping->data.mapping.pairs.start[i].key);
}

struct yaml_node_s *yamlfile_value(struct yamlfile *file, const struct yaml_node_s *mapping, size_t i)
{
    return yaml_document_get_node(&file->document, mapping->data.mapping.pairs.start[i].value);
}

struct yaml_node_s *yamlfile_get(struct yamlfile *file, const struct yaml_node_s *mapping, const char *key)
{
    for (size_t i = 0; i < yamlfile_pairs(mapping); i++) {
        const char *name = yamlfile_text(yamlfile_key(file, mapping, i));
        if (name && !strcmp(name, key))
            return yamlfile_value(file, mapping, i);
    }
    return NULL;
}

char *yamlfile_take_text(struct yamlfile *file, const struct yaml_node_s *mapping, const char *key)
{
    const char *text = yamlfile_text(yamlfile_get(file, mapping, key));
    if (text)
        return memory_text(text, strlen(text));
    char *what = memory_format("'%s' is missing or no text", key);
    yamlfile_complain(file, mapping, what);
    free(what);
    return NULL;
}

static bool is_too_deep(const char *text, size_t n)
{
    size_t depth = 0;
    for (size_t i = 0; i < n && depth <= DEEPEST; i++) {
        depth += text[i] == '[' || text[i] == '{';
        depth -= depth && (text[i] == ']' || text[i] == '}');
    }
    return depth > DEEPEST;
}

static void read_text(struct yamlfile *file, const char *text, size_t n,
    void (*take)(struct yamlfile *file, struct yaml_node_s *root, void *subject), void *subject)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        yamlfile_complain(file, NULL, "out of memory");
        return;
    }
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    if (yaml_parser_load(&parser, &file->document)) {
        take(file, yaml_document_get_root_node(&file->document), subject);
        yaml_document_delete(&file->document);
    } else {
        file->error = memory_format("%s:%zu:%zu: %s", file->path, parser.problem_mark.line + 1,
            parser.problem_mark.column + 1, parser.problem ? parser.problem : "not YAML");
    }
    yaml_parser_delete(&parser);
}

char *yamlfile_read(
    const char *path, void (*take)(struct yamlfile *file, struct yaml_node_s *root, void *subject), void *subject)
{
    struct yamlfile file = {.path = path};
    size_t n;
    char *text = file_read(path, LARGEST, &n);
    if (!text)
        return memory_format("%s: %s", path, errno == EFBIG ? "it is larger than 128 kB" : strerror(errno));
    if (is_too_deep(text, n))
        file.error = memory_format("%s: its brackets are nested too deeply", path);
    else
        read_text(&file, text, n, take, subject);
    free(text);
    return file.error;
}
