/* Quality of service in hardware: scheduler queues. */
#ifndef NDISLINT_NDIS_QOS_H
#define NDISLINT_NDIS_QOS_H

#ifndef NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES
#define NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES 8
#endif

typedef ULONG NDIS_QOS_SQ_ID, *PNDIS_QOS_SQ_ID;

typedef enum _NDIS_QOS_SQ_TYPE {
    NdisQosSqTypeUndefined,
    NdisQosSqTypeStandard,
    NdisQosSqTypeGFT,
    NdisQosSqTypeMax
} NDIS_QOS_SQ_TYPE, *PNDIS_QOS_SQ_TYPE;

typedef struct _NDIS_QOS_SQ_PARAMETERS {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NDIS_QOS_SQ_ID SqId;
    NDIS_QOS_SQ_TYPE SqType;
    BOOLEAN TcEnabledTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
    ULONG TcTransmitBandwidthCapTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
    ULONG TcTransmitBandwidthReservationTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
    ULONG TcReceiveBandwidthCapTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
    ULONG CrossTcTransmitBandwidthCap;
    ULONG MaxNumSqInputs;
} NDIS_QOS_SQ_PARAMETERS, *PNDIS_QOS_SQ_PARAMETERS;
#define NDIS_QOS_SQ_PARAMETERS_REVISION_1 1
#define NDIS_QOS_SQ_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_QOS_SQ_PARAMETERS_REVISION_2 RTL_SIZEOF_THROUGH_FIELD(NDIS_QOS_SQ_PARAMETERS, MaxNumSqInputs)
#define NDIS_QOS_SQ_TRANSMIT_CAP_ENABLED 0x00000001
#define NDIS_QOS_SQ_TRANSMIT_RESERVATION_ENABLED 0x00000002
#define NDIS_QOS_SQ_RECEIVE_CAP_ENABLED 0x00000004

typedef struct _NDIS_QOS_OFFLOAD_CAPABILITIES {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    ULONG SupportedSqTypes;
    BOOLEAN TransmitCapSupported[NdisQosSqTypeMax];
    BOOLEAN TransmitReservationSupported[NdisQosSqTypeMax];
    BOOLEAN ReceiveCapSupported[NdisQosSqTypeMax];
    BOOLEAN TransmitGftCapSupported;
    BOOLEAN ReceiveGftCapSupported;
    BOOLEAN TcSupportedTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
    ULONG NumStandardSqsSupported;
    ULONG NumGftSqsSupported;
    ULONG ReservationGranularitySupported;
    ULONG MaxNumSqInputs;
    BOOLEAN CrossTcTransmitMaxCapSupported;
} NDIS_QOS_OFFLOAD_CAPABILITIES, *PNDIS_QOS_OFFLOAD_CAPABILITIES;
#define NDIS_QOS_OFFLOAD_CAPABILITIES_REVISION_1 1
#define NDIS_QOS_OFFLOAD_CAPABILITIES_REVISION_2 2
#define NDIS_SIZEOF_QOS_OFFLOAD_CAPABILITIES_REVISION_2 \
    RTL_SIZEOF_THROUGH_FIELD(NDIS_QOS_OFFLOAD_CAPABILITIES, CrossTcTransmitMaxCapSupported)
#define NDIS_QOS_OFFLOAD_CAPS_STANDARD_SQ 0x00000001
#define NDIS_QOS_OFFLOAD_CAPS_GFT_SQ 0x00000002

typedef struct _NDIS_QOS_SQ_PARAMETERS_ENUM_ARRAY {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NDIS_QOS_SQ_TYPE SqType;
    NDIS_QOS_SQ_ID FirstSqId;
    ULONG MaxSqsToReturn;
    ULONG SqArrayOffset;
    ULONG SqParamsArrayOffset;
    ULONG SqArrayNumElements;
    ULONG SqParamsArrayNumElements;
    ULONG SqArrayElementSize;
    ULONG SqParamsArrayElementSize;
} NDIS_QOS_SQ_PARAMETERS_ENUM_ARRAY, *PNDIS_QOS_SQ_PARAMETERS_ENUM_ARRAY;

typedef struct _NDIS_QOS_SQ_STATS {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NDIS_QOS_SQ_ID SqId;
    NDIS_QOS_SQ_TYPE SqType;
    ULONG64 BytesTransmitted;
    ULONG64 PktsTransmitted;
} NDIS_QOS_SQ_STATS, *PNDIS_QOS_SQ_STATS;

#endif
