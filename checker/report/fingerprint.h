// What a finding is recognised by when the source has changed around it.
#ifndef REPORT_FINGERPRINT_H
#define REPORT_FINGERPRINT_H

#include "report/excerpt.h"
#include "report/report.h"

// Fills in line_hash and fingerprint of all findings of RUN. Sources are read through SOURCES.
//
// The line's hash is what GitHub's code scanning calls primaryLocationLineHash: a rolling hash over the first 100 units
// of UTF-16 from the start of the line that are no blanks, and how often that was met in the file so far.
//
// The fingerprint is a hash of the rule, the function, and the tokens of the statements at the finding's place and at its
// subject's: it stays when lines move, when the layout changes, and when the file is renamed. Findings may share one.
void fingerprint_run(struct report_run *run, struct excerpt_cache *sources);

// The hash of each line of the N bytes at TEXT ("1a2b:1"), in order, in *HASHES: *COUNT of them, released with free(),
// each and all.
void fingerprint_lines(const char *text, size_t n, char ***hashes, size_t *count);

#endif
