/* The framework's objects that the harness calls back, beside timers and work items, which are in work.h. */
#ifndef LINT_WDF_H
#define LINT_WDF_H

#include "model.h"

/* How work.c calls a timer or a work item of the framework. */
void lint_call_wdf(void *object);

/* 1 if a program can send a control request to a queue of the driver, and that may matter. */
int lint_wdf_queue_is_wanted(void);
void lint_wdf_control(void);

#endif
