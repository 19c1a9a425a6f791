/*
 * Clocks and timers.
 *
 * The clocks are functions here; there, some are macros over a fixed address, of which nothing can be known.
 */
#ifndef NDISLINT_KERNEL_TIME_H
#define NDISLINT_KERNEL_TIME_H

#undef KeQuerySystemTime
#undef KeQueryTickCount
#undef KeQueryInterruptTime

VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime);
VOID KeQueryTickCount(PLARGE_INTEGER TickCount);
ULONGLONG KeQueryInterruptTime(VOID);
VOID KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime);
ULONG64 KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp);
NTSTATUS KeConvertAuxiliaryCounterToPerformanceCounter(ULONG64 AuxiliaryCounterValue, PULONG64 PerformanceCounterValue,
                                                       PULONG64 ConversionError);
NTSTATUS KeConvertPerformanceCounterToAuxiliaryCounter(ULONG64 PerformanceCounterValue, PULONG64 AuxiliaryCounterValue,
                                                       PULONG64 ConversionError);
NTSTATUS KeQueryAuxiliaryCounterFrequency(PULONG64 AuxiliaryCounterFrequency);
VOID ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime, PULONG CurrentTime);

typedef struct _EX_TIMER EX_TIMER;

FORCEINLINE VOID ExInitializeDeleteTimerParameters(PEXT_DELETE_PARAMETERS Parameters)
{
    memset(Parameters, 0, sizeof(*Parameters));
}

#ifndef TIMER_TOLERABLE_DELAY_BITS
#define TIMER_TOLERABLE_DELAY_BITS 6
#define TIMER_EXPIRED_INDEX_BITS 6
#define TIMER_PROCESSOR_INDEX_BITS 5
#endif

#endif
