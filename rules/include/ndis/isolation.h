/* Multi-tenancy: isolation and routing domains of a virtual machine's adapter. */
#ifndef NDISLINT_NDIS_ISOLATION_H
#define NDISLINT_NDIS_ISOLATION_H

typedef enum _NDIS_ISOLATION_MODE {
    NdisIsolationModeNone = 0,
    NdisIsolationModeNativeVirtualSubnet = 1,
    NdisIsolationModeExternalVirtualSubnet = 2,
    NdisIsolationModeVlan = 3
} NDIS_ISOLATION_MODE, *PNDIS_ISOLATION_MODE;

#define NDIS_ISOLATION_NAME_MAX_STRING_SIZE 127

typedef struct _NDIS_ISOLATION_NAME {
    USHORT Length;
    WCHAR String[NDIS_ISOLATION_NAME_MAX_STRING_SIZE + 1];
} NDIS_ISOLATION_NAME, *PNDIS_ISOLATION_NAME;

typedef struct _NDIS_ROUTING_DOMAIN_ISOLATION_ENTRY {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    union {
        UINT32 VirtualSubnetId;
        UINT32 VlanId;
    } IsolationId;
    NDIS_ISOLATION_NAME IsolationIdName;
} NDIS_ROUTING_DOMAIN_ISOLATION_ENTRY, *PNDIS_ROUTING_DOMAIN_ISOLATION_ENTRY;

typedef struct _NDIS_ROUTING_DOMAIN_ENTRY {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    GUID RoutingDomainId;
    NDIS_ISOLATION_NAME RoutingDomainName;
    ULONG NumIsolationEntries;
    ULONG FirstIsolationEntryOffset;
} NDIS_ROUTING_DOMAIN_ENTRY, *PNDIS_ROUTING_DOMAIN_ENTRY;

typedef struct _NDIS_ISOLATION_PARAMETERS {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NDIS_ISOLATION_MODE IsolationMode;
    BOOLEAN AllowUntaggedTraffic;
    ULONG NumRoutingDomainEntries;
    ULONG FirstRoutingDomainEntryOffset;
} NDIS_ISOLATION_PARAMETERS, *PNDIS_ISOLATION_PARAMETERS;
#define NDIS_ISOLATION_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NDIS_ISOLATION_PARAMETERS_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_ISOLATION_PARAMETERS, FirstRoutingDomainEntryOffset)

#ifndef OID_GEN_ISOLATION_PARAMETERS
#define OID_GEN_ISOLATION_PARAMETERS 0x00010300
#endif

#endif
