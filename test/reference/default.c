/*
 * The default port. NDIS allocates it and frees it; built with MODEL_CONTROLS_DEFAULT_PORT=1, the driver says when it is
 * active: as the other ports, while the adapter runs. It has to be alone in its events.
 */
#include "model.h"

NDIS_STATUS
ModelDefaultPortActivate(PMODEL_ADAPTER Adapter)
{
    PMODEL_PORT Port = &Adapter->FixedPorts[0];
    NDIS_STATUS Status;
    NDIS_PORT Record;

    NdisZeroMemory(&Record, sizeof(Record));
    ModelInitPortCharacteristics(&Record.PortCharacteristics);
    Record.PortCharacteristics.PortNumber = Port->Number;
    Status = ModelSendActivation(Adapter, &Record, 1);
    if (Status == NDIS_STATUS_SUCCESS) {
        Port->State = ModelPortActive;
    }
    return Status;
}

/* Tries until NDIS agrees. */
VOID
ModelDefaultPortDeactivate(PMODEL_ADAPTER Adapter)
{
    PMODEL_PORT Port = &Adapter->FixedPorts[0];

    while (Port->State == ModelPortActive) {
        if (ModelSendDeactivation(Adapter, &Port->Number, 1) == NDIS_STATUS_SUCCESS) {
            Port->State = ModelPortIdle;
        } else {
            NdisMSleep(MODEL_RETRY_MICROSECONDS);
        }
    }
}
