/* The port table as the harness sees it. */
#ifndef LINT_PORTS_H
#define LINT_PORTS_H

#include "lifecycle.h"

/* An event is over, the next one of ADAPTER may come. */
void lint_ports_settle(struct lint_adapter *adapter);

/* MiniportInitializeEx of ADAPTER has succeeded: its ports are those that later events add to. */
void lint_ports_initialized(struct lint_adapter *adapter);

/* The entry point that returned last had to leave ADAPTER without ports: each one left breaks RULE. */
void lint_ports_leave(struct lint_adapter *adapter, const char *rule, const char *message);

#endif
