/*
 * The events that activate ports and deactivate them. NDIS wants PASSIVE_LEVEL and no OID request around these; it
 * changes all ports of an event or none, and it may refuse.
 */
#include "model.h"

static VOID
ModelInitEvent(PNET_PNP_EVENT_NOTIFICATION Event, NET_PNP_EVENT_CODE Code, PVOID Buffer, ULONG Length)
{
    NdisZeroMemory(Event, sizeof(*Event));
    Event->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Event->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Event->NetPnPEvent.NetEvent = Code;
    Event->NetPnPEvent.Buffer = Buffer;
    Event->NetPnPEvent.BufferLength = Length;
}

/* Activation takes a linked list of NDIS_PORT: COUNT of them, from PORT on. */
NDIS_STATUS
ModelSendActivation(PMODEL_ADAPTER Adapter, PNDIS_PORT Port, ULONG Count)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    ModelInitEvent(&Event, NetEventPortActivation, Port, Count * sizeof(*Port));
    return NdisMNetPnPEvent(Adapter->MiniportHandle, &Event);
}

/* Deactivation takes an array of numbers. */
NDIS_STATUS
ModelSendDeactivation(PMODEL_ADAPTER Adapter, PNDIS_PORT_NUMBER Numbers, ULONG Count)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    ModelInitEvent(&Event, NetEventPortDeactivation, Numbers, Count * sizeof(*Numbers));
    return NdisMNetPnPEvent(Adapter->MiniportHandle, &Event);
}
