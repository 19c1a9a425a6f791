#include "steps.h"

NDIS_STATUS PortStep(ADAPTER *Adapter)
{
    NDIS_PORT_CHARACTERISTICS Characteristics = {0};
    NDIS_STATUS Status = NdisMAllocatePort(Adapter->Handle, &Characteristics); // expected-error {{before NdisMSetMiniportAttributes}} [ndis-port-alloc-before-attributes]

    if (Status == NDIS_STATUS_SUCCESS) {
        Adapter->Number = Characteristics.PortNumber;
        Adapter->HasPort = TRUE;
    }
    return Status;
}
