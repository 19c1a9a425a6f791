// An XML document as a tree, read by expat.
#include "msbuild/xml.h"

#include <expat.h>
#include <limits.h>
#include <strings.h>

enum { DEEPEST = 200, MOST_NODES = 1000000 };

// An element whose end was not seen yet.
struct open_node {
    struct xml_node *node;
    struct xml_node *last; // its last child
    VEC(char) text;
};

struct reading {
    struct arena *arena;
    XML_Parser parser;
    struct xml_node *root;
    VEC(struct open_node) open;
    size_t nodes;
    const char *refused; // why the parser was stopped
};

static void refuse(struct reading *reading, const char *why)
{
    reading->refused = why;
    XML_StopParser(reading->parser, XML_FALSE);
}

static const char *keep(struct reading *reading, const char *text)
{
    return arena_copy(reading->arena, text, strlen(text) + 1);
}

static const char *local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

static void add_attributes(struct reading *reading, struct xml_node *node, const char **attributes)
{
    size_t count = 0;
    while (attributes[2 * count])
        count++;
    node->attributes = arena_new(reading->arena, (count + 1) * sizeof *node->attributes);
    node->attribute_count = count;
    for (size_t i = 0; i < count; i++)
        node->attributes[i] =
            (struct xml_attribute){keep(reading, attributes[2 * i]), keep(reading, attributes[2 * i + 1])};
}

static void on_start(void *subject, const char *name, const char **attributes)
{
    struct reading *reading = subject;
    if (reading->open.count == DEEPEST || ++reading->nodes > MOST_NODES) {
        refuse(reading, "it is nested too deep, or too large");
        return;
    }
    struct xml_node *node = arena_new(reading->arena, sizeof *node);
    node->name = keep(reading, local_name(name));
    node->text = "";
    node->line = (unsigned)XML_GetCurrentLineNumber(reading->parser);
    add_attributes(reading, node, attributes);
    if (!reading->open.count) {
        reading->root = node;
    } else {
        struct open_node *parent = &vec_last(&reading->open);
        *(parent->last ? &parent->last->next : &parent->node->children) = node;
        parent->last = node;
    }
    vec_push(&reading->open, (struct open_node){.node = node});
}

static void on_end(void *subject, const char *name)
{
    struct reading *reading = subject;
    (void)name;
    if (!reading->open.count) // the parser was stopped in its start
        return;
    struct open_node *done = &vec_last(&reading->open);
    vec_push(&done->text, '\0');
    done->node->text = keep(reading, done->text.at);
    vec_free(&done->text);
    reading->open.count--;
}

static void on_text(void *subject, const char *text, int n)
{
    struct reading *reading = subject;
    if (!reading->open.count)
        return;
    struct open_node *open = &vec_last(&reading->open);
    for (int i = 0; i < n; i++)
        vec_push(&open->text, text[i]);
}

// Entities can make gigabytes of a line, and files of the disk part of a document: no project file needs them.
static void on_doctype(void *subject, const char *name, const char *system, const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    refuse(subject, "it has a document type, which no project file needs");
}

// Windows code pages: what stands in them beyond ASCII is read as Latin-1, which matters to comments only.
static int on_encoding(void *subject, const char *name, XML_Encoding *encoding)
{
    (void)subject;
    if (strncasecmp(name, "windows-", 8) != 0 && strncasecmp(name, "cp", 2) != 0)
        return XML_STATUS_ERROR;
    for (int i = 0; i < 256; i++)
        encoding->map[i] = i;
    encoding->data = NULL;
    encoding->convert = NULL;
    encoding->release = NULL;
    return XML_STATUS_OK;
}

static void set_handlers(struct reading *reading)
{
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading->parser, on_text);
    XML_SetStartDoctypeDeclHandler(reading->parser, on_doctype);
    XML_SetUnknownEncodingHandler(reading->parser, on_encoding, NULL);
}

struct xml_node *xml_read(const char *bytes, size_t n, struct arena *arena, char **problem)
{
    struct reading reading = {.arena = arena, .parser = XML_ParserCreate(NULL)};
    if (!reading.parser || n > INT_MAX) {
        *problem = memory_format("it is too large");
        XML_ParserFree(reading.parser);
        return NULL;
    }
    set_handlers(&reading);
    bool good = XML_Parse(reading.parser, bytes, (int)n, 1) == XML_STATUS_OK;
    if (!good)
        *problem = memory_format("line %lu: %s", (unsigned long)XML_GetCurrentLineNumber(reading.parser),
            reading.refused ? reading.refused : XML_ErrorString(XML_GetErrorCode(reading.parser)));
    for (size_t i = 0; i < reading.open.count; i++)
        vec_free(&reading.open.at[i].text);
    vec_free(&reading.open);
    XML_ParserFree(reading.parser);
    return good ? reading.root : NULL;
}

const char *xml_node_attribute(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (strcasecmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return NULL;
}
