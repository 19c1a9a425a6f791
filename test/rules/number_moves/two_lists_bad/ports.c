#include "fabric.h"

static VOID
FabInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
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
FabAddPort(PFAB_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;
    PFAB_PORT Port;

    FabInitPortCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &Characteristics);
    if (Status != NDIS_STATUS_SUCCESS) {
        return Status;
    }
    Port = (PFAB_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(*Port), FAB_TAG,
                                                        NormalPoolPriority);
    if (Port == NULL) {
        NdisMFreePort(Adapter->MiniportHandle, Characteristics.PortNumber);
        return NDIS_STATUS_RESOURCES;
    }
    Port->Number = Characteristics.PortNumber;
    Port->Owner = 0;
    InsertTailList(&Adapter->IdlePorts, &Port->Link);
    return NDIS_STATUS_SUCCESS;
}

_Use_decl_annotations_
NDIS_STATUS
FabMovePort(PLIST_ENTRY From, PLIST_ENTRY To, NDIS_PORT_NUMBER Number)
{
    PLIST_ENTRY Link;

    for (Link = From->Flink; Link != From; Link = Link->Flink) {
        PFAB_PORT Port = CONTAINING_RECORD(Link, FAB_PORT, Link);

        if (Port->Number == Number) {
            RemoveEntryList(&Port->Link);
            InsertHeadList(To, &Port->Link);
            return NDIS_STATUS_SUCCESS;
        }
    }
    return NDIS_STATUS_INVALID_PORT;
}

_Use_decl_annotations_
VOID
FabDrainPorts(PFAB_ADAPTER Adapter, PLIST_ENTRY Head)
{
    while (!IsListEmpty(Head)) {
        PLIST_ENTRY Link = RemoveTailList(Head);
        PFAB_PORT Port = CONTAINING_RECORD(Link, FAB_PORT, Link);

        NdisMFreePort(Adapter->MiniportHandle, Port->Number);
        NdisFreeMemory(Port, 0, 0);
    }
}
