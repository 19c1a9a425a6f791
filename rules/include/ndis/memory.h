/* Memory: allocation, filling and comparing, lookaside lists, physical addresses, access to registers. */
#ifndef NDISLINT_NDIS_MEMORY_H
#define NDISLINT_NDIS_MEMORY_H

/* Flags of NdisFreeMemory. */
#define NDIS_MEMORY_CONTIGUOUS 0x00000001
#define NDIS_MEMORY_NONCACHED 0x00000002

PVOID NdisAllocateMemoryWithTagPriority(NDIS_HANDLE NdisHandle, UINT Length, ULONG Tag, EX_POOL_PRIORITY Priority);
NDIS_STATUS NdisAllocateMemoryWithTag(PVOID *VirtualAddress, UINT Length, ULONG Tag);
NDIS_STATUS NdisAllocateMemory(PVOID *VirtualAddress, UINT Length, UINT MemoryFlags,
                               NDIS_PHYSICAL_ADDRESS HighestAcceptableAddress);
VOID NdisFreeMemory(PVOID VirtualAddress, UINT Length, UINT MemoryFlags);
VOID NdisFreeMemoryWithTag(PVOID VirtualAddress, ULONG Tag);
VOID NdisFreeMemoryWithTagPriority(NDIS_HANDLE NdisHandle, PVOID VirtualAddress, ULONG Tag);

#define NdisZeroMemory(destination, length) memset(destination, 0, length)
#define NdisFillMemory(destination, length, fill) memset(destination, fill, length)
#define NdisMoveMemory(destination, source, length) memcpy(destination, source, length)
#define NdisCopyMemory(destination, source, length) memcpy(destination, source, length)
#define NdisEqualMemory(first, second, length) (memcmp(first, second, length) == 0)
#define NdisRetrieveUlong(destination, source) memcpy(destination, source, sizeof(ULONG))
#define NdisStoreUlong(destination, value) (*(ULONG UNALIGNED *)(destination) = (value))

/* Memory of a device. */
#define NdisZeroMappedMemory(destination, length) memset(destination, 0, length)
#define NdisMoveMappedMemory(destination, source, length) memcpy(destination, source, length)
#define NdisMoveFromMappedMemory(destination, source, length) NdisMoveMappedMemory(destination, source, length)
#define NdisMoveToMappedMemory(destination, source, length) NdisMoveMappedMemory(destination, source, length)

/* Lookaside lists. */
#define NdisInitializeNPagedLookasideList(list, allocate, free, flags, size, tag, depth) \
    ExInitializeNPagedLookasideList(list, allocate, free, flags, size, tag, depth)
#define NdisDeleteNPagedLookasideList(list) ExDeleteNPagedLookasideList(list)
#define NdisAllocateFromNPagedLookasideList(list) ExAllocateFromNPagedLookasideList(list)
#define NdisFreeToNPagedLookasideList(list, entry) ExFreeToNPagedLookasideList(list, entry)

/* Physical addresses. */
#define NDIS_PHYSICAL_ADDRESS_CONST(low, high) {{(ULONG)(low), (LONG)(high)}}
#define NdisSetPhysicalAddressLow(address, low) ((address).LowPart = (low))
#define NdisSetPhysicalAddressHigh(address, high) ((address).HighPart = (high))
#define NdisGetPhysicalAddressLow(address) ((address).LowPart)
#define NdisGetPhysicalAddressHigh(address) ((address).HighPart)

/* Registers in memory. */
#define NdisReadRegisterUchar(address, data) (*(data) = *(volatile UCHAR *)(address))
#define NdisReadRegisterUshort(address, data) (*(data) = *(volatile USHORT *)(address))
#define NdisReadRegisterUlong(address, data) (*(data) = *(volatile ULONG *)(address))
#define NdisWriteRegisterUchar(address, data) WRITE_REGISTER_UCHAR((volatile UCHAR *)(address), (UCHAR)(data))
#define NdisWriteRegisterUshort(address, data) WRITE_REGISTER_USHORT((volatile USHORT *)(address), (USHORT)(data))
#define NdisWriteRegisterUlong(address, data) WRITE_REGISTER_ULONG((volatile ULONG *)(address), (ULONG)(data))

/* I/O ports of the processor. */
#define NdisRawReadPortUchar(port, data) (*(data) = READ_PORT_UCHAR((PUCHAR)(port)))
#define NdisRawReadPortUshort(port, data) (*(data) = READ_PORT_USHORT((PUSHORT)(port)))
#define NdisRawReadPortUlong(port, data) (*(data) = READ_PORT_ULONG((PULONG)(port)))
#define NdisRawWritePortUchar(port, data) WRITE_PORT_UCHAR((PUCHAR)(port), (UCHAR)(data))
#define NdisRawWritePortUshort(port, data) WRITE_PORT_USHORT((PUSHORT)(port), (USHORT)(data))
#define NdisRawWritePortUlong(port, data) WRITE_PORT_ULONG((PULONG)(port), (ULONG)(data))
#define NdisRawReadPortBufferUchar(port, buffer, length) READ_PORT_BUFFER_UCHAR((PUCHAR)(port), buffer, length)
#define NdisRawReadPortBufferUshort(port, buffer, length) READ_PORT_BUFFER_USHORT((PUSHORT)(port), buffer, length)
#define NdisRawReadPortBufferUlong(port, buffer, length) READ_PORT_BUFFER_ULONG((PULONG)(port), buffer, length)
#define NdisRawWritePortBufferUchar(port, buffer, length) WRITE_PORT_BUFFER_UCHAR((PUCHAR)(port), buffer, length)
#define NdisRawWritePortBufferUshort(port, buffer, length) WRITE_PORT_BUFFER_USHORT((PUSHORT)(port), buffer, length)
#define NdisRawWritePortBufferUlong(port, buffer, length) WRITE_PORT_BUFFER_ULONG((PULONG)(port), buffer, length)

/* Files that a driver loads (firmware). */
VOID NdisOpenFile(PNDIS_STATUS Status, PNDIS_HANDLE FileHandle, PUINT FileLength, PNDIS_STRING FileName,
                  NDIS_PHYSICAL_ADDRESS HighestAcceptableAddress);
VOID NdisCloseFile(NDIS_HANDLE FileHandle);
VOID NdisMapFile(PNDIS_STATUS Status, PVOID *MappedBuffer, NDIS_HANDLE FileHandle);
VOID NdisUnmapFile(NDIS_HANDLE FileHandle);

#endif
