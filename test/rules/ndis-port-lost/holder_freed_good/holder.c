#include "holder.h"

NDIS_STATUS HolderAdd(ADAPTER *Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics = {0};
    struct holder *Holder = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Holder), 'dloH');

    if (Holder == NULL)
        return NDIS_STATUS_RESOURCES;
    if (NdisMAllocatePort(Adapter->Handle, &Characteristics) != NDIS_STATUS_SUCCESS) {
        ExFreePool(Holder);
        return NDIS_STATUS_RESOURCES;
    }
    Holder->Number = Characteristics.PortNumber;
    InsertTailList(&Adapter->Holders, &Holder->Link);
    return NDIS_STATUS_SUCCESS;
}

BOOLEAN HolderDrop(ADAPTER *Adapter)
{
    struct holder *Holder;

    if (IsListEmpty(&Adapter->Holders))
        return FALSE;
    Holder = CONTAINING_RECORD(RemoveHeadList(&Adapter->Holders), struct holder, Link);
    NdisMFreePort(Adapter->Handle, Holder->Number);
    ExFreePool(Holder);
    return TRUE;
}
