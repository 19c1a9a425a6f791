/* Run-time library routines: fills and tests of memory, UTF-8 strings, random numbers. */
#ifndef NDISLINT_KERNEL_RUNTIME_H
#define NDISLINT_KERNEL_RUNTIME_H

BOOLEAN RtlIsZeroMemory(PVOID Buffer, SIZE_T Length);
SIZE_T RtlConstantTimeEqualMemory(const VOID *v1, const VOID *v2, ULONG len);
VOID RtlFillMemoryNonTemporal(VOID *Destination, SIZE_T Length, const UCHAR Value);
ULONG RtlRandomEx(PULONG Seed);
ULONG RtlRandom(PULONG Seed);

BOOLEAN RtlEqualString(const STRING *String1, const STRING *String2, BOOLEAN CaseInSensitive);

typedef STRING UTF8_STRING, *PUTF8_STRING;
typedef const STRING *PCUTF8_STRING;

VOID RtlInitUTF8String(PUTF8_STRING DestinationString, PCSZ SourceString);
NTSTATUS RtlInitUTF8StringEx(PUTF8_STRING DestinationString, PCSZ SourceString);
VOID RtlFreeUTF8String(PUTF8_STRING Utf8String);
NTSTATUS RtlUnicodeStringToUTF8String(PUTF8_STRING DestinationString, PCUNICODE_STRING SourceString,
                                      BOOLEAN AllocateDestinationString);
NTSTATUS RtlUTF8StringToUnicodeString(PUNICODE_STRING DestinationString, PUTF8_STRING SourceString,
                                      BOOLEAN AllocateDestinationString);

/* There, the macro's parameter and what it assigns to have different names. */
#undef KeInitializeCallbackRecord
#define KeInitializeCallbackRecord(Record) ((Record)->State = BufferEmpty)

#ifndef RtlInitEmptyUnicodeString
#define RtlInitEmptyUnicodeString(String, Memory, Size) \
    ((String)->Buffer = (Memory), (String)->MaximumLength = (USHORT)(Size), (String)->Length = 0)
#endif

#endif
