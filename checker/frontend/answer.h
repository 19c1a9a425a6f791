// The outcome of one source as bytes, for the way from a child process to its parent.
#ifndef FRONTEND_ANSWER_H
#define FRONTEND_ANSWER_H

#include "frontend/parse.h"
#include "ir/unit.h"

// Appends OUTCOME.
void answer_write(const struct parse_outcome *outcome, struct bytes *bytes);

// Reads what answer_write wrote into OUTCOME; false, with OUTCOME empty, if the bytes are not that. A child that read
// a hostile source is not trusted.
bool answer_read(const void *bytes, size_t n, struct parse_outcome *outcome);

// Moves the COUNT outcomes, of one source each, to RESULT, whose flags stay as they are.
void outcomes_collect(struct parse_outcome *outcomes, size_t count, struct frontend_result *result);

void outcome_free(struct parse_outcome *outcome);

#endif
