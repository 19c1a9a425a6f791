// Virtual machine switch edge: one NDIS port for each virtual function that a guest has.
#pragma once

#include <ndis.h>

#define VMSW_TAG                    'wSmV'
#define VMSW_MAX_VF                 3
#define OID_VMSW_ASSIGN_VF          0xFF565301
#define OID_VMSW_REVOKE_VF          0xFF565302

// What has been done for a virtual function, in this order.
#define VF_STEP_MEMORY              0x01
#define VF_STEP_PORT                0x02
#define VF_STEP_LISTED              0x04
#define VF_STEP_ACTIVE              0x08

typedef struct _VMSW_VF
{
    LIST_ENTRY              ListEntry;
    ULONG                   Steps;
    ULONG                   FunctionId;
    NDIS_PORT_NUMBER        PortNumber;
    PVOID                   Mailbox;
} VMSW_VF, *PVMSW_VF;

typedef struct _VMSW_VF_PARAMETERS
{
    NDIS_OBJECT_HEADER      Header;
    ULONG                   FunctionId;
    NDIS_PORT_NUMBER        PortNumber;     // out
} VMSW_VF_PARAMETERS, *PVMSW_VF_PARAMETERS;

typedef enum _VMSW_OPERATION
{
    VmswOperationNone,
    VmswOperationAssign,
    VmswOperationRevoke
} VMSW_OPERATION;

typedef struct _VMSW_ADAPTER
{
    NDIS_HANDLE             MiniportAdapterHandle;
    NDIS_HANDLE             WorkItemHandle;
    NDIS_SPIN_LOCK          Lock;
    KMUTEX                  VfMutex;        // assigning and revoking, one at a time
    LIST_ENTRY              VfList;
    ULONG                   VfCount;
    LOOKASIDE_LIST_EX       VfLookaside;
    BOOLEAN                 LookasideReady;
    PNDIS_OID_REQUEST       PendingRequest;
    VMSW_OPERATION          PendingOperation;
    BOOLEAN                 ResetNeeded;
    UCHAR                   MacAddress[6];
    ULONG64                 Counters[4];
} VMSW_ADAPTER, *PVMSW_ADAPTER;

NDIS_STATUS VmswVfAssign(_In_ PVMSW_ADAPTER Adapter, _In_ ULONG FunctionId, _Outptr_ PVMSW_VF *Vf);
VOID VmswVfRevoke(_In_ PVMSW_ADAPTER Adapter, _In_ PVMSW_VF Vf);
PVMSW_VF VmswVfLookup(_In_ PVMSW_ADAPTER Adapter, _In_ ULONG FunctionId);
VOID VmswVfRevokeAll(_In_ PVMSW_ADAPTER Adapter);

MINIPORT_OID_REQUEST VmswOidRequest;
MINIPORT_CANCEL_OID_REQUEST VmswCancelOidRequest;
