/*
 * Memory: every way to get some may fail; what comes is not zeroed unless the function says so.
 */
#include "model.h"

/* The flags of ExAllocatePool2 and of the older pool types; not every set of headers has them. */
#define FLAG_UNINITIALIZED 0x2ull
#define FLAG_RAISE_ON_FAILURE 0x20ull
#define TYPE_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define TYPE_RAISE_IF_ALLOCATION_FAILURE 16
#define TYPE_ZERO_ALLOCATION 1024

static void *allocate(lint_u64 size, int zeroed, int raises)
{
    if (lint_fails("the allocation fails")) {
        if (raises)
            lint_raise();
        return 0;
    }
    return lint_allocate(size, zeroed);
}

/* NDIS. */

PVOID NdisAllocateMemoryWithTagPriority(NDIS_HANDLE NdisHandle, UINT Length, ULONG Tag, EX_POOL_PRIORITY Priority)
{
    (void)NdisHandle;
    (void)Tag;
    (void)Priority;
    return allocate(Length, 0, 0);
}

NDIS_STATUS NdisAllocateMemoryWithTag(PVOID *VirtualAddress, UINT Length, ULONG Tag)
{
    (void)Tag;
    *VirtualAddress = allocate(Length, 0, 0);
    return *VirtualAddress ? NDIS_STATUS_SUCCESS : LINT_FAILURE;
}

NDIS_STATUS NdisAllocateMemory(
    PVOID *VirtualAddress, UINT Length, UINT MemoryFlags, NDIS_PHYSICAL_ADDRESS HighestAcceptableAddress)
{
    (void)MemoryFlags;
    (void)HighestAcceptableAddress;
    return NdisAllocateMemoryWithTag(VirtualAddress, Length, 0);
}

VOID NdisFreeMemory(PVOID VirtualAddress, UINT Length, UINT MemoryFlags)
{
    (void)Length;
    (void)MemoryFlags;
    lint_free(VirtualAddress);
}

VOID NdisFreeMemoryWithTag(PVOID VirtualAddress, ULONG Tag)
{
    (void)Tag;
    lint_free(VirtualAddress);
}

VOID NdisFreeMemoryWithTagPriority(NDIS_HANDLE NdisHandle, PVOID VirtualAddress, ULONG Tag)
{
    (void)NdisHandle;
    (void)Tag;
    lint_free(VirtualAddress);
}

/* The executive's pool. */

PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    (void)Tag;
    return allocate(NumberOfBytes, (PoolType & TYPE_ZERO_ALLOCATION) != 0, PoolType & TYPE_RAISE_IF_ALLOCATION_FAILURE);
}

PVOID ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
    return ExAllocatePoolWithTag(PoolType, NumberOfBytes, 0);
}

PVOID ExAllocatePoolWithTagPriority(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag, EX_POOL_PRIORITY Priority)
{
    (void)Priority;
    return ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);
}

PVOID ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    (void)Tag;
    return allocate(
        NumberOfBytes, (PoolType & TYPE_ZERO_ALLOCATION) != 0, !(PoolType & TYPE_QUOTA_FAIL_INSTEAD_OF_RAISE));
}

PVOID ExAllocatePoolWithQuota(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
    return ExAllocatePoolWithQuotaTag(PoolType, NumberOfBytes, 0);
}

PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return ExAllocatePoolWithTag((POOL_TYPE)(PoolType | TYPE_ZERO_ALLOCATION), NumberOfBytes, Tag);
}

PVOID ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return ExAllocatePoolWithQuotaTag((POOL_TYPE)(PoolType | TYPE_ZERO_ALLOCATION), NumberOfBytes, Tag);
}

PVOID ExAllocatePoolPriorityZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag, EX_POOL_PRIORITY Priority)
{
    (void)Priority;
    return ExAllocatePoolZero(PoolType, NumberOfBytes, Tag);
}

PVOID ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);
}

PVOID ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
    return ExAllocatePoolWithQuotaTag(PoolType, NumberOfBytes, Tag);
}

PVOID ExAllocatePoolPriorityUninitialized(
    POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag, EX_POOL_PRIORITY Priority)
{
    return ExAllocatePoolWithTagPriority(PoolType, NumberOfBytes, Tag, Priority);
}

PVOID ExAllocatePool2(ULONG64 Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
    (void)Tag;
    return allocate(NumberOfBytes, !(Flags & FLAG_UNINITIALIZED), (Flags & FLAG_RAISE_ON_FAILURE) != 0);
}

PVOID ExAllocatePool3(ULONG64 Flags, SIZE_T NumberOfBytes, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
    ULONG ExtendedParametersCount)
{
    (void)ExtendedParameters;
    (void)ExtendedParametersCount;
    return ExAllocatePool2(Flags, NumberOfBytes, Tag);
}

VOID ExFreePool2(PVOID P, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters, ULONG ExtendedParametersCount)
{
    (void)Tag;
    (void)ExtendedParameters;
    (void)ExtendedParametersCount;
    lint_free(P);
}

VOID ExFreePool(PVOID P)
{
    lint_free(P);
}

VOID ExFreePoolWithTag(PVOID P, ULONG Tag)
{
    (void)Tag;
    lint_free(P);
}

/* Memory that hardware shares. */

PVOID MmAllocateContiguousMemory(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS HighestAcceptableAddress)
{
    (void)HighestAcceptableAddress;
    return allocate(NumberOfBytes, 0, 0);
}

PVOID MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress, PHYSICAL_ADDRESS BoundaryAddressMultiple, MEMORY_CACHING_TYPE CacheType)
{
    (void)LowestAcceptableAddress;
    (void)BoundaryAddressMultiple;
    (void)CacheType;
    return MmAllocateContiguousMemory(NumberOfBytes, HighestAcceptableAddress);
}

VOID MmFreeContiguousMemory(PVOID BaseAddress)
{
    lint_free(BaseAddress);
}

VOID MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType)
{
    (void)NumberOfBytes;
    (void)CacheType;
    lint_free(BaseAddress);
}

VOID NdisMAllocateSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length, BOOLEAN Cached, PVOID *VirtualAddress,
    PNDIS_PHYSICAL_ADDRESS PhysicalAddress)
{
    (void)MiniportAdapterHandle;
    (void)Cached;
    *VirtualAddress = allocate(Length, 0, 0);
    PhysicalAddress->QuadPart = (LONGLONG)lint_fresh_in(ULONG, lint_any_ulong);
}

VOID NdisMFreeSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length, BOOLEAN Cached, PVOID VirtualAddress,
    NDIS_PHYSICAL_ADDRESS PhysicalAddress)
{
    (void)MiniportAdapterHandle;
    (void)Length;
    (void)Cached;
    (void)PhysicalAddress;
    lint_free(VirtualAddress);
}

/* Lookaside lists: headers allocate inline through the list's own pointers once the list is empty. */

static void initialize_lookaside(
    PGENERAL_LOOKASIDE list, PALLOCATE_FUNCTION allocate_function, PFREE_FUNCTION free_function, SIZE_T size, ULONG tag)
{
    memset(list, 0, sizeof *list);
    list->Size = (ULONG)size;
    list->Tag = tag;
    list->Allocate = allocate_function ? allocate_function : ExAllocatePoolWithTag;
    list->Free = free_function ? free_function : ExFreePool;
}

VOID ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
    ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
    (void)Flags;
    (void)Depth;
    initialize_lookaside((PGENERAL_LOOKASIDE)&Lookaside->L, Allocate, Free, Size, Tag);
}

VOID ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
    ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
    (void)Flags;
    (void)Depth;
    initialize_lookaside((PGENERAL_LOOKASIDE)&Lookaside->L, Allocate, Free, Size, Tag);
}

VOID ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
    (void)Lookaside;
}

VOID ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
    (void)Lookaside;
}

#if NTDDI_VERSION >= NTDDI_VISTA

static PVOID NTAPI allocate_entry(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag, PLOOKASIDE_LIST_EX Lookaside)
{
    (void)Lookaside;
    return ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);
}

static VOID NTAPI free_entry(PVOID Buffer, PLOOKASIDE_LIST_EX Lookaside)
{
    (void)Lookaside;
    ExFreePool(Buffer);
}

NTSTATUS ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PALLOCATE_FUNCTION_EX Allocate,
    PFREE_FUNCTION_EX Free, POOL_TYPE PoolType, ULONG Flags, SIZE_T Size, ULONG Tag, USHORT Depth)
{
    (void)Flags;
    (void)Depth;
    if (lint_fails("ExInitializeLookasideListEx fails"))
        return LINT_FAILURE;
    memset(Lookaside, 0, sizeof *Lookaside);
    Lookaside->L.Type = PoolType;
    Lookaside->L.Size = (ULONG)Size;
    Lookaside->L.Tag = Tag;
    Lookaside->L.AllocateEx = Allocate ? Allocate : allocate_entry;
    Lookaside->L.FreeEx = Free ? Free : free_entry;
    return STATUS_SUCCESS;
}

VOID ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
    (void)Lookaside;
}

#endif
