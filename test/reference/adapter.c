/*
 * The life of an adapter: initialize, restart, pause, halt.
 */
#include "model.h"

static PMODEL_ADAPTER
ModelAdapterCreate(NDIS_HANDLE MiniportHandle, NET_IFINDEX IfIndex)
{
    PMODEL_ADAPTER Adapter;

    Adapter = (PMODEL_ADAPTER)NdisAllocateMemoryWithTagPriority(MiniportHandle, sizeof(*Adapter), MODEL_TAG,
                                                                NormalPoolPriority);
    if (Adapter == NULL) {
        return NULL;
    }
    NdisZeroMemory(Adapter, sizeof(*Adapter));
    Adapter->MiniportHandle = MiniportHandle;
    Adapter->IfIndex = IfIndex;
    NdisAllocateSpinLock(&Adapter->Lock);
    InitializeListHead(&Adapter->AddedPorts);
    return Adapter;
}

static VOID
ModelAdapterDelete(PMODEL_ADAPTER Adapter)
{
    NdisFreeSpinLock(&Adapter->Lock);
    NdisFreeMemory(Adapter, 0, 0);
}

static NDIS_STATUS
ModelAllocatePacketPool(PMODEL_ADAPTER Adapter)
{
    NET_BUFFER_LIST_POOL_PARAMETERS Parameters;

    NdisZeroMemory(&Parameters, sizeof(Parameters));
    Parameters.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Parameters.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    Parameters.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    Parameters.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT;
    Parameters.fAllocateNetBuffer = TRUE;
    Parameters.PoolTag = MODEL_TAG;
    Adapter->PacketPool = NdisAllocateNetBufferListPool(Adapter->MiniportHandle, &Parameters);
    return Adapter->PacketPool != NULL ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

static NDIS_STATUS
ModelAllocateScratch(PMODEL_ADAPTER Adapter)
{
    Adapter->Scratch =
        NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, PAGE_SIZE, MODEL_TAG, LowPoolPriority);
    return Adapter->Scratch != NULL ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
}

/*
 * What a step has set up, the ladder takes down in reverse. No port outlives a failure: NDIS halts only what it
 * has initialized.
 */
NDIS_STATUS
ModelInitialize(NDIS_HANDLE NdisMiniportHandle, NDIS_HANDLE MiniportDriverContext,
                PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters)
{
    PMODEL_ADAPTER Adapter;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(MiniportDriverContext);

    Adapter = ModelAdapterCreate(NdisMiniportHandle, MiniportInitParameters->IfIndex);
    if (Adapter == NULL) {
        Status = NDIS_STATUS_RESOURCES;
        goto Fail;
    }
    Status = ModelSetRegistrationAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailAttributes;
    }
    Status = ModelReadConfiguration(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailAttributes;
    }
    Status = ModelWorkInitialize(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailAttributes;
    }
    Status = ModelAllocatePacketPool(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailPacketPool;
    }
    Status = ModelPortsCreateFixed(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailPorts;
    }
    Status = ModelAllocateScratch(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailScratch;
    }
    Status = ModelSetGeneralAttributes(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailGeneral;
    }
    Status = ModelDeviceAttach(Adapter);
    if (Status != NDIS_STATUS_SUCCESS) {
        goto FailGeneral;
    }
    return NDIS_STATUS_SUCCESS;

FailGeneral:
    NdisFreeMemory(Adapter->Scratch, 0, 0);
FailScratch:
    ModelPortsDrain(Adapter);
FailPorts:
    NdisFreeNetBufferListPool(Adapter->PacketPool);
FailPacketPool:
    ModelWorkTerminate(Adapter);
FailAttributes:
    ModelAdapterDelete(Adapter);
Fail:
    return Status;
}

/*
 * The adapter is paused, or its device was torn out; either way no request, no control and no packet comes any
 * more once the device is detached, and the work item has the last word before the ports go.
 */
VOID
ModelHalt(NDIS_HANDLE MiniportAdapterContext, NDIS_HALT_ACTION HaltAction)
{
    PMODEL_ADAPTER Adapter = (PMODEL_ADAPTER)MiniportAdapterContext;

    UNREFERENCED_PARAMETER(HaltAction);

    ModelDeviceDetach(Adapter);
    ModelWorkWait(Adapter);
    ModelPortsDeactivate(Adapter, ModelAllPorts);
    ModelPortsDrain(Adapter);
    ModelWorkTerminate(Adapter);
    NdisFreeMemory(Adapter->Scratch, 0, 0);
    NdisFreeNetBufferListPool(Adapter->PacketPool);
    ModelAdapterDelete(Adapter);
}

static VOID
ModelSetRunning(PMODEL_ADAPTER Adapter, BOOLEAN Running)
{
    NdisAcquireSpinLock(&Adapter->Lock);
    Adapter->Running = Running;
    NdisReleaseSpinLock(&Adapter->Lock);
}

/* Nothing is active when this returns, and nothing becomes active before the next restart. */
static VOID
ModelStop(PMODEL_ADAPTER Adapter)
{
    ModelSetRunning(Adapter, FALSE);
    ModelWorkWait(Adapter);
    ModelPortsDeactivate(Adapter, ModelAllPorts);
    ModelPortsReap(Adapter);
    ModelDefaultPortDeactivate(Adapter);
}

NDIS_STATUS
ModelRestart(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters)
{
    PMODEL_ADAPTER Adapter = (PMODEL_ADAPTER)MiniportAdapterContext;
    NDIS_STATUS Status;

    UNREFERENCED_PARAMETER(RestartParameters);

    ModelSetRunning(Adapter, TRUE);
    Status = ModelPortsActivate(Adapter);
    if (Status == NDIS_STATUS_SUCCESS && MODEL_CONTROLS_DEFAULT_PORT) {
        Status = ModelDefaultPortActivate(Adapter);
    }
    if (Status != NDIS_STATUS_SUCCESS) {
        ModelStop(Adapter); /* a restart that fails leaves the adapter paused */
    }
    return Status;
}

NDIS_STATUS
ModelPause(NDIS_HANDLE MiniportAdapterContext, PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters)
{
    UNREFERENCED_PARAMETER(PauseParameters);

    ModelStop((PMODEL_ADAPTER)MiniportAdapterContext);
    return NDIS_STATUS_SUCCESS;
}

VOID
ModelPnPEvent(NDIS_HANDLE MiniportAdapterContext, PNET_DEVICE_PNP_EVENT NetDevicePnPEvent)
{
    PMODEL_ADAPTER Adapter = (PMODEL_ADAPTER)MiniportAdapterContext;

    if (NetDevicePnPEvent->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved) {
        NdisAcquireSpinLock(&Adapter->Lock);
        Adapter->Gone = TRUE;
        NdisReleaseSpinLock(&Adapter->Lock);
    }
}

/* The machine goes down: nothing is given back. */
VOID
ModelShutdown(NDIS_HANDLE MiniportAdapterContext, NDIS_SHUTDOWN_ACTION ShutdownAction)
{
    UNREFERENCED_PARAMETER(MiniportAdapterContext);
    UNREFERENCED_PARAMETER(ShutdownAction);
}
