#include "nova.h"

static VOID
NovaInitPortCharacteristics(_Out_ PNDIS_PORT_CHARACTERISTICS PortCharacteristics)
{
    NdisZeroMemory(PortCharacteristics, sizeof(*PortCharacteristics));
    PortCharacteristics->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    PortCharacteristics->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    PortCharacteristics->Type = NdisPortTypeUndefined;
    PortCharacteristics->MediaConnectState = MediaConnectStateConnected;
    PortCharacteristics->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    PortCharacteristics->SendControlState = NdisPortControlStateUncontrolled;
    PortCharacteristics->RcvControlState = NdisPortControlStateUncontrolled;
}

_Use_decl_annotations_
NDIS_STATUS
NovaSetupPort(PNOVA_ADAPTER Adapter)
{
    NDIS_PORT_CHARACTERISTICS PortCharacteristics;
    NDIS_STATUS Status;

    NovaInitPortCharacteristics(&PortCharacteristics);
    Status = NdisMAllocatePort(Adapter->MiniportHandle, &PortCharacteristics);
    if (Status == NDIS_STATUS_SUCCESS) {
        Adapter->PortNumber = PortCharacteristics.PortNumber;
        NOVA_SET_FLAG(Adapter, NOVA_SETUP_PORT);
    }
    return Status;
}

_Use_decl_annotations_
VOID
NovaReleasePort(PNOVA_ADAPTER Adapter)
{
    if (NOVA_TEST_FLAG(Adapter, NOVA_SETUP_PORT)) {
        NdisMFreePort(Adapter->MiniportHandle, Adapter->PortNumber);
    }
}
