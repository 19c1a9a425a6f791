#include "link.h"

VOID MonitorStart(ADAPTER *Adapter)
{
    NDIS_PORT_CHARACTERISTICS Port;

    NdisZeroMemory(&Port, sizeof(Port));
    Port.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Port.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Port.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    if (Adapter->Monitor == 0 && NdisMAllocatePort(Adapter->Handle, &Port) == NDIS_STATUS_SUCCESS)
        Adapter->Monitor = Port.PortNumber;
}
