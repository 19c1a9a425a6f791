// XML by libxml2's writer.
#include "report/xmltext.h"

#include "support/memory.h"
#include "support/utf8.h"

#include <libxml/xmlwriter.h>
#include <string.h>

struct xml {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

struct xml *xml_begin(void)
{
    struct xml *xml = memory_new(sizeof *xml);
    xml->buffer = xmlBufferCreate();
    xml->writer = xml->buffer ? xmlNewTextWriterMemory(xml->buffer, 0) : NULL;
    if (!xml->writer)
        memory_exhausted();
    xmlTextWriterSetIndent(xml->writer, 1);
    xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", NULL);
    return xml;
}

void xml_open(struct xml *xml, const char *element)
{
    xmlTextWriterStartElement(xml->writer, BAD_CAST element);
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
    char *clean = utf8_clean(value, strlen(value));
    xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST clean);
    free(clean);
}

void xml_number(struct xml *xml, const char *name, unsigned long value)
{
    char text[32];
    snprintf(text, sizeof text, "%lu", value);
    xml_attribute(xml, name, text);
}

void xml_text(struct xml *xml, const char *text)
{
    char *clean = utf8_clean(text, strlen(text));
    xmlTextWriterWriteString(xml->writer, BAD_CAST clean);
    free(clean);
}

void xml_close(struct xml *xml)
{
    xmlTextWriterEndElement(xml->writer);
}

void xml_end(struct xml *xml, FILE *out)
{
    xmlTextWriterEndDocument(xml->writer);
    xmlFreeTextWriter(xml->writer);
    fwrite(xmlBufferContent(xml->buffer), 1, (size_t)xmlBufferLength(xml->buffer), out);
    xmlBufferFree(xml->buffer);
    free(xml);
}
