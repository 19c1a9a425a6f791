/*++
Module Name:  vport.c
Abstract:     The NDIS port of a VELAN.
--*/
#include "precomp.h"

NDIS_STATUS
VPortCreate(
    IN PVELAN pVElan
    )
{
    NDIS_PORT_CHARACTERISTICS   PortChars;
    NDIS_STATUS                 Status;

    ASSERT(pVElan->PortState == VPortFree);

    NdisZeroMemory(&PortChars, sizeof(PortChars));
    PortChars.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    PortChars.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    PortChars.Header.Size     = sizeof(NDIS_PORT_CHARACTERISTICS);
    PortChars.Type            = NdisPortTypeUndefined;
    PortChars.MediaConnectState = MediaConnectStateConnected;
    PortChars.Direction       = NET_IF_DIRECTION_SENDRECEIVE;
    PortChars.SendControlState = NdisPortControlStateUncontrolled;
    PortChars.RcvControlState  = NdisPortControlStateUncontrolled;

    Status = NdisMAllocatePort(pVElan->MiniportAdapterHandle, &PortChars);
    if (NT_SUCCESS(Status))
    {
        pVElan->PortNumber = PortChars.PortNumber;
        pVElan->PortState  = VPortAllocated;
    }
    return Status;
}

/* One function for both directions; deactivating goes on until it has worked. */
NDIS_STATUS
VPortSetActive(
    IN PVELAN   pVElan,
    IN BOOLEAN  fActive
    )
{
    NET_PNP_EVENT_NOTIFICATION  NetPnpEvent;
    NDIS_PORT                   Port;
    VPORT_STATE                 OldState = pVElan->PortState;
    NDIS_STATUS                 Status;

    if (OldState != (fActive ? VPortAllocated : VPortActive))
    {
        return NDIS_STATUS_INVALID_PORT_STATE;
    }

    NdisZeroMemory(&NetPnpEvent, sizeof(NetPnpEvent));
    NetPnpEvent.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    NetPnpEvent.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    NetPnpEvent.Header.Size     = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;

    if (fActive)
    {
        NdisZeroMemory(&Port, sizeof(Port));
        Port.PortCharacteristics.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
        Port.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
        Port.PortCharacteristics.Header.Size     = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
        Port.PortCharacteristics.PortNumber      = pVElan->PortNumber;
        NetPnpEvent.NetPnPEvent.NetEvent     = NetEventPortActivation;
        NetPnpEvent.NetPnPEvent.Buffer       = &Port;
        NetPnpEvent.NetPnPEvent.BufferLength = sizeof(Port);
        pVElan->PortState = VPortActivating;
    }
    else
    {
        NetPnpEvent.NetPnPEvent.NetEvent     = NetEventPortDeactivation;
        NetPnpEvent.NetPnPEvent.Buffer       = &pVElan->PortNumber;
        NetPnpEvent.NetPnPEvent.BufferLength = sizeof(pVElan->PortNumber);
        pVElan->PortState = VPortDeactivating;
    }

    Status = NdisMNetPnPEvent(pVElan->MiniportAdapterHandle, &NetPnpEvent);
    if (Status == NDIS_STATUS_SUCCESS)
    {
        pVElan->PortState = fActive ? VPortActive : VPortAllocated;
    }
    else
    {
        pVElan->PortState = OldState;
    }
    return Status;
}

VOID
VPortDestroy(
    IN PVELAN pVElan
    )
{
    switch (pVElan->PortState)
    {
    case VPortActive:
        while (VPortSetActive(pVElan, FALSE) != NDIS_STATUS_SUCCESS)
        {
            NdisMSleep(1000);
        }
        /* fall through */
    case VPortAllocated:
        NdisMFreePort(pVElan->MiniportAdapterHandle, pVElan->PortNumber);
        pVElan->PortNumber = 0;
        pVElan->PortState = VPortFree;
        break;
    default:
        break;
    }
}
