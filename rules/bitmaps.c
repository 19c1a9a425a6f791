/* Bitmaps, in which drivers keep what numbers and entries are taken. */
#include "model.h"

enum { NOT_FOUND = 0xffffffff };

VOID RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap)
{
    BitMapHeader->SizeOfBitMap = SizeOfBitMap;
    BitMapHeader->Buffer = BitMapBuffer;
}

static void fill_map(PRTL_BITMAP map, ULONG word)
{
    ULONG i;

    for (i = 0; i < (map->SizeOfBitMap + 31) / 32; i++)
        map->Buffer[i] = word;
}

VOID RtlClearAllBits(PRTL_BITMAP BitMapHeader)
{
    fill_map(BitMapHeader, 0);
}

VOID RtlSetAllBits(PRTL_BITMAP BitMapHeader)
{
    fill_map(BitMapHeader, 0xffffffff);
}

static int is_set(PRTL_BITMAP map, ULONG bit)
{
    return (map->Buffer[bit / 32] >> bit % 32 & 1) != 0;
}

VOID RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    BitMapHeader->Buffer[BitNumber / 32] |= 1u << BitNumber % 32;
}

VOID RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    BitMapHeader->Buffer[BitNumber / 32] &= ~(1u << BitNumber % 32);
}

BOOLEAN RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    return (BOOLEAN)is_set(BitMapHeader, BitNumber);
}

VOID RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet)
{
    for (; NumberToSet > 0; NumberToSet--)
        RtlSetBit(BitMapHeader, StartingIndex++);
}

VOID RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear)
{
    for (; NumberToClear > 0; NumberToClear--)
        RtlClearBit(BitMapHeader, StartingIndex++);
}

static int are_all(PRTL_BITMAP map, ULONG first, ULONG count, int set)
{
    if (first + count > map->SizeOfBitMap)
        return 0;
    for (; count > 0; count--)
        if (is_set(map, first++) != set)
            return 0;
    return 1;
}

BOOLEAN RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
    return (BOOLEAN)(Length > 0 && are_all(BitMapHeader, StartingIndex, Length, 1));
}

BOOLEAN RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
    return (BOOLEAN)(Length > 0 && are_all(BitMapHeader, StartingIndex, Length, 0));
}

/* From the hint on, then from the beginning. */
static ULONG find_bits(PRTL_BITMAP map, ULONG count, ULONG hint, int set)
{
    ULONG i;

    for (i = hint; i < map->SizeOfBitMap; i++)
        if (are_all(map, i, count, set))
            return i;
    for (i = 0; i < hint && i < map->SizeOfBitMap; i++)
        if (are_all(map, i, count, set))
            return i;
    return NOT_FOUND;
}

ULONG RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    return find_bits(BitMapHeader, NumberToFind, HintIndex, 0);
}

ULONG RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    return find_bits(BitMapHeader, NumberToFind, HintIndex, 1);
}

ULONG RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    ULONG first = find_bits(BitMapHeader, NumberToFind, HintIndex, 0);

    if (first != NOT_FOUND)
        RtlSetBits(BitMapHeader, first, NumberToFind);
    return first;
}

ULONG RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    ULONG first = find_bits(BitMapHeader, NumberToFind, HintIndex, 1);

    if (first != NOT_FOUND)
        RtlClearBits(BitMapHeader, first, NumberToFind);
    return first;
}

ULONG RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader)
{
    ULONG i, count = 0;

    for (i = 0; i < BitMapHeader->SizeOfBitMap; i++)
        count += (ULONG)is_set(BitMapHeader, i);
    return count;
}

ULONG RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader)
{
    return BitMapHeader->SizeOfBitMap - RtlNumberOfSetBits(BitMapHeader);
}
