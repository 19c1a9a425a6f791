/* Which processor runs, and how many there are, over processor groups. */
#ifndef NDISLINT_KERNEL_PROCESSORS_H
#define NDISLINT_KERNEL_PROCESSORS_H

ULONG KeGetCurrentProcessorIndex(VOID);

LOGICAL KeIsExecutingDpc(VOID);
LOGICAL KeShouldYieldProcessor(VOID);
USHORT KeQueryNodeActiveProcessorCount(USHORT NodeNumber);
NTSTATUS KeQueryNodeActiveAffinity2(USHORT NodeNumber, PGROUP_AFFINITY GroupAffinities, USHORT GroupAffinitiesCount,
                                    PUSHORT GroupAffinitiesRequired);

/* Extended processor state, by feature. */
#ifndef XSTATE_LEGACY_FLOATING_POINT
#define XSTATE_LEGACY_FLOATING_POINT 0
#define XSTATE_LEGACY_SSE 1
#define XSTATE_GSSE 2
#endif
#ifndef XSTATE_AVX
#define XSTATE_AVX XSTATE_GSSE
#define XSTATE_AVX512_KMASK 5
#define XSTATE_AVX512_ZMM_H 6
#define XSTATE_AVX512_ZMM 7
#endif
#ifndef XSTATE_MASK_AVX
#define XSTATE_MASK_AVX (1ULL << XSTATE_AVX)
#define XSTATE_MASK_AVX512 ((1ULL << XSTATE_AVX512_KMASK) | (1ULL << XSTATE_AVX512_ZMM_H) | (1ULL << XSTATE_AVX512_ZMM))
#endif

#ifndef PROCESSOR_ARCHITECTURE_AMD64
#define PROCESSOR_ARCHITECTURE_INTEL 0
#define PROCESSOR_ARCHITECTURE_ARM 5
#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
#endif

#endif
