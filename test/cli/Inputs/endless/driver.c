// Counts its requests: no two states that it is in are equal, so without slicing the exploration has no end.
#include <ndis.h>

static NDIS_HANDLE handle;
static ULONG requests;
static struct {
    NDIS_HANDLE miniport;
} adapter;

static NDIS_STATUS Initialize(NDIS_HANDLE miniport, NDIS_HANDLE context, PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES attributes = {0};

    (void)context;
    (void)parameters;
    adapter.miniport = miniport;
    attributes.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    attributes.RegistrationAttributes.MiniportAdapterContext = &adapter;
    return NdisMSetMiniportAttributes(miniport, &attributes);
}

static VOID Halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    (void)context;
    (void)action;
}

static NDIS_STATUS OidRequest(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
    NDIS_PORT_CHARACTERISTICS port = {0};

    (void)context;
    (void)request;
    requests++;
    if (NdisMAllocatePort(adapter.miniport, &port) == NDIS_STATUS_SUCCESS)
        NdisMFreePort(adapter.miniport, port.PortNumber);
    return NDIS_STATUS_NOT_SUPPORTED;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = {0};

    characteristics.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    characteristics.InitializeHandlerEx = Initialize;
    characteristics.HaltHandlerEx = Halt;
    characteristics.OidRequestHandler = OidRequest;
    return NdisMRegisterMiniportDriver(driver, path, NULL, &characteristics, &handle);
}
