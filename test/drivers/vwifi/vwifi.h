/* Virtual Wi-Fi adapter: one NDIS port for each virtual station. */
#pragma once

#include <ndis.h>
#include <windot11.h>
#include <ntstrsafe.h>

#define VWIFI_TAG               'fiwV'
#define VWIFI_MAX_STATIONS      4
#define VWIFI_MTU               1500
#define VWIFI_LINK_SPEED        54000000ULL

#define OID_VWIFI_CREATE_STATION    0xFF00A001
#define OID_VWIFI_DELETE_STATION    0xFF00A002
#define OID_VWIFI_STATION_COUNT     0xFF00A003

typedef struct _VWIFI_ADAPTER VWIFI_ADAPTER, *PVWIFI_ADAPTER;

typedef enum _STATION_STATE {
    StationInit,
    StationStarting,
    StationRunning,
    StationStopping
} STATION_STATE;

typedef struct _STATION {
    LIST_ENTRY          Link;
    PVWIFI_ADAPTER      Adapter;
    LONG                RefCount;
    STATION_STATE       State;
    NDIS_PORT_NUMBER    PortNumber;
    DOT11_MAC_ADDRESS   Address;
    ULONG64             TxFrames;
    ULONG64             RxFrames;
} STATION, *PSTATION;

typedef struct _STATION_REQUEST {
    ULONG               Size;
    DOT11_MAC_ADDRESS   Address;
    NDIS_PORT_NUMBER    PortNumber;
} STATION_REQUEST, *PSTATION_REQUEST;

struct _VWIFI_ADAPTER {
    NDIS_HANDLE         MiniportAdapterHandle;
    NDIS_HANDLE         StationWorkItem;
    KEVENT              WorkItemIdle;
    LONG                WorkItemQueued;
    NDIS_SPIN_LOCK      Lock;
    LIST_ENTRY          StationList;
    ULONG               StationCount;
    BOOLEAN             Running;
    DOT11_MAC_ADDRESS   PermanentAddress;
    ULONG               PacketFilter;
    NPAGED_LOOKASIDE_LIST StationLookaside;
};

/* adapter.c */
MINIPORT_INITIALIZE                 VwInitialize;
MINIPORT_HALT                       VwHalt;
MINIPORT_PAUSE                      VwPause;
MINIPORT_RESTART                    VwRestart;
MINIPORT_SHUTDOWN                   VwShutdown;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY    VwDevicePnPEvent;
MINIPORT_SEND_NET_BUFFER_LISTS      VwSend;
MINIPORT_RETURN_NET_BUFFER_LISTS    VwReturn;
MINIPORT_CANCEL_SEND                VwCancelSend;

/* oid.c */
MINIPORT_OID_REQUEST                VwOidRequest;
MINIPORT_CANCEL_OID_REQUEST         VwCancelOidRequest;

/* station.c */
NDIS_STATUS StationCreate(PVWIFI_ADAPTER Adapter, const UCHAR *Address, PNDIS_PORT_NUMBER PortNumber);
NDIS_STATUS StationDelete(PVWIFI_ADAPTER Adapter, NDIS_PORT_NUMBER PortNumber);
PSTATION StationFind(PVWIFI_ADAPTER Adapter, NDIS_PORT_NUMBER PortNumber);
VOID StationDereference(PSTATION Station);
VOID StationDeleteAll(PVWIFI_ADAPTER Adapter);
VOID StationSchedule(PVWIFI_ADAPTER Adapter);
NDIS_IO_WORKITEM_FUNCTION StationWorkItem;
