// Checkstyle's XML, which most CI servers read: a <file> for each file with its <error>s.
#include "report/format.h"
#include "report/xmltext.h"

// One line of the report, sorted by file.
struct row {
    char *path; // owned
    unsigned line;
    size_t column; // 0: none
    const char *severity; // static
    char *text, *source; // owned
};

struct rows {
    VEC(struct row) at;
};

static void add_row(const struct report_view *view, struct rows *rows, const struct report_place *place,
    const char *severity, char *text, const char *source)
{
    struct row row = {
        .path = place->path ? view_path(view, place->path) : memory_text(".", 1),
        .line = place->line,
        .severity = severity,
        .text = text,
        .source = memory_format("ndislint.%s", source),
    };
    if (place->path)
        row.column = excerpt_unit(excerpt_open(view->sources, place->path), place->line, place->column);
    vec_push(&rows->at, row);
}

static const char *severity_of(enum report_level level)
{
    return level == REPORT_NOTE ? "info" : report_level_name(level);
}

static void add_driver(const struct report_view *view, struct rows *rows, const struct report_driver *driver)
{
    for (size_t i = 0; i < driver->findings.count; i++) {
        const struct report_finding *finding = &driver->findings.at[i];
        struct report_place place = view_place(driver, &finding->place);
        add_row(view, rows, &place, severity_of(finding->level), memory_format("%s", finding->message), finding->rule);
    }
    for (size_t i = 0; i < driver->reasons.count; i++) {
        struct report_place place = view_place(driver, &driver->reasons.at[i].place);
        char *text = memory_format("%s: incomplete: %s", driver->name, driver->reasons.at[i].text);
        add_row(view, rows, &place, "warning", text, "incomplete");
    }
    if (report_verdict_of(driver) == REPORT_NOT_APPLICABLE) {
        struct report_place place = view_place(driver, NULL);
        char *text = memory_format("%s: not applicable: %s", driver->name, driver->not_applicable);
        add_row(view, rows, &place, "info", text, "not-applicable");
    }
}

static int by_path(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    int order = strcmp(one->path, other->path);
    if (!order)
        order = (one->line > other->line) - (one->line < other->line);
    if (!order)
        order = (one->column > other->column) - (one->column < other->column);
    if (!order)
        order = strcmp(one->source, other->source);
    return order ? order : strcmp(one->text, other->text);
}

static void write_row(struct xml *xml, const struct row *row)
{
    xml_open(xml, "error");
    xml_number(xml, "line", row->line ? row->line : 1);
    if (row->column)
        xml_number(xml, "column", row->column);
    xml_attribute(xml, "severity", row->severity);
    xml_attribute(xml, "message", row->text);
    xml_attribute(xml, "source", row->source);
    xml_close(xml);
}

static void write_rows(struct xml *xml, const struct rows *rows)
{
    for (size_t i = 0; i < rows->at.count; i++) {
        if (!i || strcmp(rows->at.at[i - 1].path, rows->at.at[i].path)) {
            if (i)
                xml_close(xml);
            xml_open(xml, "file");
            xml_attribute(xml, "name", rows->at.at[i].path);
        }
        write_row(xml, &rows->at.at[i]);
    }
    if (rows->at.count)
        xml_close(xml);
}

static void free_rows(struct rows *rows)
{
    for (size_t i = 0; i < rows->at.count; i++) {
        free(rows->at.at[i].path);
        free(rows->at.at[i].text);
        free(rows->at.at[i].source);
    }
    vec_free(&rows->at);
}

void checkstyle_write(const struct report_view *view, FILE *out)
{
    const struct report_run *run = view->run;
    struct rows rows = {0};
    for (size_t i = 0; i < run->errors.count; i++)
        add_row(view, &rows, &(struct report_place){0}, "error", memory_format("%s", run->errors.at[i]), "error");
    for (size_t d = 0; d < run->drivers.count && !run->errors.count; d++)
        add_driver(view, &rows, &run->drivers.at[d]);
    for (size_t i = 0; i < run->remarks.count; i++)
        add_row(view, &rows, &run->remarks.at[i].place, severity_of(run->remarks.at[i].level),
            memory_format("%s", run->remarks.at[i].text), "remark");
    if (rows.at.count)
        qsort(rows.at.at, rows.at.count, sizeof *rows.at.at, by_path);
    struct xml *xml = xml_begin();
    xml_open(xml, "checkstyle");
    xml_attribute(xml, "version", "4.3");
    write_rows(xml, &rows);
    xml_close(xml);
    xml_end(xml, out);
    free_rows(&rows);
}
