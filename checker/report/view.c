// What formats have in common: paths, places and verdicts in the words of machines.
#include "report/format.h"

#include "support/path.h"
#include "support/utf8.h"

#include <ctype.h>

char *view_path(const struct report_view *view, const char *path)
{
    char *absolute = path_absolute(view->cwd, path);
    size_t n = strlen(view->root);
    if (n > 1 && path_is_below(absolute, view->root) && absolute[n]) {
        char *relative = memory_text(absolute + n + 1, strlen(absolute + n + 1));
        free(absolute);
        return relative;
    }
    return absolute;
}

char *view_uri(const struct report_view *view, const char *path)
{
    char *plain = view_path(view, path);
    VEC(char) uri = {0};
    for (const char *c = *plain == '/' ? "file://" : ""; *c; c++)
        vec_push(&uri, *c);
    for (const unsigned char *c = (unsigned char *)plain; *c; c++) {
        char code[4] = {(char)*c};
        // RFC 3986: unreserved characters and those that a path segment may hold, but no colon, which would look like a
        // scheme in a relative reference (4.2).
        if (!isalnum(*c) && !strchr("-._~/!$&'()*+,;=@", *c))
            snprintf(code, sizeof code, "%%%02X", *c);
        for (const char *d = code; *d; d++)
            vec_push(&uri, *d);
    }
    vec_push(&uri, '\0');
    free(plain);
    return uri.at;
}

struct report_place view_place(const struct report_driver *driver, const struct report_place *place)
{
    struct report_place whole = place ? *place : (struct report_place){0};
    if (!whole.path && driver->sources.count)
        whole = (struct report_place){driver->sources.at[0], 1, 1};
    if (!whole.line)
        whole.line = 1;
    if (!whole.column)
        whole.column = 1;
    return whole;
}

struct view_columns view_columns(const struct report_view *view, const struct report_place *place)
{
    const struct excerpt_file *file = excerpt_open(view->sources, place->path);
    size_t end = excerpt_extent(file, place->line, place->column);
    struct view_columns columns = {
        excerpt_unit(file, place->line, place->column), excerpt_unit(file, place->line, end)};
    if (columns.end <= columns.begin)
        columns.end = columns.begin + 1;
    return columns;
}

// "x.c:3: no such header, and 2 other reasons"
static char *reasons_text(const struct report_driver *driver)
{
    const struct report_reason *first = &driver->reasons.at[0];
    char *where = first->place.path ? memory_format("%s:%u: ", first->place.path, first->place.line) : NULL;
    char *more = driver->reasons.count > 1 ? memory_format(", and %zu other reason%s", driver->reasons.count - 1,
                                                 driver->reasons.count > 2 ? "s" : "")
                                           : NULL;
    char *text = memory_format("incomplete: %s%s%s", where ? where : "", first->text, more ? more : "");
    free(where);
    free(more);
    return text;
}

char *view_verdict(const struct report_driver *driver)
{
    size_t n = driver->findings.count;
    char *incomplete = driver->reasons.count ? reasons_text(driver) : NULL, *text = NULL;
    switch (report_verdict_of(driver)) {
    case REPORT_FINDINGS:
        text = memory_format(
            "%zu finding%s%s%s", n, n == 1 ? "" : "s", incomplete ? ", and " : "", incomplete ? incomplete : "");
        break;
    case REPORT_INCOMPLETE:
        return incomplete;
    case REPORT_NOT_APPLICABLE:
        text = memory_format("not applicable: %s", driver->not_applicable);
        break;
    case REPORT_CLEAN:
        text = memory_format("clean");
        break;
    }
    free(incomplete);
    return text;
}

char *view_text(const char *text)
{
    return utf8_clean(text, strlen(text));
}

void view_forget_left_out(const struct report_view *view)
{
    for (size_t i = 0; view->left_out && i < view->left_out->at.count; i++)
        free(view->left_out->at.at[i]);
    if (view->left_out)
        vec_clear(&view->left_out->at);
}
