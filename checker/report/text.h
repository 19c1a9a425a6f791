// The text format: findings as clang prints its diagnostics, then one line with the verdict.
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "report/excerpt.h"
#include "report/report.h"

#include <stdio.h>

enum text_colour { TEXT_PLAIN, TEXT_COLOURED };

struct text_output {
    FILE *out;
    enum text_colour colour;
    struct excerpt_cache *sources; // borrowed
};

// Each finding with its source line and its path, what was not followed, and the verdict.
void text_print_findings(const struct text_output *text, const struct report_driver *driver);
void text_print_verdict(const struct text_output *text, const struct report_driver *driver);

// What is to be said of the run that is no finding.
void text_print_remarks(const struct text_output *text, const struct report_run *run);

// What --replay adds: a line for each finding.
void text_print_replays(const struct text_output *text, const struct report_driver *driver);

// What --stats adds: the share of functions that were lowered, and what became of every call site.
void text_print_stats(const struct text_output *text, const struct report_driver *driver);

// "path:line:column: " with the path made harmless; nothing for no place.
void text_print_place(const struct text_output *text, const struct report_place *place);

#endif
