// An XML document as a tree, read by expat. Nothing in it is expanded: a document with a DTD is refused.
#ifndef MSBUILD_XML_H
#define MSBUILD_XML_H

#include "support/arena.h"
#include "support/vec.h"

#include <stdbool.h>

struct xml_attribute {
    const char *name, *value;
};

struct xml_node {
    const char *name; // without a namespace's prefix
    const char *text; // between its tags, that of children left out
    unsigned line;
    struct xml_attribute *attributes;
    size_t attribute_count;
    struct xml_node *children, *next; // the first child; the next sibling
};

// Reads the N bytes at BYTES: UTF-8, UTF-16 with a byte order mark, Latin-1, or a Windows code page. The tree lives in
// ARENA. NULL, and what is wrong with its line in *PROBLEM (released with free()), if it is no XML, has a DTD, or is
// nested beyond reason.
struct xml_node *xml_read(const char *bytes, size_t n, struct arena *arena, char **problem);

// The value of attribute NAME, in any case; NULL if there is none.
const char *xml_node_attribute(const struct xml_node *node, const char *name);

#endif
