/* The adapters of the driver, and what it has registered. */
#ifndef LINT_LIFECYCLE_H
#define LINT_LIFECYCLE_H

#include "model.h"

enum lint_phase {
    LINT_ABSENT,       /* MiniportInitializeEx was not called yet */
    LINT_INITIALIZING, /* it is running */
    LINT_PAUSED,
    LINT_RESTARTING,   /* MiniportRestart runs, or returned NDIS_STATUS_PENDING */
    LINT_RUNNING,
    LINT_PAUSING,      /* MiniportPause runs, or returned NDIS_STATUS_PENDING */
    LINT_HALTED
};

/* What NDIS knows of one adapter. */
struct lint_adapter {
    NDIS_HANDLE handle;            /* NULL: NDIS does not know it (absent or halted) */
    NDIS_HANDLE context;           /* MiniportAdapterContext */
    enum lint_phase phase;
    PNDIS_OID_REQUEST oid;         /* the request that the driver has not completed, or NULL */
    PNDIS_OID_REQUEST direct_oid;
    int resetting;                 /* MiniportResetEx is not complete */
    PNET_BUFFER_LIST received;     /* indicated, not yet returned; NULL: none */
};

extern struct lint_adapter lint_adapters[LINT_ADAPTERS];
extern unsigned lint_adapter_count; /* how many of them there are in this exploration */

/* 1 while an OID request handler runs that has not completed its request. */
extern int lint_in_oid_request;

/* The adapter that HANDLE names, or NULL. A handle of which nothing is known names the only adapter. */
struct lint_adapter *lint_adapter_of(NDIS_HANDLE handle);

/* NDIS pauses ADAPTER if need be, and halts it. */
void lint_stop(struct lint_adapter *adapter);

/* What NdisMRegisterMiniportDriver got. */
struct lint_driver {
    NDIS_HANDLE handle; /* NULL: no miniport is registered */
    NDIS_HANDLE context;
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport;
};

extern struct lint_driver lint_driver;

/* An event about OID requests of ADAPTER, or about its packets, if one can happen and does; 0 if not. */
int lint_oids_happen(struct lint_adapter *adapter);
int lint_packets_happen(struct lint_adapter *adapter);

/* 1 if sending packets may matter. */
int lint_packets_are_wanted(void);

/* 1 if packets that were indicated for ADAPTER are not back, and may matter; they come back. */
int lint_packets_are_out(const struct lint_adapter *adapter);
void lint_packets_return(struct lint_adapter *adapter);

/* Something outside of the driver ends what it holds: a packet comes back, hardware interrupts. 0: there is nothing. */
int lint_answer(void);

#endif
