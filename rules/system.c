/*
 * The machine: time, processors, objects and processes. All that a driver learns from these is unknown.
 */
#include "model.h"

/* Headers make macros of some. */
#undef KeQuerySystemTime
#undef KeQueryTickCount
#undef KeQueryInterruptTime
#undef ExInitializeDriverRuntime

static const struct lint_domain times = {"a time", 0, 0x7fffffffffffffffull, 1, {0x1d0000000000000ull}};
static const struct lint_domain processors = {"a processor", 0, 63, 1, {0}};
static const struct lint_domain processor_counts = {"the number of processors", 1, 64, 2, {1, 2}};

/* Time. */

VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
    CurrentTime->QuadPart = lint_fresh_in(LONGLONG, times);
}

VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
    KeQuerySystemTime(CurrentTime);
}

VOID KeQueryTickCount(PLARGE_INTEGER TickCount)
{
    KeQuerySystemTime(TickCount);
}

ULONGLONG KeQueryInterruptTime(VOID)
{
    return lint_fresh_in(ULONGLONG, times);
}

ULONG64 KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
    *QpcTimeStamp = lint_fresh_in(ULONG64, times);
    return lint_fresh_in(ULONG64, times);
}

ULONGLONG KeQueryUnbiasedInterruptTime(VOID)
{
    return lint_fresh_in(ULONGLONG, times);
}

LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
    LARGE_INTEGER count;

    if (PerformanceFrequency)
        PerformanceFrequency->QuadPart = 10000000;
    count.QuadPart = lint_fresh_in(LONGLONG, times);
    return count;
}

/* Processors. */

ULONG KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber)
{
    (void)ProcNumber;
    return lint_fresh_in(ULONG, processors);
}

NTSTATUS KeGetProcessorNumberFromIndex(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNumber)
{
    (void)ProcIndex;
    if (lint_fails("there is no such processor"))
        return STATUS_INVALID_PARAMETER;
    memset(ProcNumber, 0, sizeof *ProcNumber);
    ProcNumber->Number = lint_fresh_in(UCHAR, processors);
    return STATUS_SUCCESS;
}

ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
    (void)GroupNumber;
    return lint_fresh_in(ULONG, processor_counts);
}

ULONG KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
    (void)GroupNumber;
    return lint_fresh_in(ULONG, processor_counts);
}

VOID KeSetSystemGroupAffinityThread(PGROUP_AFFINITY Affinity, PGROUP_AFFINITY PreviousAffinity)
{
    (void)Affinity;
    if (PreviousAffinity)
        memset(PreviousAffinity, 0, sizeof *PreviousAffinity);
}

VOID KeRevertToUserGroupAffinityThread(PGROUP_AFFINITY PreviousAffinity)
{
    (void)PreviousAffinity;
}

#if NDIS_SUPPORT_NDIS620

/* Fails for lack of room first, which is how a driver asks for the size. */
NDIS_STATUS NdisGetRssProcessorInformation(
    NDIS_HANDLE NdisHandle, PNDIS_RSS_PROCESSOR_INFO RssProcessorInfo, PSIZE_T Size)
{
    enum { NEEDED = sizeof(NDIS_RSS_PROCESSOR_INFO) + sizeof(NDIS_RSS_PROCESSOR) };

    (void)NdisHandle;
    if (!RssProcessorInfo || *Size < NEEDED) {
        *Size = NEEDED;
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    memset(RssProcessorInfo, 0, NEEDED);
    RssProcessorInfo->RssProcessorCount = 1;
    RssProcessorInfo->RssProcessorArrayOffset = sizeof *RssProcessorInfo;
    RssProcessorInfo->RssProcessorEntrySize = sizeof(NDIS_RSS_PROCESSOR);
    *Size = NEEDED;
    return NDIS_STATUS_SUCCESS;
}

#endif

/* Objects and processes: nothing goes away before its last reference, and that is the driver's affair. */

LONG_PTR ObfReferenceObject(PVOID Object)
{
    (void)Object;
    return 2;
}

LONG_PTR ObfDereferenceObject(PVOID Object)
{
    (void)Object;
    return 1;
}

BOOLEAN IoIs32bitProcess(PIRP Irp)
{
    (void)Irp;
    return (BOOLEAN)lint_choose("the program has 32 bits");
}

VOID ExInitializeDriverRuntime(ULONG RuntimeFlags)
{
    (void)RuntimeFlags;
}
