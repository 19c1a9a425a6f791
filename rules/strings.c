/* Strings: how they are set up and copied. Comparing and formatting is left to the unknown. */
#include "model.h"

static const struct lint_domain unequal_length = {"how many bytes are equal", 0, 0x7fffffff, 1, {0}};

VOID RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
    SIZE_T length = SourceString ? wcslen(SourceString) * sizeof(WCHAR) : 0;

    DestinationString->Length = (USHORT)length;
    DestinationString->MaximumLength = SourceString ? (USHORT)(length + sizeof(WCHAR)) : 0;
    DestinationString->Buffer = (PWCH)SourceString;
}

VOID RtlInitString(PSTRING DestinationString, PCSZ SourceString)
{
    SIZE_T length = SourceString ? strlen(SourceString) : 0;

    DestinationString->Length = (USHORT)length;
    DestinationString->MaximumLength = SourceString ? (USHORT)(length + 1) : 0;
    DestinationString->Buffer = (PCHAR)SourceString;
}

VOID RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
    RtlInitString(DestinationString, SourceString);
}

VOID RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    USHORT length = 0;

    if (SourceString) {
        length = SourceString->Length;
        if (length > DestinationString->MaximumLength)
            length = DestinationString->MaximumLength;
        memcpy(DestinationString->Buffer, SourceString->Buffer, length);
    }
    DestinationString->Length = length;
}

/* The new buffer's contents do not matter, its being there does. */
NTSTATUS RtlAnsiStringToUnicodeString(
    PUNICODE_STRING DestinationString, PCANSI_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    if (lint_fails("RtlAnsiStringToUnicodeString fails"))
        return LINT_FAILURE;
    if (AllocateDestinationString) {
        DestinationString->MaximumLength = (USHORT)((SourceString->Length + 1) * sizeof(WCHAR));
        DestinationString->Buffer = lint_allocate(DestinationString->MaximumLength, 1);
    }
    DestinationString->Length = (USHORT)(SourceString->Length * sizeof(WCHAR));
    return STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeStringToAnsiString(
    PANSI_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    if (lint_fails("RtlUnicodeStringToAnsiString fails"))
        return LINT_FAILURE;
    if (AllocateDestinationString) {
        DestinationString->MaximumLength = (USHORT)(SourceString->Length / sizeof(WCHAR) + 1);
        DestinationString->Buffer = lint_allocate(DestinationString->MaximumLength, 1);
    }
    DestinationString->Length = (USHORT)(SourceString->Length / sizeof(WCHAR));
    return STATUS_SUCCESS;
}

VOID RtlFreeUnicodeString(PUNICODE_STRING UnicodeString)
{
    lint_free(UnicodeString->Buffer);
    memset(UnicodeString, 0, sizeof *UnicodeString);
}

VOID RtlFreeAnsiString(PANSI_STRING AnsiString)
{
    lint_free(AnsiString->Buffer);
    memset(AnsiString, 0, sizeof *AnsiString);
}

SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
    SIZE_T equal;

    if (memcmp(Source1, Source2, Length) == 0)
        return Length;
    equal = lint_fresh_in(SIZE_T, unequal_length);
    lint_assume(equal < Length);
    return equal;
}
