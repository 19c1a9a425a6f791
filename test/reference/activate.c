/*
 * Activation and deactivation of the ports of an adapter, as many at a time as there are.
 */
#include "model.h"

/* Ports on their way from one state to another, each with a reference. */
typedef struct _MODEL_BATCH {
    ULONG Count;
    PMODEL_PORT Ports[MODEL_PORTS];
} MODEL_BATCH, *PMODEL_BATCH;

/* Under the lock: takes PORT along from state FROM to state TO. */
static VOID
ModelBatchTake(PMODEL_BATCH Batch, PMODEL_PORT Port, MODEL_PORT_STATE From, MODEL_PORT_STATE To)
{
    if (Port->State != From || Batch->Count == MODEL_PORTS) {
        return;
    }
    Port->State = To;
    ModelPortReference(Port);
    Batch->Ports[Batch->Count++] = Port;
}

/* The batch has arrived. */
static VOID
ModelBatchFinish(PMODEL_ADAPTER Adapter, PMODEL_BATCH Batch, MODEL_PORT_STATE State)
{
    ULONG Index;

    NdisAcquireSpinLock(&Adapter->Lock);
    for (Index = 0; Index < Batch->Count; Index++) {
        Batch->Ports[Index]->State = State;
    }
    NdisReleaseSpinLock(&Adapter->Lock);

    for (Index = 0; Index < Batch->Count; Index++) {
        ModelPortDereference(Batch->Ports[Index]);
    }
}

/* A linked list of all of them. */
static NDIS_STATUS
ModelBatchActivate(PMODEL_ADAPTER Adapter, const MODEL_BATCH *Batch)
{
    NDIS_PORT Records[MODEL_PORTS];
    ULONG Index;

    NdisZeroMemory(Records, sizeof(Records));
    for (Index = 0; Index < Batch->Count; Index++) {
        ModelInitPortCharacteristics(&Records[Index].PortCharacteristics);
        Records[Index].PortCharacteristics.PortNumber = Batch->Ports[Index]->Number;
        Records[Index].Next = Index + 1 < Batch->Count ? &Records[Index + 1] : NULL;
    }
    return ModelSendActivation(Adapter, Records, Batch->Count);
}

/* An array of their numbers. */
static NDIS_STATUS
ModelBatchDeactivate(PMODEL_ADAPTER Adapter, const MODEL_BATCH *Batch)
{
    NDIS_PORT_NUMBER Numbers[MODEL_PORTS];
    ULONG Index;

    NdisZeroMemory(Numbers, sizeof(Numbers));
    for (Index = 0; Index < Batch->Count; Index++) {
        Numbers[Index] = Batch->Ports[Index]->Number;
    }
    return ModelSendDeactivation(Adapter, Numbers, Batch->Count);
}

/* All idle ports that somebody still wants, while the adapter runs; without the default port, which goes alone. */
static VOID
ModelCollectIdle(PMODEL_ADAPTER Adapter, PMODEL_BATCH Batch)
{
    PLIST_ENTRY Link;
    ULONG Index;

    Batch->Count = 0;
    NdisAcquireSpinLock(&Adapter->Lock);
    if (Adapter->Running) {
        for (Index = 1; Index < Adapter->FixedCount; Index++) {
            ModelBatchTake(Batch, &Adapter->FixedPorts[Index], ModelPortIdle, ModelPortActivating);
        }
        for (Link = Adapter->AddedPorts.Flink; Link != &Adapter->AddedPorts; Link = Link->Flink) {
            PMODEL_PORT Port = CONTAINING_RECORD(Link, MODEL_PORT, Link);

            if (!Port->Removed) {
                ModelBatchTake(Batch, Port, ModelPortIdle, ModelPortActivating);
            }
        }
    }
    NdisReleaseSpinLock(&Adapter->Lock);
}

static VOID
ModelCollectActive(PMODEL_ADAPTER Adapter, PMODEL_BATCH Batch, MODEL_WHICH_PORTS Which)
{
    PLIST_ENTRY Link;
    ULONG Index;

    Batch->Count = 0;
    NdisAcquireSpinLock(&Adapter->Lock);
    for (Index = 1; Which == ModelAllPorts && Index < Adapter->FixedCount; Index++) {
        ModelBatchTake(Batch, &Adapter->FixedPorts[Index], ModelPortActive, ModelPortDeactivating);
    }
    for (Link = Adapter->AddedPorts.Flink; Link != &Adapter->AddedPorts; Link = Link->Flink) {
        PMODEL_PORT Port = CONTAINING_RECORD(Link, MODEL_PORT, Link);

        if (Which == ModelAllPorts || Port->Removed) {
            ModelBatchTake(Batch, Port, ModelPortActive, ModelPortDeactivating);
        }
    }
    NdisReleaseSpinLock(&Adapter->Lock);
}

/* What cannot be activated stays idle. */
NDIS_STATUS
ModelPortsActivate(PMODEL_ADAPTER Adapter)
{
    NDIS_STATUS Status;
    MODEL_BATCH Batch;

    ModelCollectIdle(Adapter, &Batch);
    if (Batch.Count == 0) {
        return NDIS_STATUS_SUCCESS;
    }
    Status = ModelBatchActivate(Adapter, &Batch);
    ModelBatchFinish(Adapter, &Batch, Status == NDIS_STATUS_SUCCESS ? ModelPortActive : ModelPortIdle);
    return Status;
}

/* Tries until NDIS agrees: an active port can be neither freed nor kept. */
VOID
ModelPortsDeactivate(PMODEL_ADAPTER Adapter, MODEL_WHICH_PORTS Which)
{
    NDIS_STATUS Status;
    MODEL_BATCH Batch;

    for (;;) {
        ModelCollectActive(Adapter, &Batch, Which);
        if (Batch.Count == 0) {
            return;
        }
        Status = ModelBatchDeactivate(Adapter, &Batch);
        ModelBatchFinish(Adapter, &Batch, Status == NDIS_STATUS_SUCCESS ? ModelPortIdle : ModelPortActive);
        if (Status != NDIS_STATUS_SUCCESS) {
            NdisMSleep(MODEL_RETRY_MICROSECONDS);
        }
    }
}
