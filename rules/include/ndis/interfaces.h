/* Network interfaces: providers of interfaces, the interface stack, the filter modules of a stack. */
#ifndef NDISLINT_NDIS_INTERFACES_H
#define NDISLINT_NDIS_INTERFACES_H

typedef UINT32 NET_IF_OBJECT_ID, *PNET_IF_OBJECT_ID;

typedef struct _NET_PHYSICAL_LOCATION {
    ULONG BusNumber;
    ULONG SlotNumber;
    ULONG FunctionNumber;
} NET_PHYSICAL_LOCATION, *PNET_PHYSICAL_LOCATION;
#define NIIF_BUS_NUMBER_UNKNOWN ((ULONG)-1)
#define NIIF_SLOT_NUMBER_UNKNOWN ((ULONG)-1)
#define NIIF_FUNCTION_NUMBER_UNKNOWN ((ULONG)-1)

/* Objects that an interface provider is asked for. */
#define NET_IF_OID_IF_ALIAS 0x00000001
#define NET_IF_OID_COMPARTMENT_ID 0x00000002
#define NET_IF_OID_NETWORK_GUID 0x00000003
#define NET_IF_OID_IF_ENTRY 0x00000004

#define NET_IF_OPER_STATUS_DOWN_NOT_AUTHENTICATED 0x00000001
#define NET_IF_OPER_STATUS_DOWN_NOT_MEDIA_CONNECTED 0x00000002
#define NET_IF_OPER_STATUS_DORMANT_PAUSED 0x00000004
#define NET_IF_OPER_STATUS_DORMANT_LOW_POWER 0x00000008

#ifndef NET_IF_LINK_SPEED_UNKNOWN
#define NET_IF_LINK_SPEED_UNKNOWN ((ULONG64)-1)
#endif

#define NIIF_HARDWARE_INTERFACE 0x00000001
#define NIIF_FILTER_INTERFACE 0x00000002
#define NIIF_NDIS_WDM_INTERFACE 0x00000020
#define NIIF_NDIS_ENDPOINT_INTERFACE 0x00000040
#define NIIF_NDIS_ISCSI_INTERFACE 0x00000080

#ifndef NET_IF_COMPARTMENT_ID_PRIMARY
#define NET_IF_COMPARTMENT_ID_UNSPECIFIED (NET_IF_COMPARTMENT_ID)0
#define NET_IF_COMPARTMENT_ID_PRIMARY (NET_IF_COMPARTMENT_ID)1
#endif

typedef NDIS_STATUS(IF_QUERY_OBJECT)(NDIS_HANDLE ProviderIfContext, NET_IF_OBJECT_ID ObjectId,
                                     PULONG pOutputBufferLength, PVOID pOutputBuffer);
typedef NDIS_STATUS(IF_SET_OBJECT)(NDIS_HANDLE ProviderIfContext, NET_IF_OBJECT_ID ObjectId, ULONG InputBufferLength,
                                   PVOID pInputBuffer);
typedef IF_QUERY_OBJECT(*IFP_QUERY_OBJECT);
typedef IF_SET_OBJECT(*IFP_SET_OBJECT);

typedef struct _NDIS_IF_PROVIDER_CHARACTERISTICS {
    NDIS_OBJECT_HEADER Header;
    IFP_QUERY_OBJECT QueryObjectHandler;
    IFP_SET_OBJECT SetObjectHandler;
    PVOID Reserved1;
    PVOID Reserved2;
} NDIS_IF_PROVIDER_CHARACTERISTICS, *PNDIS_IF_PROVIDER_CHARACTERISTICS;
#define NDIS_OBJECT_TYPE_IF_PROVIDER_CHARACTERISTICS NDIS_OBJECT_TYPE_DEFAULT
#define NDIS_IF_PROVIDER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_IF_PROVIDER_CHARACTERISTICS_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_IF_PROVIDER_CHARACTERISTICS, Reserved2)

typedef struct _NET_IF_INFORMATION {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NET_PHYSICAL_LOCATION PhysicalLocation;
    ULONG WanTunnelType;
    ULONG PortNumber;
    NET_IF_ACCESS_TYPE AccessType;
    NET_IF_DIRECTION_TYPE DirectionType;
    NET_IF_CONNECTION_TYPE ConnectionType;
    BOOLEAN ifConnectorPresent;
    USHORT PhysAddressLength;
    USHORT PhysAddressOffset;
    USHORT PermanentPhysAddressOffset;
    USHORT FriendlyNameLength;
    USHORT FriendlyNameOffset;
    GUID InterfaceGuid;
    NET_IF_NETWORK_GUID NetworkGuid;
    ULONG SupportedStatistics;
    NDIS_MEDIUM MediaType;
    NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
} NET_IF_INFORMATION, *PNET_IF_INFORMATION;
#define NET_IF_INFORMATION_REVISION_1 1
#define NDIS_SIZEOF_NET_IF_INFORMATION_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NET_IF_INFORMATION, PhysicalMediumType)

NDIS_STATUS NdisIfRegisterProvider(PNDIS_IF_PROVIDER_CHARACTERISTICS ProviderCharacteristics,
                                   NDIS_HANDLE IfProviderContext, PNDIS_HANDLE pNdisProviderHandle);
VOID NdisIfDeregisterProvider(NDIS_HANDLE NdisProviderHandle);
NDIS_STATUS NdisIfRegisterInterface(NDIS_HANDLE NdisProviderHandle, NET_LUID NetLuid, NDIS_HANDLE ProviderIfContext,
                                    PNET_IF_INFORMATION pIfInfo, PNET_IFINDEX pIfIndex);
VOID NdisIfDeregisterInterface(NET_IFINDEX IfIndex);
NDIS_STATUS NdisIfAllocateNetLuidIndex(NET_IFTYPE IfType, PUINT32 pNetLuidIndex);
NDIS_STATUS NdisIfFreeNetLuidIndex(NET_IFTYPE IfType, UINT32 NetLuidIndex);
NDIS_STATUS NdisIfGetInterfaceIndexFromNetLuid(NET_LUID NetLuid, PNET_IFINDEX pIfIndex);
NDIS_STATUS NdisIfGetNetLuidFromInterfaceIndex(NET_IFINDEX IfIndex, PNET_LUID pNetLuid);
NDIS_STATUS NdisIfQueryBindingIfIndex(NDIS_HANDLE NdisBindingHandle, PNET_IFINDEX pBoundIfIndex,
                                      PNET_LUID pBoundIfNetLuid, PNET_IFINDEX pLowestIfIndex,
                                      PNET_LUID pLowestIfNetLuid);
NDIS_STATUS NdisIfAddIfStackEntry(NET_IFINDEX HigherLayerIfIndex, NET_IFINDEX LowerLayerIfIndex);
VOID NdisIfDeleteIfStackEntry(NET_IFINDEX HigherLayerIfIndex, NET_IFINDEX LowerLayerIfIndex);

#define NDIS_MAKE_NET_LUID(luid, if_type, index) \
    ((luid)->Info.IfType = (if_type), (luid)->Info.NetLuidIndex = (index), (luid)->Info.Reserved = 0)

typedef struct _NDIS_FILTER_INTERFACE {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    ULONG FilterType;
    ULONG FilterRunType;
    NET_IFINDEX IfIndex;
    NET_LUID NetLuid;
    NDIS_STRING FilterClass;
    NDIS_STRING FilterInstanceName;
} NDIS_FILTER_INTERFACE, *PNDIS_FILTER_INTERFACE;
#define NDIS_FILTER_INTERFACE_REVISION_1 1
#define NDIS_FILTER_INTERFACE_REVISION_2 2
#define NDIS_SIZEOF_FILTER_INTERFACE_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_INTERFACE, FilterInstanceName)
#define NDIS_SIZEOF_FILTER_INTERFACE_REVISION_2 RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_INTERFACE, FilterInstanceName)
#define NDIS_FILTER_INTERFACE_IM_FILTER 0x00000001
#define NDIS_FILTER_INTERFACE_LW_FILTER 0x00000002
#define NDIS_FILTER_INTERFACE_SEND_BYPASS 0x00000004
#define NDIS_FILTER_INTERFACE_RECEIVE_BYPASS 0x00000008

typedef struct _NDIS_ENUM_FILTERS {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    ULONG NumberOfFilters;
    ULONG OffsetFirstFilter;
    NDIS_FILTER_INTERFACE Filter[1];
} NDIS_ENUM_FILTERS, *PNDIS_ENUM_FILTERS;
#define NDIS_ENUM_FILTERS_REVISION_1 1
#define NDIS_SIZEOF_ENUM_FILTERS_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_ENUM_FILTERS, Filter)

NDIS_STATUS NdisEnumerateFilterModules(NDIS_HANDLE NdisHandle, PVOID InterfaceBuffer, ULONG InterfaceBufferLength,
                                       PULONG BytesNeeded, PULONG BytesWritten);

#endif
