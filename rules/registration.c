/* Registration: what a driver tells NDIS about itself and about an adapter. */
#include "lifecycle.h"
#include "ports.h"

struct lint_driver lint_driver;

/* The handlers are what is called; versions and flags before them are of no use here. */
static void keep_handlers(const NDIS_MINIPORT_DRIVER_CHARACTERISTICS *characteristics)
{
    lint_driver.miniport = *characteristics;
    memset(&lint_driver.miniport, 0, FIELD_OFFSET(NDIS_MINIPORT_DRIVER_CHARACTERISTICS, SetOptionsHandler));
}

/* NDIS copies the characteristics, then asks for options while the registration is not complete yet. */
NDIS_STATUS NdisMRegisterMiniportDriver(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath,
    NDIS_HANDLE MiniportDriverContext, PNDIS_MINIPORT_DRIVER_CHARACTERISTICS MiniportDriverCharacteristics,
    PNDIS_HANDLE NdisMiniportDriverHandle)
{
    (void)DriverObject;
    (void)RegistryPath;
    if (lint_driver.handle || lint_fails("NdisMRegisterMiniportDriver fails"))
        return LINT_FAILURE;
    lint_driver.handle = lint_fresh_memory("the driver's handle", 0);
    lint_driver.context = MiniportDriverContext;
    keep_handlers(MiniportDriverCharacteristics);
    *NdisMiniportDriverHandle = lint_driver.handle;
    if (lint_handled(lint_driver.miniport.SetOptionsHandler) &&
        lint_driver.miniport.SetOptionsHandler(lint_driver.handle, MiniportDriverContext) != NDIS_STATUS_SUCCESS) {
        memset(&lint_driver, 0, sizeof lint_driver);
        return LINT_FAILURE;
    }
    lint_applicable();
    return NDIS_STATUS_SUCCESS;
}

VOID NdisMDeregisterMiniportDriver(NDIS_HANDLE NdisMiniportDriverHandle)
{
    (void)NdisMiniportDriverHandle;
    memset(&lint_driver, 0, sizeof lint_driver);
}

NDIS_STATUS NdisSetOptionalHandlers(NDIS_HANDLE NdisHandle, PNDIS_DRIVER_OPTIONAL_HANDLERS OptionalHandlers)
{
    (void)NdisHandle;
    (void)OptionalHandlers;
    return lint_fails("NdisSetOptionalHandlers fails") ? LINT_FAILURE : NDIS_STATUS_SUCCESS;
}

static void keep_registration_attributes(
    struct lint_adapter *adapter, const NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES *attributes)
{
    adapter->context = (NDIS_HANDLE)(ULONG_PTR)lint_opaque(lint_word(attributes->MiniportAdapterContext));
    lint_ports_registered(adapter, attributes->AttributeFlags);
}

NDIS_STATUS NdisMSetMiniportAttributes(
    NDIS_HANDLE NdisMiniportAdapterHandle, PNDIS_MINIPORT_ADAPTER_ATTRIBUTES MiniportAttributes)
{
    struct lint_adapter *adapter = lint_adapter_of(NdisMiniportAdapterHandle);
    const NDIS_OBJECT_HEADER *header = (const NDIS_OBJECT_HEADER *)MiniportAttributes;

    if (!adapter || lint_fails("NdisMSetMiniportAttributes fails"))
        return LINT_FAILURE;
    if (header->Type == NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)
        keep_registration_attributes(adapter, &MiniportAttributes->RegistrationAttributes);
    return NDIS_STATUS_SUCCESS;
}

/* The rules are about miniports, so the handlers of a filter are not called. */
NDIS_STATUS NdisFRegisterFilterDriver(PDRIVER_OBJECT DriverObject, NDIS_HANDLE FilterDriverContext,
    PNDIS_FILTER_DRIVER_CHARACTERISTICS FilterDriverCharacteristics, PNDIS_HANDLE NdisFilterDriverHandle)
{
    (void)DriverObject;
    (void)FilterDriverContext;
    (void)FilterDriverCharacteristics;
    if (lint_fails("NdisFRegisterFilterDriver fails"))
        return LINT_FAILURE;
    *NdisFilterDriverHandle = lint_fresh_memory("the filter driver's handle", 0);
    return NDIS_STATUS_SUCCESS;
}

VOID NdisFDeregisterFilterDriver(NDIS_HANDLE NdisFilterDriverHandle)
{
    (void)NdisFilterDriverHandle;
}
