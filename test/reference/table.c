/*
 * The ports of an adapter: the fixed ones in an array, behind the default port; the added ones in a list.
 */
#include "model.h"

/* All but the default port. They are idle. */
static VOID
ModelPortsFreeFixed(PMODEL_ADAPTER Adapter)
{
    ULONG Index;

    for (Index = 1; Index < Adapter->FixedCount; Index++) {
        ModelPortFreeNumber(&Adapter->FixedPorts[Index]);
    }
}

/* As many ports as the registry asks for, or none. */
NDIS_STATUS
ModelPortsCreateFixed(PMODEL_ADAPTER Adapter)
{
    NDIS_STATUS Status;

    ModelPortInitialize(Adapter, &Adapter->FixedPorts[0]);
    for (Adapter->FixedCount = 1; Adapter->FixedCount <= Adapter->WantedPorts; Adapter->FixedCount++) {
        PMODEL_PORT Port = &Adapter->FixedPorts[Adapter->FixedCount];

        ModelPortInitialize(Adapter, Port);
        Status = ModelPortAllocateNumber(Port);
        if (Status != NDIS_STATUS_SUCCESS) {
            ModelPortsFreeFixed(Adapter);
            return Status;
        }
    }
    return NDIS_STATUS_SUCCESS;
}

/* Under the lock. */
static PMODEL_PORT
ModelPortsFind(PMODEL_ADAPTER Adapter, NDIS_PORT_NUMBER Number)
{
    PLIST_ENTRY Link;

    for (Link = Adapter->AddedPorts.Flink; Link != &Adapter->AddedPorts; Link = Link->Flink) {
        PMODEL_PORT Port = CONTAINING_RECORD(Link, MODEL_PORT, Link);

        if (Port->Number == Number) {
            return Port;
        }
    }
    return NULL;
}

/* Under the lock: room for one more is taken, or refused. */
static NDIS_STATUS
ModelPortsReserve(PMODEL_ADAPTER Adapter)
{
    if (Adapter->Gone) {
        return NDIS_STATUS_ADAPTER_REMOVED;
    }
    if (Adapter->AddedCount == MODEL_ADDED_PORTS) {
        return NDIS_STATUS_RESOURCES;
    }
    Adapter->AddedCount++;
    return NDIS_STATUS_SUCCESS;
}

static VOID
ModelPortsUnreserve(PMODEL_ADAPTER Adapter)
{
    NdisAcquireSpinLock(&Adapter->Lock);
    Adapter->AddedCount--;
    NdisReleaseSpinLock(&Adapter->Lock);
}

/*
 * At DISPATCH_LEVEL or below, also in an OID request: activating the new port is left to the work item.
 */
NDIS_STATUS
ModelPortsAdd(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner, PNDIS_PORT_NUMBER Number)
{
    PMODEL_PORT Port;
    NDIS_STATUS Status;

    NdisAcquireSpinLock(&Adapter->Lock);
    Status = ModelPortsReserve(Adapter);
    NdisReleaseSpinLock(&Adapter->Lock);
    if (Status != NDIS_STATUS_SUCCESS) {
        return Status;
    }

    Status = ModelPortCreate(Adapter, &Port);
    if (Status != NDIS_STATUS_SUCCESS) {
        ModelPortsUnreserve(Adapter);
        return Status;
    }
    Port->Owner = Owner;
    *Number = Port->Number;

    NdisAcquireSpinLock(&Adapter->Lock);
    InsertTailList(&Adapter->AddedPorts, &Port->Link); /* the list has the reference now */
    NdisReleaseSpinLock(&Adapter->Lock);

    ModelWorkQueue(Adapter);
    return NDIS_STATUS_SUCCESS;
}

/*
 * Moves the removed ports that are idle from the list to GONE. Under the lock; what is not idle is left to whoever
 * makes it idle.
 */
static VOID
ModelPortsUnlinkRemoved(PMODEL_ADAPTER Adapter, PLIST_ENTRY Gone)
{
    PLIST_ENTRY Link, Next;

    for (Link = Adapter->AddedPorts.Flink; Link != &Adapter->AddedPorts; Link = Next) {
        PMODEL_PORT Port = CONTAINING_RECORD(Link, MODEL_PORT, Link);

        Next = Link->Flink;
        if (Port->Removed && Port->State == ModelPortIdle) {
            RemoveEntryList(&Port->Link);
            InsertTailList(Gone, &Port->Link);
            Adapter->AddedCount--;
        }
    }
}

/* Gives up the list's reference to each of the PORTS. Not under the lock. */
static VOID
ModelPortsRelease(PLIST_ENTRY Ports)
{
    while (!IsListEmpty(Ports)) {
        PMODEL_PORT Port = CONTAINING_RECORD(RemoveHeadList(Ports), MODEL_PORT, Link);

        ModelPortDereference(Port);
    }
}

VOID
ModelPortsReap(PMODEL_ADAPTER Adapter)
{
    LIST_ENTRY Gone;

    InitializeListHead(&Gone);
    NdisAcquireSpinLock(&Adapter->Lock);
    ModelPortsUnlinkRemoved(Adapter, &Gone);
    NdisReleaseSpinLock(&Adapter->Lock);
    ModelPortsRelease(&Gone);
}

/*
 * At DISPATCH_LEVEL or below, also in an OID request: an idle port is freed at once, an active one by the work
 * item after it has deactivated it. A port with an owner can be removed by its owner alone.
 */
NDIS_STATUS
ModelPortsRemove(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner, NDIS_PORT_NUMBER Number)
{
    PMODEL_PORT Port;

    NdisAcquireSpinLock(&Adapter->Lock);
    Port = ModelPortsFind(Adapter, Number);
    if (Port == NULL || Port->Removed || Port->Owner != Owner) {
        NdisReleaseSpinLock(&Adapter->Lock);
        return NDIS_STATUS_INVALID_PORT;
    }
    Port->Removed = TRUE;
    NdisReleaseSpinLock(&Adapter->Lock);

    ModelPortsReap(Adapter);
    ModelWorkQueue(Adapter);
    return NDIS_STATUS_SUCCESS;
}

VOID
ModelPortsRemoveOwned(PMODEL_ADAPTER Adapter, PFILE_OBJECT Owner)
{
    PLIST_ENTRY Link;

    NdisAcquireSpinLock(&Adapter->Lock);
    for (Link = Adapter->AddedPorts.Flink; Link != &Adapter->AddedPorts; Link = Link->Flink) {
        PMODEL_PORT Port = CONTAINING_RECORD(Link, MODEL_PORT, Link);

        if (Port->Owner == Owner) {
            Port->Removed = TRUE;
        }
    }
    NdisReleaseSpinLock(&Adapter->Lock);

    ModelPortsReap(Adapter);
    ModelWorkQueue(Adapter);
}

/*
 * Frees every port. All are idle, and nobody else knows them any more.
 */
VOID
ModelPortsDrain(PMODEL_ADAPTER Adapter)
{
    LIST_ENTRY Gone;

    InitializeListHead(&Gone);
    NdisAcquireSpinLock(&Adapter->Lock);
    while (!IsListEmpty(&Adapter->AddedPorts)) {
        InsertTailList(&Gone, RemoveHeadList(&Adapter->AddedPorts));
        Adapter->AddedCount--;
    }
    NdisReleaseSpinLock(&Adapter->Lock);
    ModelPortsRelease(&Gone);
    ModelPortsFreeFixed(Adapter);
}
