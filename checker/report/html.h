// Inside the HTML report: what its parts give each other.
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/blocks.h"
#include "report/format.h"

// ---- text (html_code.c) ----

// Writes text that may come from anywhere, so that it stays text.
void html_text(FILE *out, const char *text);

// A source file with the colours of its bytes and its blocks.
struct html_source {
    const struct excerpt_file *file; // borrowed
    char *colours;                   // a letter for each byte: k(eyword), s(tring), c(omment), d (number); ' '
    struct blocks blocks;
};

struct html_sources {
    VEC(struct html_source *) at;
};

const struct html_source *html_source(struct html_sources *sources, const struct report_view *view, const char *path);
void html_sources_free(struct html_sources *sources);

// Writes the text of line LINE, coloured; nothing if there is none.
void html_line(FILE *out, const struct html_source *source, unsigned line);

// ---- findings ----

// The steps of a finding and, as its last one, the finding itself.
size_t html_step_count(const struct report_finding *finding);
struct report_step html_step(const struct report_finding *finding, size_t i);

// Draws what the subject of FINDING, the NUMBERth of the page, becomes along its path, if anything is known of it.
void html_states(FILE *out, const struct report_view *view, const struct report_finding *finding, unsigned number);

// Writes the source along the path of FINDING.
void html_path(FILE *out, const struct report_view *view, struct html_sources *sources,
    const struct report_finding *finding, unsigned number);

#endif
