/* The port table as the harness sees it. */
#ifndef LINT_PORTS_H
#define LINT_PORTS_H

#include "lifecycle.h"

/* An event is over, the next one of ADAPTER may come. */
void lint_ports_settle(struct lint_adapter *adapter);

/* NdisMSetMiniportAttributes has set the registration attributes of ADAPTER; FLAGS are its AttributeFlags. */
void lint_ports_registered(struct lint_adapter *adapter, ULONG flags);

/* MiniportInitializeEx of ADAPTER has succeeded: its ports are those that later events add to. */
void lint_ports_initialized(struct lint_adapter *adapter);

/* The entry point that returned last has left with a failure, or for good: ADAPTER had to be without ports. */
void lint_ports_leave_initialize(struct lint_adapter *adapter);
void lint_ports_leave_halt(struct lint_adapter *adapter);

#endif
