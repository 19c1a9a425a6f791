/* An intermediate driver: a protocol that binds to adapters below, and virtual miniports that it asks NDIS for. */
#ifndef LINT_INTERMEDIATE_H
#define LINT_INTERMEDIATE_H

#include "lifecycle.h"

/* NDIS has ADAPTER to initialize: the context for NDIS_MINIPORT_INIT_PARAMETERS goes to *CONTEXT. The protocol of an
 * intermediate driver binds for it, and asks for a virtual miniport; 0 if it does not, so that there is none. */
int lint_intermediate_begin(struct lint_adapter *adapter, NDIS_HANDLE *context);

/* 1 if ProtocolUnbindAdapterEx can be called, and that may matter. */
int lint_unbind_is_wanted(void);
void lint_unbind(void);

#endif
