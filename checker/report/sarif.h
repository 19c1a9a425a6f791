// What the parts of the SARIF format share.
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include "report/format.h"
#include "report/jsontext.h"

// What code scanning takes ("SARIF results exceed one or more limits" in GitHub's documentation): a file with more is
// refused, but for places, of which the first are shown. A file holds one run.
enum {
    SARIF_RESULTS = 25000,
    SARIF_RESULTS_SHOWN = 5000, // the worst
    SARIF_STEPS = 10000,        // of one result's path
    SARIF_LOCATIONS = 100,      // of one result
    SARIF_RULES = 25000,
    SARIF_TAGS = 20,            // of one rule
    SARIF_BYTES = 10000000,     // of the file, compressed by gzip
};

// A result in the making. Borrowed.
struct sarif_row {
    const struct report_driver *driver;
    const struct report_finding *finding;
    size_t index;
};

// What is written of the results that there are.
struct sarif_content {
    VEC(struct sarif_row) rows;
    size_t results, flows; // the first so many of them; the first so many with their paths
    bool too_large;        // that is because of SARIF_BYTES
};

// All results of VIEW, or the worst ones that are taken. Released with sarif_content_free.
void sarif_content_choose(struct sarif_content *content, const struct report_view *view);

// Whether LOG, which was made of CONTENT, is too large although something can be left out; then CONTENT is less now: paths
// go first, the mildest findings' before others'.
bool sarif_content_shrink(struct sarif_content *content, const json_t *log);

// What to say about results or paths that are not there, or will not be seen; NULL: nothing. Released with free().
char *sarif_results_cut(const struct sarif_content *content);
char *sarif_flows_cut(const struct sarif_content *content);
char *sarif_results_unseen(const struct sarif_content *content);

void sarif_content_free(struct sarif_content *content);

// A message object.
json_t *sarif_message(const char *text);

// The rules of CATALOGUE, which may be NULL.
json_t *sarif_rules(const struct catalogue *catalogue);

#endif
