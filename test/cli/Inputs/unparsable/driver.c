#include <ndis.h>

static NDIS_HANDLE registered;

static VOID Halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
    UNKNOWN_ADAPTER *adapter = context;

    NdisMFreePort(adapter->handle, adapter->port);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS table = {0};

    table.HaltHandlerEx = Halt;
    return NdisMRegisterMiniportDriver(driver, path, 0, &table, &registered);
}

VOID AddPort(NDIS_HANDLE adapter)
{
    NDIS_PORT_CHARACTERISTICS port = {0};

    NdisMAllocatePort(adapter, &port);
}
