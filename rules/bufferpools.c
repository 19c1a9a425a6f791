/*
 * Pools of packets: each allocation may fail. What is in a packet is unknown, but for what its allocation was given.
 */
#include "model.h"

static NDIS_HANDLE new_pool(void)
{
    return lint_fails("there is no memory for a pool") ? 0 : lint_fresh_memory("a pool", 0);
}

NDIS_HANDLE NdisAllocateNetBufferListPool(NDIS_HANDLE NdisHandle, PNET_BUFFER_LIST_POOL_PARAMETERS Parameters)
{
    (void)NdisHandle;
    (void)Parameters;
    return new_pool();
}

VOID NdisFreeNetBufferListPool(NDIS_HANDLE PoolHandle)
{
    (void)PoolHandle;
}

NDIS_HANDLE NdisAllocateNetBufferPool(NDIS_HANDLE NdisHandle, PNET_BUFFER_POOL_PARAMETERS Parameters)
{
    (void)NdisHandle;
    (void)Parameters;
    return new_pool();
}

VOID NdisFreeNetBufferPool(NDIS_HANDLE PoolHandle)
{
    (void)PoolHandle;
}

PNET_BUFFER NdisAllocateNetBuffer(NDIS_HANDLE PoolHandle, PMDL MdlChain, ULONG DataOffset, SIZE_T DataLength)
{
    PNET_BUFFER buffer;

    (void)PoolHandle;
    if (lint_fails("there is no memory for a NET_BUFFER"))
        return 0;
    buffer = lint_allocate(sizeof *buffer, 1);
    NET_BUFFER_FIRST_MDL(buffer) = MdlChain;
    NET_BUFFER_CURRENT_MDL(buffer) = MdlChain;
    NET_BUFFER_DATA_OFFSET(buffer) = DataOffset;
    NET_BUFFER_DATA_LENGTH(buffer) = (ULONG)DataLength;
    return buffer;
}

VOID NdisFreeNetBuffer(PNET_BUFFER NetBuffer)
{
    lint_free(NetBuffer);
}

static PNET_BUFFER_LIST new_list(NDIS_HANDLE pool, PNET_BUFFER first)
{
    PNET_BUFFER_LIST list = lint_allocate(sizeof *list, 1);

    list->NdisPoolHandle = pool;
    NET_BUFFER_LIST_FIRST_NB(list) = first;
    return list;
}

PNET_BUFFER_LIST NdisAllocateNetBufferList(NDIS_HANDLE PoolHandle, USHORT ContextSize, USHORT ContextBackFill)
{
    (void)ContextSize;
    (void)ContextBackFill;
    return lint_fails("there is no memory for a NET_BUFFER_LIST") ? 0 : new_list(PoolHandle, 0);
}

PNET_BUFFER_LIST NdisAllocateNetBufferAndNetBufferList(NDIS_HANDLE PoolHandle, USHORT ContextSize,
    USHORT ContextBackFill, PMDL MdlChain, ULONG DataOffset, SIZE_T DataLength)
{
    PNET_BUFFER buffer = NdisAllocateNetBuffer(PoolHandle, MdlChain, DataOffset, DataLength);

    (void)ContextSize;
    (void)ContextBackFill;
    return buffer ? new_list(PoolHandle, buffer) : 0;
}

VOID NdisFreeNetBufferList(PNET_BUFFER_LIST NetBufferList)
{
    lint_free(NetBufferList);
}
