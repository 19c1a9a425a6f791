/*
 * One port: the object, its number, and its references.
 */
#include "model.h"

VOID
ModelInitPortCharacteristics(PNDIS_PORT_CHARACTERISTICS Characteristics)
{
    NdisZeroMemory(Characteristics, sizeof(*Characteristics));
    Characteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    Characteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Characteristics->Type = NdisPortTypeUndefined;
    Characteristics->MediaConnectState = MediaConnectStateConnected;
    Characteristics->XmitLinkSpeed = 1000000000;
    Characteristics->RcvLinkSpeed = 1000000000;
    Characteristics->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    Characteristics->SendControlState = NdisPortControlStateUncontrolled;
    Characteristics->RcvControlState = NdisPortControlStateUncontrolled;
    Characteristics->SendAuthorizationState = NdisPortAuthorizationUnknown;
    Characteristics->RcvAuthorizationState = NdisPortAuthorizationUnknown;
}

/* An idle port without a number, and with one reference, the caller's. */
VOID
ModelPortInitialize(PMODEL_ADAPTER Adapter, PMODEL_PORT Port)
{
    NdisZeroMemory(Port, sizeof(*Port));
    InitializeListHead(&Port->Link);
    Port->Adapter = Adapter;
    Port->References = 1;
    Port->State = ModelPortIdle;
}

/* Port->Number is written on success only. */
NDIS_STATUS
ModelPortAllocateNumber(PMODEL_PORT Port)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    NDIS_STATUS Status;

    ModelInitPortCharacteristics(&Characteristics);
    Status = NdisMAllocatePort(Port->Adapter->MiniportHandle, &Characteristics);
    if (Status == NDIS_STATUS_SUCCESS) {
        Port->Number = Characteristics.PortNumber;
    }
    return Status;
}

/* Of an idle port that has one. */
VOID
ModelPortFreeNumber(PMODEL_PORT Port)
{
    NT_ASSERT(Port->State == ModelPortIdle);

    NdisMFreePort(Port->Adapter->MiniportHandle, Port->Number);
}

/* Also of a port that got no number. */
static VOID
ModelPortDelete(PMODEL_PORT Port)
{
    if (Port->Number != NDIS_DEFAULT_PORT_NUMBER) {
        ModelPortFreeNumber(Port);
    }
    NdisFreeMemory(Port, 0, 0);
}

VOID
ModelPortReference(PMODEL_PORT Port)
{
    NdisInterlockedIncrement(&Port->References);
}

/* Not under the adapter's lock: this may be the last reference. */
VOID
ModelPortDereference(PMODEL_PORT Port)
{
    if (NdisInterlockedDecrement(&Port->References) == 0) {
        ModelPortDelete(Port);
    }
}

/* Makes a port that can be added. *Port is written on success only. */
NDIS_STATUS
ModelPortCreate(PMODEL_ADAPTER Adapter, PMODEL_PORT *Port)
{
    PMODEL_PORT NewPort;
    NDIS_STATUS Status;

    NewPort = (PMODEL_PORT)NdisAllocateMemoryWithTagPriority(Adapter->MiniportHandle, sizeof(*NewPort), MODEL_TAG,
                                                             NormalPoolPriority);
    if (NewPort == NULL) {
        return NDIS_STATUS_RESOURCES;
    }
    ModelPortInitialize(Adapter, NewPort);
    Status = ModelPortAllocateNumber(NewPort);
    if (Status != NDIS_STATUS_SUCCESS) {
        ModelPortDereference(NewPort);
        return Status;
    }
    *Port = NewPort;
    return NDIS_STATUS_SUCCESS;
}
