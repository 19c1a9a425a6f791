#include <ndis.h>

// A port is allocated, but nothing here registers a miniport.
NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_PORT_CHARACTERISTICS port = {0};

    (void)path;
    return NdisMAllocatePort(driver, &port);
}
