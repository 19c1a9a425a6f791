/*
 * The work item: brings the ports of a running adapter to where they belong, at PASSIVE_LEVEL.
 *
 * There is one per adapter. Queued while it waits, it runs once; queued while it runs, it runs once more.
 */
#include "model.h"

static NDIS_IO_WORKITEM_FUNCTION ModelWorkRoutine;

NDIS_STATUS
ModelWorkInitialize(PMODEL_ADAPTER Adapter)
{
    NdisInitializeEvent(&Adapter->WorkIdle);
    NdisSetEvent(&Adapter->WorkIdle);
    Adapter->WorkItem = NdisAllocateIoWorkItem(Adapter->MiniportHandle);
    return Adapter->WorkItem != NULL ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

VOID
ModelWorkQueue(PMODEL_ADAPTER Adapter)
{
    BOOLEAN Queue;

    NdisAcquireSpinLock(&Adapter->Lock);
    Queue = !Adapter->WorkQueued;
    if (Queue) {
        Adapter->WorkQueued = TRUE;
        NdisResetEvent(&Adapter->WorkIdle);
    }
    NdisReleaseSpinLock(&Adapter->Lock);

    if (Queue) {
        NdisQueueIoWorkItem(Adapter->WorkItem, ModelWorkRoutine, Adapter);
    }
}

static VOID
ModelWorkRoutine(PVOID WorkItemContext, NDIS_HANDLE NdisIoWorkItemHandle)
{
    PMODEL_ADAPTER Adapter = (PMODEL_ADAPTER)WorkItemContext;

    UNREFERENCED_PARAMETER(NdisIoWorkItemHandle);

    NdisAcquireSpinLock(&Adapter->Lock);
    Adapter->WorkQueued = FALSE;
    NdisReleaseSpinLock(&Adapter->Lock);

    ModelPortsDeactivate(Adapter, ModelRemovedPorts);
    ModelPortsReap(Adapter);
    (VOID)ModelPortsActivate(Adapter); /* what stays idle gets its next chance with the next work or restart */

    NdisAcquireSpinLock(&Adapter->Lock);
    if (!Adapter->WorkQueued) {
        NdisSetEvent(&Adapter->WorkIdle);
    }
    NdisReleaseSpinLock(&Adapter->Lock);
}

VOID
ModelWorkWait(PMODEL_ADAPTER Adapter)
{
    NdisWaitEvent(&Adapter->WorkIdle, 0);
}

VOID
ModelWorkTerminate(PMODEL_ADAPTER Adapter)
{
    NdisFreeIoWorkItem(Adapter->WorkItem);
    Adapter->WorkItem = NULL;
}
