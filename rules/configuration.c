/* The registry: every value may be missing, and what is there is unknown. */
#include "model.h"

static const struct lint_domain string_length = {"the length of a string", 0, LINT_STRING_BUFFER - 2, 1, {6}};

static NDIS_STATUS open_configuration(PNDIS_HANDLE handle)
{
    if (lint_fails("the configuration cannot be opened"))
        return LINT_FAILURE;
    *handle = lint_fresh_memory("the configuration handle", 0);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS NdisOpenConfigurationEx(PNDIS_CONFIGURATION_OBJECT ConfigObject, PNDIS_HANDLE ConfigurationHandle)
{
    (void)ConfigObject;
    return open_configuration(ConfigurationHandle);
}

VOID NdisOpenConfiguration(
    PNDIS_STATUS Status, PNDIS_HANDLE ConfigurationHandle, NDIS_HANDLE WrapperConfigurationContext)
{
    (void)WrapperConfigurationContext;
    *Status = open_configuration(ConfigurationHandle);
}

VOID NdisOpenConfigurationKeyByName(
    PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle, PNDIS_STRING SubKeyName, PNDIS_HANDLE SubKeyHandle)
{
    (void)ConfigurationHandle;
    (void)SubKeyName;
    *Status = open_configuration(SubKeyHandle);
}

VOID NdisOpenConfigurationKeyByIndex(
    PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle, ULONG Index, PNDIS_STRING KeyName, PNDIS_HANDLE KeyHandle)
{
    (void)ConfigurationHandle;
    (void)Index;
    *Status = open_configuration(KeyHandle);
    if (*Status != NDIS_STATUS_SUCCESS)
        return;
    KeyName->Buffer = lint_fresh_memory("the name of the key", LINT_STRING_BUFFER);
    KeyName->Length = lint_fresh_in(USHORT, string_length);
    KeyName->MaximumLength = LINT_STRING_BUFFER;
}

VOID NdisCloseConfiguration(NDIS_HANDLE ConfigurationHandle)
{
    (void)ConfigurationHandle;
}

VOID NdisReadConfiguration(PNDIS_STATUS Status, PNDIS_CONFIGURATION_PARAMETER *ParameterValue,
    NDIS_HANDLE ConfigurationHandle, PNDIS_STRING Keyword, NDIS_PARAMETER_TYPE ParameterType)
{
    PNDIS_CONFIGURATION_PARAMETER parameter;

    (void)ConfigurationHandle;
    (void)Keyword;
    if (lint_fails("the registry value is missing")) {
        *Status = NDIS_STATUS_FAILURE;
        return;
    }
    parameter = lint_fresh_memory("the registry value", sizeof *parameter);
    parameter->ParameterType = ParameterType;
    if (ParameterType == NdisParameterInteger || ParameterType == NdisParameterHexInteger) {
        parameter->ParameterData.IntegerData = lint_fresh_in(ULONG, lint_any_ulong);
    } else {
        parameter->ParameterData.StringData.Buffer = lint_fresh_memory("a registry string", LINT_STRING_BUFFER);
        parameter->ParameterData.StringData.Length = lint_fresh_in(USHORT, string_length);
        parameter->ParameterData.StringData.MaximumLength = LINT_STRING_BUFFER;
    }
    *ParameterValue = parameter;
    *Status = NDIS_STATUS_SUCCESS;
}

VOID NdisWriteConfiguration(PNDIS_STATUS Status, NDIS_HANDLE ConfigurationHandle, PNDIS_STRING Keyword,
    PNDIS_CONFIGURATION_PARAMETER ParameterValue)
{
    (void)ConfigurationHandle;
    (void)Keyword;
    (void)ParameterValue;
    *Status = lint_fails("NdisWriteConfiguration fails") ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
}

VOID NdisReadNetworkAddress(
    PNDIS_STATUS Status, PVOID *NetworkAddress, PUINT NetworkAddressLength, NDIS_HANDLE ConfigurationHandle)
{
    (void)ConfigurationHandle;
    if (lint_fails("no network address is configured")) {
        *Status = NDIS_STATUS_FAILURE;
        return;
    }
    *NetworkAddress = lint_fresh_memory("the network address", 6);
    *NetworkAddressLength = 6;
    *Status = NDIS_STATUS_SUCCESS;
}

NTSTATUS ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes)
{
    (void)DesiredAccess;
    (void)ObjectAttributes;
    if (lint_fails("ZwOpenKey fails"))
        return LINT_FAILURE;
    *KeyHandle = lint_fresh_memory("a key", 0);
    return STATUS_SUCCESS;
}

NTSTATUS ZwCreateKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes,
    ULONG TitleIndex, PUNICODE_STRING Class, ULONG CreateOptions, PULONG Disposition)
{
    (void)TitleIndex;
    (void)Class;
    (void)CreateOptions;
    if (Disposition)
        *Disposition = REG_OPENED_EXISTING_KEY;
    return ZwOpenKey(KeyHandle, DesiredAccess, ObjectAttributes);
}

NTSTATUS ZwClose(HANDLE Handle)
{
    (void)Handle;
    return STATUS_SUCCESS;
}
