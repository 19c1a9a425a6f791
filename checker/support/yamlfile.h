// Reading a YAML file: its nodes, and what is wrong with them, by file, line and column.
#ifndef SUPPORT_YAMLFILE_H
#define SUPPORT_YAMLFILE_H

#include <stdbool.h>
#include <stddef.h>

struct yamlfile;
struct yaml_node_s; // of libyaml; NULL is no node, and each function takes it

// Reads PATH and calls TAKE with the root. What is wrong (the file, its syntax, or the first complaint), released with
// free(), or NULL.
char *yamlfile_read(
    const char *path, void (*take)(struct yamlfile *file, struct yaml_node_s *root, void *subject), void *subject);

// Something is wrong at NODE (NULL: with the file). The first thing that is wrong is what the user hears of.
void yamlfile_complain(struct yamlfile *file, const struct yaml_node_s *node, const char *what);

// The line and the column of NODE, from 1.
unsigned yamlfile_line(const struct yaml_node_s *node);
unsigned yamlfile_column(const struct yaml_node_s *node);

// The text of a scalar, or NULL.
const char *yamlfile_text(const struct yaml_node_s *node);

// The items of a list; 0 for what is none.
bool yamlfile_is_list(const struct yaml_node_s *node);
size_t yamlfile_count(const struct yaml_node_s *list);
struct yaml_node_s *yamlfile_at(struct yamlfile *file, const struct yaml_node_s *list, size_t i);

// The pairs of a mapping; 0 for what is none.
size_t yamlfile_pairs(const struct yaml_node_s *mapping);
struct yaml_node_s *yamlfile_key(struct yamlfile *file, const struct yaml_node_s *mapping, size_t i);
struct yaml_node_s *yamlfile_value(struct yamlfile *file, const struct yaml_node_s *mapping, size_t i);

// The value of KEY in a mapping, or NULL.
struct yaml_node_s *yamlfile_get(struct yamlfile *file, const struct yaml_node_s *mapping, const char *key);

// A copy of the text of KEY; complains and returns NULL if there is none.
char *yamlfile_take_text(struct yamlfile *file, const struct yaml_node_s *mapping, const char *key);

#endif
