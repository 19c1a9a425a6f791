#pragma once
#include <ntddk.h>
#include <wdf.h>
#include <ndis.h>
#include <ntstrsafe.h>

#define POOL_TAG_BRIDGE     'gdrB'
#define BRIDGE_MAX_FRAME    1514

typedef struct _BRIDGE_ADAPTER BRIDGE_ADAPTER, *PBRIDGE_ADAPTER;

/* The context of the framework device that stands for the miniport's device. */
typedef struct _WDF_DEVICE_INFO
{
    PBRIDGE_ADAPTER Adapter;
} WDF_DEVICE_INFO, *PWDF_DEVICE_INFO;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(WDF_DEVICE_INFO, GetDeviceInfo)

/* The context of the work item that (de)activates the port. */
typedef struct _PORT_WORK
{
    PBRIDGE_ADAPTER Adapter;
    BOOLEAN         Activate;
} PORT_WORK, *PPORT_WORK;

WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(PORT_WORK, GetPortWork)

struct _BRIDGE_ADAPTER
{
    NDIS_HANDLE         MiniportHandle;
    WDFDEVICE           WdfDevice;
    WDFWORKITEM         PortWorkItem;
    WDFTIMER            StatisticsTimer;
    WDFWAITLOCK         PortLock;
    WDFSPINLOCK         StateLock;
    PDEVICE_OBJECT      Pdo;
    PDEVICE_OBJECT      Fdo;
    PDEVICE_OBJECT      NextDevice;
    BOOLEAN             Paused;
    BOOLEAN             PortAllocated;
    BOOLEAN             PortActive;
    NDIS_PORT_NUMBER    PortNumber;
    ULONG64             BytesSent;
    ULONG64             LastBytesSent;
    ULONG64             Throughput;
    UCHAR               MacAddress[6];
};

/* port.c */
NDIS_STATUS BridgePortAllocate(_In_ PBRIDGE_ADAPTER Adapter);
VOID BridgePortFree(_In_ PBRIDGE_ADAPTER Adapter);
NTSTATUS BridgePortWorkCreate(_In_ PBRIDGE_ADAPTER Adapter);
EVT_WDF_WORKITEM BridgeEvtPortWork;

/* adapter.c */
MINIPORT_INITIALIZE BridgeInitializeEx;
MINIPORT_HALT BridgeHaltEx;
MINIPORT_PAUSE BridgePause;
MINIPORT_RESTART BridgeRestart;
MINIPORT_OID_REQUEST BridgeOidRequest;
MINIPORT_CANCEL_OID_REQUEST BridgeCancelOidRequest;
MINIPORT_SEND_NET_BUFFER_LISTS BridgeSend;
MINIPORT_RETURN_NET_BUFFER_LISTS BridgeReturn;
MINIPORT_CANCEL_SEND BridgeCancelSend;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY BridgePnPEvent;
MINIPORT_SHUTDOWN BridgeShutdown;
EVT_WDF_TIMER BridgeEvtStatisticsTimer;
