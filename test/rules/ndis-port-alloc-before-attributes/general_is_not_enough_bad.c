// Only the general attributes are set before the port is allocated, in a function of its own.
// RUN: %ndislint check --verify %s
#define ADAPTER struct adapter
struct adapter {
    void *Handle;
    unsigned long PortNumber;
};
#include "../Inputs/miniport.h"

static NDIS_STATUS SetGeneral(NDIS_HANDLE Handle)
{
    NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES General;

    NdisZeroMemory(&General, sizeof(General));
    General.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    General.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
    General.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2;
    General.MediaType = NdisMedium802_3;
    return NdisMSetMiniportAttributes(Handle, (PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&General);
}

static NDIS_STATUS SetUp(ADAPTER *Adapter)
{
    return SetGeneral(Adapter->Handle);
}

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters)
{
    NDIS_PORT_CHARACTERISTICS Characteristics;
    ADAPTER *Adapter = NdisAllocateMemoryWithTagPriority(Handle, sizeof(*Adapter), MP_TAG, NormalPoolPriority);
    NDIS_STATUS Status = NDIS_STATUS_RESOURCES;

    if (Adapter == NULL)
        return Status;
    Adapter->Handle = Handle;
    do {
        Status = SetUp(Adapter);
        if (Status != NDIS_STATUS_SUCCESS)
            break;
        MpFillCharacteristics(&Characteristics);
        Status = NdisMAllocatePort(Handle, &Characteristics); // expected-error {{NDIS does not know the adapter}} [ndis-port-alloc-before-attributes]
        if (Status != NDIS_STATUS_SUCCESS)
            break;
        Adapter->PortNumber = Characteristics.PortNumber;
        Status = MpSetAttributes(Handle, Adapter);
    } while (FALSE);
    if (Status != NDIS_STATUS_SUCCESS)
        NdisFreeMemory(Adapter, 0, 0);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION Action)
{
    ADAPTER *Adapter = Context;

    NdisMFreePort(Adapter->Handle, Adapter->PortNumber);
    NdisFreeMemory(Adapter, 0, 0);
}
