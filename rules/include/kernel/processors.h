/* Which processor runs, and how many there are, over processor groups. */
#ifndef NDISLINT_KERNEL_PROCESSORS_H
#define NDISLINT_KERNEL_PROCESSORS_H

ULONG KeGetCurrentProcessorIndex(VOID);

LOGICAL KeIsExecutingDpc(VOID);
LOGICAL KeShouldYieldProcessor(VOID);
USHORT KeQueryNodeActiveProcessorCount(USHORT NodeNumber);
NTSTATUS KeQueryNodeActiveAffinity2(USHORT NodeNumber, PGROUP_AFFINITY GroupAffinities, USHORT GroupAffinitiesCount,
                                    PUSHORT GroupAffinitiesRequired);

#ifndef PROCESSOR_ARCHITECTURE_AMD64
#define PROCESSOR_ARCHITECTURE_INTEL 0
#define PROCESSOR_ARCHITECTURE_ARM 5
#define PROCESSOR_ARCHITECTURE_AMD64 9
#define PROCESSOR_ARCHITECTURE_ARM64 12
#endif

#endif
