/*
 * Counting and finding bits, turning and swapping them.
 *
 * Some are builtins of the compiler, which refuses a body for them: the front end calls those of Microsoft's by their name
 * with lint in front (_BitScanForward: lint_BitScanForward), and those of clang without their __builtin_.
 */
#include "model.h"

/* ---- where the first bit is, from below or above; nothing is written if there is none ---- */

UCHAR lint_BitScanForward64(ULONG *Index, ULONG64 Mask);
UCHAR lint_BitScanReverse64(ULONG *Index, ULONG64 Mask);
UCHAR lint_BitScanForward(ULONG *Index, ULONG Mask);
UCHAR lint_BitScanReverse(ULONG *Index, ULONG Mask);

UCHAR lint_BitScanForward64(ULONG *Index, ULONG64 Mask)
{
    ULONG bit;

    if (!Mask)
        return 0;
    for (bit = 0; !(Mask >> bit & 1); bit++)
        continue;
    *Index = bit;
    return 1;
}

UCHAR lint_BitScanReverse64(ULONG *Index, ULONG64 Mask)
{
    ULONG bit;

    if (!Mask)
        return 0;
    for (bit = 63; !(Mask >> bit & 1); bit--)
        continue;
    *Index = bit;
    return 1;
}

UCHAR lint_BitScanForward(ULONG *Index, ULONG Mask)
{
    return lint_BitScanForward64(Index, Mask);
}

UCHAR lint_BitScanReverse(ULONG *Index, ULONG Mask)
{
    return lint_BitScanReverse64(Index, Mask);
}

CCHAR RtlFindLeastSignificantBit(ULONGLONG Set)
{
    ULONG bit = 0;

    return (CCHAR)(lint_BitScanForward64(&bit, Set) ? (int)bit : -1);
}

CCHAR RtlFindMostSignificantBit(ULONGLONG Set)
{
    ULONG bit = 0;

    return (CCHAR)(lint_BitScanReverse64(&bit, Set) ? (int)bit : -1);
}

int ctz(unsigned n);
int ctzll(unsigned long long n);
int clz(unsigned n);
int clzll(unsigned long long n);

int ctzll(unsigned long long n)
{
    return RtlFindLeastSignificantBit(n);
}

int clzll(unsigned long long n)
{
    return 63 - RtlFindMostSignificantBit(n);
}

int ctz(unsigned n)
{
    return ctzll(n);
}

int clz(unsigned n)
{
    return clzll(n) - 32;
}

/* ---- how many bits are set ---- */

ULONG64 lint__popcnt64(ULONG64 Value);
unsigned lint__popcnt(unsigned Value);
USHORT lint__popcnt16(USHORT Value);
int popcount(unsigned n);
int popcountll(unsigned long long n);

ULONG64 lint__popcnt64(ULONG64 Value)
{
    ULONG64 count = 0;

    for (; Value; Value &= Value - 1)
        count++;
    return count;
}

unsigned lint__popcnt(unsigned Value)
{
    return (unsigned)lint__popcnt64(Value);
}

USHORT lint__popcnt16(USHORT Value)
{
    return (USHORT)lint__popcnt64(Value);
}

int popcount(unsigned n)
{
    return (int)lint__popcnt64(n);
}

int popcountll(unsigned long long n)
{
    return (int)lint__popcnt64(n);
}

ULONG RtlNumberOfSetBitsUlongPtr(ULONG_PTR Target)
{
    return (ULONG)lint__popcnt64(Target);
}

/* ---- turning and swapping ---- */

unsigned rotateleft32(unsigned Value, unsigned Shift);
unsigned rotateright32(unsigned Value, unsigned Shift);
unsigned long long rotateleft64(unsigned long long Value, unsigned long long Shift);
unsigned long long rotateright64(unsigned long long Value, unsigned long long Shift);
unsigned short bswap16(unsigned short n);
unsigned bswap32(unsigned n);
unsigned long long bswap64(unsigned long long n);

unsigned rotateleft32(unsigned Value, unsigned Shift)
{
    return Shift & 31 ? Value << (Shift & 31) | Value >> (32 - (Shift & 31)) : Value;
}

unsigned rotateright32(unsigned Value, unsigned Shift)
{
    return rotateleft32(Value, 32 - (Shift & 31));
}

unsigned long long rotateleft64(unsigned long long Value, unsigned long long Shift)
{
    return Shift & 63 ? Value << (Shift & 63) | Value >> (64 - (Shift & 63)) : Value;
}

unsigned long long rotateright64(unsigned long long Value, unsigned long long Shift)
{
    return rotateleft64(Value, 64 - (Shift & 63));
}

unsigned short bswap16(unsigned short n)
{
    return (unsigned short)(n << 8 | n >> 8);
}

unsigned bswap32(unsigned n)
{
    return (unsigned)bswap16((unsigned short)n) << 16 | bswap16((unsigned short)(n >> 16));
}

unsigned long long bswap64(unsigned long long n)
{
    return (unsigned long long)bswap32((unsigned)n) << 32 | bswap32((unsigned)(n >> 32));
}

unsigned short __cdecl _byteswap_ushort(unsigned short Value)
{
    return bswap16(Value);
}

ULONG __cdecl _byteswap_ulong(ULONG Value)
{
    return bswap32(Value);
}

unsigned __int64 __cdecl _byteswap_uint64(unsigned __int64 Value)
{
    return bswap64(Value);
}
