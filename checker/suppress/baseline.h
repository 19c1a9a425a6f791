// A baseline: findings that were there when it was written, and are not to be heard of again.
//
// It is a JSON file (checker/schemas/baseline.schema.json) with a row for each fingerprint and how many findings share
// it. Since fingerprints know no lines, no files and no layout, it holds when those change.
#ifndef SUPPRESS_BASELINE_H
#define SUPPRESS_BASELINE_H

#include "report/format.h"
#include "report/report.h"

struct baseline;

// Reads PATH. NULL, and why in *PROBLEM (released with free()), if that is no baseline that this version reads.
struct baseline *baseline_read(const char *path, char **problem);

// Quietens the findings of RUN that the baseline has. Rows that no finding meets any more are told of in a remark, if
// everything was seen.
void baseline_apply(struct baseline *baseline, struct report_run *run);

void baseline_free(struct baseline *baseline);

// Writes the findings of VIEW's run that count, and those in a baseline before, to PATH, and quietens them. NULL, or what
// went wrong, released with free().
char *baseline_write(const char *path, const struct report_view *view, struct report_run *run);

#endif
