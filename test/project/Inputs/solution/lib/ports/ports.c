#include "ports.h"

#ifndef PORTS_LIBRARY
#error "the setting of this one file is missing"
#endif

NDIS_PORT_NUMBER PortsMake(NDIS_HANDLE Handle)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;

    NdisZeroMemory(&Characteristics, sizeof(Characteristics));
    Characteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics.MediaConnectState = MediaConnectStateConnected;
    if (NdisMAllocatePort(Handle, &Characteristics) != NDIS_STATUS_SUCCESS)
        return 0;
    return Characteristics.PortNumber;
}

VOID PortsFree(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number)
{
    NdisMFreePort(Handle, Number);
}
