#include "span.h"

static VOID
SpanInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    NdisZeroMemory(PortCharacteristics, sizeof(*PortCharacteristics));
    PortCharacteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    PortCharacteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Type = NdisPortTypeUndefined;
    PortCharacteristics->MediaConnectState = MediaConnectStateConnected;
    PortCharacteristics->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    PortCharacteristics->SendControlState = NdisPortControlStateUncontrolled;
    PortCharacteristics->RcvControlState = NdisPortControlStateUncontrolled;
}

_Use_decl_annotations_
NDIS_STATUS
SpanCreatePort(PSPAN_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS PortCharacteristics;
    NDIS_STATUS Status = NDIS_STATUS_RESOURCES;
    PSPAN_PORT Port = NULL;

    Port = (PSPAN_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(SPAN_PORT), SPAN_TAG,
                                                         NormalPoolPriority);
    if (Port == NULL) {
        goto Exit;
    }

    SpanInitPortCharacteristics(&PortCharacteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &PortCharacteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto Exit;
    }

    Port->PortNumber = PortCharacteristics.PortNumber;
    InsertTailList(&Adapter->PortList, &Port->ListEntry);
    Adapter->PortCount++;
    Port = NULL; // the list has it

Exit:
    if (Port != NULL) {
        NdisFreeMemory(Port, 0, 0);
    }
    return Status;
}

_Use_decl_annotations_
VOID
SpanDeleteAllPorts(PSPAN_ADAPTER Adapter)
{
    PLIST_ENTRY Entry, Next;

    for (Entry = Adapter->PortList.Flink; Entry != &Adapter->PortList; Entry = Next) {
        PSPAN_PORT Port = CONTAINING_RECORD(Entry, SPAN_PORT, ListEntry);

        Next = Entry->Flink;
        NdisMFreePort(Adapter->MiniportHandle, Port->PortNumber);
        RemoveEntryList(Entry);
        Adapter->PortCount--;
        NdisFreeMemory(Port, 0, 0);
    }
}
