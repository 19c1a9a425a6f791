/* Strings: NDIS names for what the run-time library does, in the WDK's shape (macros over Rtl routines). */
#ifndef NDISLINT_NDIS_STRINGS_H
#define NDISLINT_NDIS_STRINGS_H

#define NDIS_STRING_CONST(text) {sizeof(L##text) - sizeof(WCHAR), sizeof(L##text), (PWCH)L##text}
#define NDIS_ANSI_STRING_CONST(text) {sizeof(text) - sizeof(CHAR), sizeof(text), (PCHAR)text}

#define NdisInitUnicodeString(destination, source) RtlInitUnicodeString(destination, source)
#define NdisInitAnsiString(destination, source) RtlInitAnsiString(destination, source)
#define NdisAnsiStringToUnicodeString(destination, source) RtlAnsiStringToUnicodeString(destination, source, FALSE)
#define NdisUnicodeStringToAnsiString(destination, source) RtlUnicodeStringToAnsiString(destination, source, FALSE)
#define NdisUpcaseUnicodeString(destination, source) RtlUpcaseUnicodeString(destination, source, FALSE)
#define NdisEqualString(first, second, ignore_case) RtlEqualUnicodeString(first, second, ignore_case)
#define NdisEqualUnicodeString(first, second, ignore_case) RtlEqualUnicodeString(first, second, ignore_case)
#define NdisEqualAnsiString(first, second, ignore_case) RtlEqualString(first, second, ignore_case)
#define NdisCharToInteger(text, base, value) RtlCharToInteger(text, base, value)
#define NdisPrintString(string) DbgPrint("%wZ", &(string))

VOID NdisInitializeString(PNDIS_STRING Destination, PUCHAR Source);
#define NdisFreeString(string) NdisFreeMemory((string).Buffer, (string).MaximumLength, 0)

#endif
