/*
 * NDIS ports: the calls of a miniport driver.
 *
 * The structures (NDIS_PORT, NDIS_PORT_CHARACTERISTICS, NDIS_PORT_ARRAY, NDIS_PORT_STATE, the authentication
 * parameters) with revisions and sizes are in ntddndis.h; the event that activates ports is in types.h.
 */
#ifndef NDISLINT_NDIS_PORTS_H
#define NDISLINT_NDIS_PORTS_H

NDIS_STATUS NdisMAllocatePort(NDIS_HANDLE MiniportAdapterHandle, PNDIS_PORT_CHARACTERISTICS PortCharacteristics);
NDIS_STATUS NdisMFreePort(NDIS_HANDLE MiniportAdapterHandle, NDIS_PORT_NUMBER PortNumber);
NDIS_STATUS NdisMNetPnPEvent(NDIS_HANDLE MiniportAdapterHandle, PNET_PNP_EVENT_NOTIFICATION NetPnPEvent);

#endif
