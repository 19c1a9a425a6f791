/* Processors as NDIS counts them, for receive side scaling and per-processor data. */
#ifndef NDISLINT_NDIS_PROCESSORS_H
#define NDISLINT_NDIS_PROCESSORS_H

#define NDIS_CURRENT_PROCESSOR_NUMBER() KeGetCurrentProcessorNumber()
#define NDIS_CURRENT_IRQL() KeGetCurrentIrql()

CCHAR NdisSystemProcessorCount(VOID);
ULONG NdisSystemActiveProcessorCount(PKAFFINITY ActiveProcessors);
ULONG NdisGetSharedDataAlignment(VOID);

typedef struct _NDIS_PROCESSOR_INFO {
    ULONG CpuNumber;
    ULONG PhysicalPackageId;
    ULONG CoreId;
    ULONG HyperThreadID;
} NDIS_PROCESSOR_INFO, *PNDIS_PROCESSOR_INFO;

typedef struct _NDIS_SYSTEM_PROCESSOR_INFO {
    NDIS_OBJECT_HEADER Header;
    ULONG Flags;
    NDIS_PROCESSOR_VENDOR ProcessorVendor;
    ULONG NumPhysicalPackages;
    ULONG NumCores;
    ULONG NumCoresPerPhysicalPackage;
    ULONG MaxHyperThreadingCpusPerCore;
    ULONG RssBaseCpu;
    ULONG RssCpuCount;
    PUCHAR RssProcessors;
    NDIS_PROCESSOR_INFO CpuInfo[MAXIMUM_PROC_PER_GROUP];
} NDIS_SYSTEM_PROCESSOR_INFO, *PNDIS_SYSTEM_PROCESSOR_INFO;
#define NDIS_SYSTEM_PROCESSOR_INFO_REVISION_1 1
#define NDIS_SIZEOF_SYSTEM_PROCESSOR_INFO_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_SYSTEM_PROCESSOR_INFO, CpuInfo)

NDIS_STATUS NdisGetProcessorInformation(PNDIS_SYSTEM_PROCESSOR_INFO SystemProcessorInfo);

#if NDIS_SUPPORT_NDIS620
USHORT NdisActiveGroupCount(VOID);
USHORT NdisMaxGroupCount(VOID);
ULONG NdisGroupActiveProcessorCount(USHORT Group);
ULONG NdisGroupMaxProcessorCount(USHORT Group);
KAFFINITY NdisGroupActiveProcessorMask(USHORT Group);
PROCESSOR_NUMBER NdisCurrentGroupAndProcessor(VOID);
NDIS_STATUS NdisGetProcessorInformationEx(NDIS_HANDLE NdisHandle, PNDIS_SYSTEM_PROCESSOR_INFO_EX SystemProcessorInfo,
                                          PSIZE_T Size);
NDIS_STATUS NdisGetRssProcessorInformation(NDIS_HANDLE NdisHandle, PNDIS_RSS_PROCESSOR_INFO RssProcessorInfo,
                                           PSIZE_T Size);
NDIS_STATUS NdisGetHypervisorInfo(PNDIS_HYPERVISOR_INFO HypervisorInfo);

FORCEINLINE ULONG NdisProcessorNumberToIndex(PROCESSOR_NUMBER ProcNum)
{
    return KeGetProcessorIndexFromNumber(&ProcNum);
}

FORCEINLINE NDIS_STATUS NdisProcessorIndexToNumber(ULONG ProcIndex, PPROCESSOR_NUMBER ProcNum)
{
    return KeGetProcessorNumberFromIndex(ProcIndex, ProcNum);
}
#endif

#endif
