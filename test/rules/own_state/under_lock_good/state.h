#ifndef _STATE_H_
#define _STATE_H_

#include <ndis.h>

typedef enum _PORT_STATE
{
    PortStateNone = 0,
    PortStateIdle,
    PortStateBusy,
    PortStateActive
} PORT_STATE;

typedef struct _PORT_STATE_MACHINE
{
    NDIS_SPIN_LOCK  lock;
    PORT_STATE      state;
} PORT_STATE_MACHINE, *PPORT_STATE_MACHINE;

VOID StateInit(PPORT_STATE_MACHINE pSm);
BOOLEAN StateBegin(PPORT_STATE_MACHINE pSm, PORT_STATE stateFrom);
VOID StateEndActivate(PPORT_STATE_MACHINE pSm, NDIS_STATUS ndisStatus);
VOID StateEndDeactivate(PPORT_STATE_MACHINE pSm, NDIS_STATUS ndisStatus);
BOOLEAN StateIs(PPORT_STATE_MACHINE pSm, PORT_STATE state);

#endif
