#ifndef _PRECOMP_H
#define _PRECOMP_H

#pragma warning(disable:4214)
#pragma warning(disable:4201)

#include <ndis.h>
#include <ntddk.h>
#include <wdmsec.h>

#define TAG         'xuMP'
#define MUX_MAX_VPORTS  8

/* What state a virtual port of a VELAN is in. */
typedef enum _VPORT_STATE
{
    VPortFree = 0,
    VPortAllocated,
    VPortActivating,
    VPortActive,
    VPortDeactivating
} VPORT_STATE;

typedef struct _ADAPT
{
    LIST_ENTRY          Link;
    LONG                RefCount;
    NDIS_HANDLE         BindingHandle;
    NDIS_STRING         DeviceName;
    NDIS_EVENT          CompletionEvent;
    NDIS_STATUS         CompletionStatus;
    LIST_ENTRY          VElanList;
    ULONG               VElanCount;
    NDIS_SPIN_LOCK      Lock;
    NDIS_DEVICE_POWER_STATE PtDevicePowerState;
} ADAPT, *PADAPT;

typedef struct _VELAN
{
    LIST_ENTRY          Link;
    LONG                RefCount;
    PADAPT              pAdapt;
    NDIS_STRING         CfgDeviceName;
    NDIS_HANDLE         MiniportAdapterHandle;
    NDIS_EVENT          MiniportInitEvent;
    BOOLEAN             MiniportInitPending;
    BOOLEAN             DeInitializing;
    BOOLEAN             Paused;
    VPORT_STATE         PortState;
    NDIS_PORT_NUMBER    PortNumber;
    UCHAR               CurrentAddress[ETH_LENGTH_OF_ADDRESS];
    ULONG               OutstandingSends;
    NDIS_SPIN_LOCK      Lock;
} VELAN, *PVELAN;

extern NDIS_HANDLE  ProtHandle;
extern NDIS_HANDLE  DriverHandle;
extern NDIS_SPIN_LOCK GlobalLock;
extern LIST_ENTRY   AdapterList;

/* protocol.c */
NDIS_STATUS RegisterProtocol(VOID);
PVELAN  PtAllocateVElan(PADAPT pAdapt, PNDIS_STRING Name);
VOID    PtReferenceVElan(PVELAN pVElan);
BOOLEAN PtDereferenceVElan(PVELAN pVElan);

/* miniport.c */
MINIPORT_INITIALIZE                 MPInitialize;
MINIPORT_HALT                       MPHalt;
MINIPORT_PAUSE                      MPPause;
MINIPORT_RESTART                    MPRestart;
MINIPORT_OID_REQUEST                MPOidRequest;
MINIPORT_CANCEL_OID_REQUEST         MPCancelOidRequest;
MINIPORT_SEND_NET_BUFFER_LISTS      MPSend;
MINIPORT_RETURN_NET_BUFFER_LISTS    MPReturn;
MINIPORT_CANCEL_SEND                MPCancelSend;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY    MPPnPEvent;
MINIPORT_SHUTDOWN                   MPShutdown;
MINIPORT_UNLOAD                     MPUnload;

/* vport.c */
NDIS_STATUS VPortCreate(PVELAN pVElan);
NDIS_STATUS VPortSetActive(PVELAN pVElan, BOOLEAN fActive);
VOID        VPortDestroy(PVELAN pVElan);

#endif
