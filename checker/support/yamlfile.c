// Reading a YAML file, by libyaml.
#include "support/yamlfile.h"

#include "support/memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

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

static void read_stream(struct yamlfile *file, FILE *in,
    void (*take)(struct yamlfile *file, struct yaml_node_s *root, void *subject), void *subject)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        yamlfile_complain(file, NULL, "out of memory");
        return;
    }
    yaml_parser_set_input_file(&parser, in);
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
    FILE *in = fopen(path, "rb");
    if (!in)
        return memory_format("%s: %s", path, strerror(errno));
    read_stream(&file, in, take, subject);
    fclose(in);
    return file.error;
}
