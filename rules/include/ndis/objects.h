/* Object types and header helpers of NDIS 6.40 and later, which mingw-w64's ntddndis.h does not know. */
#ifndef NDISLINT_NDIS_OBJECTS_H
#define NDISLINT_NDIS_OBJECTS_H

#ifndef NDIS_SIZEOF_OBJECT_HEADER
#define NDIS_SIZEOF_OBJECT_HEADER sizeof(NDIS_OBJECT_HEADER)
#endif
#ifndef NDIS_OBJECT_REVISION_1
#define NDIS_OBJECT_REVISION_1 1
#endif

#define NDIS_OBJECT_TYPE_PD_TRANSMIT_QUEUE 0xbe
#define NDIS_OBJECT_TYPE_PD_RECEIVE_QUEUE 0xbf
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_PACKET_DIRECT_ATTRIBUTES 0xc5
#define NDIS_OBJECT_TYPE_MINIPORT_DEVICE_POWER_NOTIFICATION 0xc6
#define NDIS_OBJECT_TYPE_RSS_PARAMETERS_V2 0xc8
#define NDIS_OBJECT_TYPE_RSS_SET_INDIRECTION_ENTRIES 0xc9

/* What older ntddndis.h call by a short name only. */
#ifndef NDIS_OBJECT_TYPE_IOCTL_OID_REQUEST_INFO
#define NDIS_OBJECT_TYPE_IOCTL_OID_REQUEST_INFO 0xb9
#endif

#ifndef RTL_SIZEOF_THROUGH_FIELD
#define RTL_SIZEOF_THROUGH_FIELD(type, field) (FIELD_OFFSET(type, field) + sizeof(((type *)0)->field))
#endif

/* The names that the documents use for reading a status. */
#ifndef NDIS_STATUS_IS_SUCCESS
#define NDIS_STATUS_IS_SUCCESS(status) ((status) == NDIS_STATUS_SUCCESS)
#endif

/* A driver says which type its context has: for tools that read it, nothing here. */
#define NDIS_DECLARE_MINIPORT_DRIVER_CONTEXT(type)
#define NDIS_DECLARE_MINIPORT_ADAPTER_CONTEXT(type)
#define NDIS_DECLARE_MINIPORT_INTERRUPT_CONTEXT(type)
#define NDIS_DECLARE_PROTOCOL_DRIVER_CONTEXT(type)
#define NDIS_DECLARE_PROTOCOL_OPEN_CONTEXT(type)
#define NDIS_DECLARE_FILTER_DRIVER_CONTEXT(type)
#define NDIS_DECLARE_FILTER_MODULE_CONTEXT(type)

/* What the parts before buffers.h only point to. */
typedef struct _NET_BUFFER NET_BUFFER, *PNET_BUFFER;
typedef struct _NET_BUFFER_LIST NET_BUFFER_LIST, *PNET_BUFFER_LIST;

#endif
