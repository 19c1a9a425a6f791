// Frees its port on each platform, but for ARM64 where LEAKS says so. Checked builds assert what proves nothing.
#include <ndis.h>

struct adapter {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER number;
};

static NDIS_HANDLE handle;

static NDIS_STATUS begin(struct adapter *adapter, NDIS_HANDLE miniport)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {0};
    NDIS_PORT_CHARACTERISTICS port = {0};
    NDIS_STATUS status;

    adapter->miniport = miniport;
    attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    attributes.RegistrationAttributes.MiniportAdapterContext = adapter;
    status = NdisMSetMiniportAttributes(miniport, &attributes);
    if (status == NDIS_STATUS_SUCCESS)
        status = NdisMAllocatePort(miniport, &port);
    adapter->number = port.PortNumber;
    return status;
}

static NDIS_STATUS Initialize(NDIS_HANDLE miniport, NDIS_HANDLE context, PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    struct adapter *adapter = NdisAllocateMemoryWithTagPriority(miniport, sizeof *adapter, 'rdav', NormalPoolPriority);
    NDIS_STATUS status = NDIS_STATUS_RESOURCES;

    (void)context, (void)parameters;
    if (adapter && (status = begin(adapter, miniport)) != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(adapter, 0, 0);
    return status;
}

static VOID Halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    struct adapter *adapter = context;

    (void)action;
#if DBG
    ASSERT(adapter->number == 0);
#endif
#if defined(LEAKS) && defined(_ARM64_)
    if (!adapter->number)
#elif !defined(_AMD64_) && !defined(_ARM64_)
#error neither
#endif
        NdisMFreePort(adapter->miniport, adapter->number);
    NdisFreeMemory(adapter, 0, 0);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {0};

    characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    characteristics.InitializeHandlerEx = Initialize;
    characteristics.HaltHandlerEx = Halt;
    return NdisMRegisterMiniportDriver(driver, path, NULL, &characteristics, &handle);
}
