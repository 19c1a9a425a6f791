#include "batch.h"

VOID BatchAdd(struct batch *Batch, NDIS_PORT_NUMBER Number)
{
    PNDIS_PORT Record = &Batch->Records[Batch->Count];

    NdisZeroMemory(Record, sizeof(*Record));
    Record->PortCharacteristics.PortNumber = Number;
    if (Batch->Count > 0)
        Record[-1].Next = Record;
    Batch->Count++;
}

BOOLEAN BatchSend(ADAPTER *Adapter, struct batch *Batch)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    ULONG Count = Batch->Count;

    Batch->Count = 0;
    if (Count == 0)
        return FALSE;
    NdisZeroMemory(&Event, sizeof(Event));
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = Batch->Records;
    Event.NetPnPEvent.BufferLength = Count * sizeof(NDIS_PORT);
    return NdisMNetPnPEvent(Adapter->Handle, &Event) == NDIS_STATUS_SUCCESS; // expected-error {{together with others}} [ndis-port-default-not-alone]
}
