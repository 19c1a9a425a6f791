#include <ndis.h>
#include "vendor/ports.h"

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_PORT_CHARACTERISTICS port = {0};
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS table = {0};
    NDIS_HANDLE handle;
    NDIS_STATUS status = NdisMRegisterMiniportDriver(driver, path, 0, &table, &handle);

    if (status == NDIS_STATUS_SUCCESS)
        NdisMFreePort(handle, port.PortNumber);
    return status;
}
