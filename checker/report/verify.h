// Expectations beside the code, as clang's -verify has them: `// expected-error@+1 {{text}} [rule]`.
//
// The level is error, warning or note; @+N or @-N moves the line on which the finding is expected; a number
// before the braces says how often; the rule is optional. A line may hold several.
#ifndef REPORT_VERIFY_H
#define REPORT_VERIFY_H

#include "report/excerpt.h"
#include "report/report.h"
#include "report/text.h"

// Compares the findings of all drivers with the expectations in all their sources. Each finding that is
// missing, unexpected or malformed is printed. Returns how many differences there were.
unsigned verify_run(const struct text_output *text, const struct report_run *run);

#endif
