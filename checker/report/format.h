// The formats in which a report can be written, and what all of them are given.
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "report/catalogue.h"
#include "report/excerpt.h"
#include "report/report.h"

#include <stdio.h>
#include <time.h>

// What a format cannot write although it is there, in words for the user.
struct report_left_out {
    VEC(char *) at; // owned
};

// What a format writes. All of it is borrowed.
struct report_view {
    const struct report_run *run;
    const struct catalogue *catalogue; // NULL: none could be read
    struct excerpt_cache *sources;
    const char *cwd;     // absolute: what relative paths in RUN start from
    const char *root;    // absolute: what paths in formats for machines are relative to
    const char *version; // of ndislint
    time_t checked_at;
    enum report_status status;
    enum { REPORT_LOUD_ONLY, REPORT_QUIET_TOO } quiet; // whether findings that do not count are written
    struct report_left_out *left_out; // is added to; may be NULL
};

struct report_format {
    const char *name, *summary;
    void (*write)(const struct report_view *view, FILE *out);
};

void sarif_write(const struct report_view *view, FILE *out);
void json_write(const struct report_view *view, FILE *out);
void gitlab_write(const struct report_view *view, FILE *out);
void github_write(const struct report_view *view, FILE *out);
void msvc_write(const struct report_view *view, FILE *out);
void checkstyle_write(const struct report_view *view, FILE *out);
void junit_write(const struct report_view *view, FILE *out);
void html_write(const struct report_view *view, FILE *out);

// All formats but text, which needs to know about terminals. The last one has no name.
extern const struct report_format report_formats[];

// ---- what formats have in common (view.c) ----

// PATH of a place as the formats for machines have it: relative to the view's root, with slashes; absolute if it lies
// elsewhere. Released with free().
char *view_path(const struct report_view *view, const char *path);

// The same %-encoded, as a part of a URI (RFC 3986). Released with free().
char *view_uri(const struct report_view *view, const char *path);

// A place that has a path and a line: PLACE, or else the first source of DRIVER. Its path is NULL if there is none.
struct report_place view_place(const struct report_driver *driver, const struct report_place *place);

// Columns of PLACE, in UTF-16 units from 1: where it begins, and behind where what stands there ends in its line.
struct view_columns {
    size_t begin, end;
};
struct view_columns view_columns(const struct report_view *view, const struct report_place *place);

// The lines that a format shows of a driver's verdict: "incomplete: " and the first reason, …; released with free().
char *view_verdict(const struct report_driver *driver);

// Empties the view's left_out, if there is one.
void view_forget_left_out(const struct report_view *view);

// A copy of TEXT that is whole UTF-8 (utf8_clean), released with free().
char *view_text(const char *text);

#endif
