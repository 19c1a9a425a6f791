// What the models of time, processors and packet pools say is there.
// RUN: %ndislint check --stats %s 2>&1 | FileCheck %s
// CHECK: neither a body nor a model: 0
// CHECK: clean
#define ADAPTER struct adapter
struct adapter {
    void *Handle, *Pool;
    unsigned long PortNumber, Processors;
    long long Time;
};
#include "../Inputs/miniport.h"

static VOID Measure(ADAPTER *Adapter)
{
    LARGE_INTEGER Time;
    SIZE_T Size = 0;

    KeQuerySystemTime(&Time);
    KeQuerySystemTimePrecise(&Time);
    Adapter->Time = Time.QuadPart + KeQueryPerformanceCounter(NULL).QuadPart + (LONGLONG)KeQueryInterruptTime();
    NdisGetRssProcessorInformation(Adapter->Handle, NULL, &Size);
    Adapter->Processors = KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS);
    ObfReferenceObject(Adapter);
    ObfDereferenceObject(Adapter);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NET_BUFFER_LIST_POOL_PARAMETERS Pool = {0};
    ADAPTER *Adapter = MpNewAdapter(Handle);
    PNET_BUFFER_LIST List;

    if (Adapter == NULL)
        return NDIS_STATUS_RESOURCES;
    ExInitializeDriverRuntime(DrvRtPoolNxOptIn);
    Measure(Adapter);
    Pool.fAllocateNetBuffer = TRUE;
    Adapter->Pool = NdisAllocateNetBufferListPool(Handle, &Pool);
    if (Adapter->Pool == NULL)
        return NDIS_STATUS_RESOURCES;
    List = NdisAllocateNetBufferAndNetBufferList(Adapter->Pool, 0, 0, NULL, 0, 0);
    if (List != NULL && NET_BUFFER_LIST_FIRST_NB(List) != NULL)
        NdisFreeNetBufferList(List);
    Adapter->PortNumber = MpAllocate(Handle);
    return NDIS_STATUS_SUCCESS;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    if (Adapter->PortNumber != 0)
        NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeNetBufferListPool(Adapter->Pool);
    NdisFreeMemory(Adapter, 0, 0);
}
