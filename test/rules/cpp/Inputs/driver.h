/* What the C++ drivers of these tests share. A test defines class CAdapter, made from a handle, MpInitialize, MpHalt. */
extern "C" {
#include "../../Inputs/miniport.h"
}

void *operator new(size_t Size, NDIS_HANDLE Handle) noexcept
{
    return NdisAllocateMemoryWithTagPriority(Handle, (UINT)Size, MP_TAG, NormalPoolPriority);
}

void operator delete(void *Memory) noexcept
{
    NdisFreeMemory(Memory, 0, 0);
}

static NDIS_STATUS AllocateInto(NDIS_HANDLE Handle, NDIS_PORT_NUMBER &Number)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;

    MpFillCharacteristics(&Characteristics);
    NDIS_STATUS Status = NdisMAllocatePort(Handle, &Characteristics);
    if (Status == NDIS_STATUS_SUCCESS)
        Number = Characteristics.PortNumber;
    return Status;
}
