// The configurations of one project as one driver of the report.
#ifndef SESSION_MERGE_H
#define SESSION_MERGE_H

#include "report/report.h"
#include "session/inputs.h"

// RUN has a driver for each program of LIST, in order, or for the first of them. Those of one project file become one:
// equal findings and reasons stand there once, and one that not all configurations have says which.
void merge_configurations(struct report_run *run, const struct inputs_list *list);

#endif
