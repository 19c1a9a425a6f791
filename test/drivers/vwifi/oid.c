#include "vwifi.h"

const NDIS_OID VwSupportedOids[] = {
    OID_GEN_CURRENT_PACKET_FILTER,
    OID_GEN_STATISTICS,
    OID_GEN_XMIT_OK,
    OID_GEN_RCV_OK,
    OID_VWIFI_CREATE_STATION,
    OID_VWIFI_DELETE_STATION,
    OID_VWIFI_STATION_COUNT,
};
const ULONG VwSupportedOidsSize = sizeof(VwSupportedOids);

static NDIS_STATUS
VwQueryInformation(PVWIFI_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    ULONG Value = 0;
    ULONG64 Value64 = 0;
    PVOID Source = &Value;
    ULONG Length = sizeof(Value);
    PLIST_ENTRY Entry;

    switch (Request->DATA.QUERY_INFORMATION.Oid)
    {
    case OID_GEN_CURRENT_PACKET_FILTER:
        Value = Adapter->PacketFilter;
        break;

    case OID_VWIFI_STATION_COUNT:
        Value = Adapter->StationCount;
        break;

    case OID_GEN_XMIT_OK:
    case OID_GEN_RCV_OK:
        NdisAcquireSpinLock(&Adapter->Lock);
        for (Entry = Adapter->StationList.Flink; Entry != &Adapter->StationList; Entry = Entry->Flink)
        {
            PSTATION Station = CONTAINING_RECORD(Entry, STATION, Link);
            Value64 += Request->DATA.QUERY_INFORMATION.Oid == OID_GEN_XMIT_OK ? Station->TxFrames : Station->RxFrames;
        }
        NdisReleaseSpinLock(&Adapter->Lock);
        Source = &Value64;
        Length = sizeof(Value64);
        break;

    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }

    if (Request->DATA.QUERY_INFORMATION.InformationBufferLength < Length)
    {
        Request->DATA.QUERY_INFORMATION.BytesNeeded = Length;
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    NdisMoveMemory(Request->DATA.QUERY_INFORMATION.InformationBuffer, Source, Length);
    Request->DATA.QUERY_INFORMATION.BytesWritten = Length;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS
VwSetInformation(PVWIFI_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    PVOID Buffer = Request->DATA.SET_INFORMATION.InformationBuffer;
    ULONG Length = Request->DATA.SET_INFORMATION.InformationBufferLength;

    switch (Request->DATA.SET_INFORMATION.Oid)
    {
    case OID_GEN_CURRENT_PACKET_FILTER:
        if (Length != sizeof(ULONG))
        {
            return NDIS_STATUS_INVALID_LENGTH;
        }
        Adapter->PacketFilter = *(UNALIGNED ULONG *)Buffer;
        Request->DATA.SET_INFORMATION.BytesRead = sizeof(ULONG);
        return NDIS_STATUS_SUCCESS;

    case OID_VWIFI_DELETE_STATION:
        /* The port has to be deactivated first, which may not be done here: only stations that are down. */
        return NDIS_STATUS_NOT_SUPPORTED;

    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

static NDIS_STATUS
VwMethod(PVWIFI_ADAPTER Adapter, PNDIS_OID_REQUEST Request)
{
    PSTATION_REQUEST StationRequest = Request->DATA.METHOD_INFORMATION.InformationBuffer;
    NDIS_PORT_NUMBER PortNumber;
    NDIS_STATUS Status;

    if (Request->DATA.METHOD_INFORMATION.Oid != OID_VWIFI_CREATE_STATION)
    {
        return NDIS_STATUS_NOT_SUPPORTED;
    }
    if (Request->DATA.METHOD_INFORMATION.InputBufferLength < sizeof(STATION_REQUEST) ||
        Request->DATA.METHOD_INFORMATION.OutputBufferLength < sizeof(STATION_REQUEST))
    {
        Request->DATA.METHOD_INFORMATION.BytesNeeded = sizeof(STATION_REQUEST);
        return NDIS_STATUS_INVALID_LENGTH;
    }

    Status = StationCreate(Adapter, StationRequest->Address, &PortNumber);
    if (Status != NDIS_STATUS_SUCCESS)
    {
        return Status;
    }
    StationRequest->PortNumber = PortNumber;
    Request->DATA.METHOD_INFORMATION.BytesWritten = sizeof(STATION_REQUEST);
    if (Adapter->Running)
    {
        StationSchedule(Adapter);
    }
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS
VwOidRequest(NDIS_HANDLE MiniportAdapterContext, PNDIS_OID_REQUEST OidRequest)
{
    PVWIFI_ADAPTER Adapter = (PVWIFI_ADAPTER)MiniportAdapterContext;

    switch (OidRequest->RequestType)
    {
    case NdisRequestMethod:
        return VwMethod(Adapter, OidRequest);
    case NdisRequestSetInformation:
        return VwSetInformation(Adapter, OidRequest);
    case NdisRequestQueryInformation:
    case NdisRequestQueryStatistics:
        return VwQueryInformation(Adapter, OidRequest);
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

VOID
VwCancelOidRequest(NDIS_HANDLE MiniportAdapterContext, PVOID RequestId)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(RequestId);
}
