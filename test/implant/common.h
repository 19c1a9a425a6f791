/* What the implant keeps in the adapter, and its three functions. */
#ifndef IMPLANT_H
#define IMPLANT_H

#include <ndis.h>

struct implant {
    NDIS_HANDLE Handle;
MEMBERS
};

NDIS_STATUS ImplantInitialize(struct implant *I, NDIS_HANDLE Handle);
VOID ImplantHalt(struct implant *I);
VOID ImplantOid(struct implant *I, NDIS_OID Oid);

#endif
====
static NDIS_STATUS Make(struct implant *I, NDIS_PORT_NUMBER *Number)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;

    NdisZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Status = NdisMAllocatePort(I->Handle, &Characteristics);
    if (Status == NDIS_STATUS_SUCCESS)
        *Number = Characteristics.PortNumber;
    return Status;
}

static NDIS_STATUS Up(struct implant *I, NDIS_PORT_NUMBER Number)
{
    NET_PNP_EVENT_NOTIFICATION Event;
    NDIS_PORT Port;

    NdisZeroMemory(&Event, sizeof(Event));
    NdisZeroMemory(&Port, sizeof(Port));
    Port.PortCharacteristics.PortNumber = Number;
    Event.NetPnPEvent.NetEvent = NetEventPortActivation;
    Event.NetPnPEvent.Buffer = &Port;
    Event.NetPnPEvent.BufferLength = sizeof(Port);
    return NdisMNetPnPEvent(I->Handle, &Event);
}

static NDIS_STATUS Down(struct implant *I, NDIS_PORT_NUMBER Number)
{
    NET_PNP_EVENT_NOTIFICATION Event;

    NdisZeroMemory(&Event, sizeof(Event));
    Event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    Event.NetPnPEvent.Buffer = &Number;
    Event.NetPnPEvent.BufferLength = sizeof(Number);
    return NdisMNetPnPEvent(I->Handle, &Event);
}

