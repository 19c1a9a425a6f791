/* The list of virtual stations, their reference counts and their NDIS ports. */
#include "vwifi.h"

/* Called with the adapter's lock held. */
static PSTATION
StationFindLocked(PVWIFI_ADAPTER Adapter, NDIS_PORT_NUMBER PortNumber)
{
    PLIST_ENTRY Entry;

    for (Entry = Adapter->StationList.Flink; Entry != &Adapter->StationList; Entry = Entry->Flink)
    {
        PSTATION Station = CONTAINING_RECORD(Entry, STATION, Link);

        if (Station->PortNumber == PortNumber)
        {
            return Station;
        }
    }
    return NULL;
}

PSTATION
StationFind(PVWIFI_ADAPTER Adapter, NDIS_PORT_NUMBER PortNumber)
{
    PSTATION Station;

    NdisAcquireSpinLock(&Adapter->Lock);
    Station = StationFindLocked(Adapter, PortNumber);
    if (Station != NULL)
    {
        InterlockedIncrement(&Station->RefCount);
    }
    NdisReleaseSpinLock(&Adapter->Lock);
    return Station;
}

static NDIS_STATUS
StationActivatePort(PSTATION Station)
{
    NET_PNP_EVENT_NOTIFICATION  Notification;
    NDIS_PORT                   Port;
    NDIS_STATUS                 Status;

    NdisZeroMemory(&Notification, sizeof(Notification));
    NdisZeroMemory(&Port, sizeof(Port));

    Port.PortCharacteristics.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    Port.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    Port.PortCharacteristics.Header.Size     = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    Port.PortCharacteristics.PortNumber      = Station->PortNumber;

    Notification.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    Notification.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification.Header.Size     = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification.NetPnPEvent.NetEvent     = NetEventPortActivation;
    Notification.NetPnPEvent.Buffer       = (PVOID)&Port;
    Notification.NetPnPEvent.BufferLength = sizeof(NDIS_PORT);

    Station->State = StationStarting;
    Status = NdisMNetPnPEvent(Station->Adapter->MiniportAdapterHandle, &Notification);
    Station->State = (Status == NDIS_STATUS_SUCCESS) ? StationRunning : StationInit;
    return Status;
}

static VOID
StationDeactivatePort(PSTATION Station)
{
    NET_PNP_EVENT_NOTIFICATION  Notification;
    NDIS_PORT_NUMBER            PortNumberArray[1];
    NDIS_STATUS                 Status;

    if (Station->State != StationRunning)
    {
        return;
    }
    Station->State = StationStopping;

    NdisZeroMemory(&Notification, sizeof(Notification));
    Notification.Header.Type     = NDIS_OBJECT_TYPE_DEFAULT;
    Notification.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification.Header.Size     = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    Notification.NetPnPEvent.NetEvent = NetEventPortDeactivation;

    PortNumberArray[0] = Station->PortNumber;
    Notification.NetPnPEvent.Buffer       = PortNumberArray;
    Notification.NetPnPEvent.BufferLength = sizeof(PortNumberArray);

    do
    {
        Status = NdisMNetPnPEvent(Station->Adapter->MiniportAdapterHandle, &Notification);
    } while (Status != NDIS_STATUS_SUCCESS);

    Station->State = StationInit;
}

/* The last reference takes the port with it. */
static VOID
StationDestroy(PSTATION Station)
{
    PVWIFI_ADAPTER Adapter = Station->Adapter;

    StationDeactivatePort(Station);
    if (Station->PortNumber != NDIS_DEFAULT_PORT_NUMBER)
    {
        NdisMFreePort(Adapter->MiniportAdapterHandle, Station->PortNumber);
    }
    NdisFreeToNPagedLookasideList(&Adapter->StationLookaside, Station);
}

VOID
StationDereference(PSTATION Station)
{
    if (InterlockedDecrement(&Station->RefCount) == 0)
    {
        StationDestroy(Station);
    }
}

NDIS_STATUS
StationCreate(PVWIFI_ADAPTER Adapter, const UCHAR *Address, PNDIS_PORT_NUMBER PortNumber)
{
    NDIS_PORT_CHARACTERISTICS   PortChar;
    PSTATION                    Station = NULL;
    NDIS_STATUS                 Status = NDIS_STATUS_SUCCESS;

    do
    {
        if (Adapter->StationCount >= VWIFI_MAX_STATIONS)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }

        Station = NdisAllocateFromNPagedLookasideList(&Adapter->StationLookaside);
        if (Station == NULL)
        {
            Status = NDIS_STATUS_RESOURCES;
            break;
        }
        NdisZeroMemory(Station, sizeof(STATION));
        Station->Adapter  = Adapter;
        Station->RefCount = 1;
        Station->State    = StationInit;
        ETH_COPY_NETWORK_ADDRESS(Station->Address, Address);

        NdisZeroMemory(&PortChar, sizeof(PortChar));
        PortChar.Header.Type            = NDIS_OBJECT_TYPE_DEFAULT;
        PortChar.Header.Revision        = NDIS_PORT_CHARACTERISTICS_REVISION_1;
        PortChar.Header.Size            = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
        PortChar.Flags                  = NDIS_PORT_CHAR_USE_DEFAULT_AUTH_SETTINGS;
        PortChar.Type                   = NdisPortTypeUndefined;
        PortChar.MediaConnectState      = MediaConnectStateConnected;
        PortChar.XmitLinkSpeed          = VWIFI_LINK_SPEED;
        PortChar.RcvLinkSpeed           = VWIFI_LINK_SPEED;
        PortChar.Direction              = NET_IF_DIRECTION_SENDRECEIVE;
        PortChar.SendControlState       = NdisPortControlStateUncontrolled;
        PortChar.RcvControlState        = NdisPortControlStateUncontrolled;
        PortChar.SendAuthorizationState = NdisPortAuthorizationUnknown;
        PortChar.RcvAuthorizationState  = NdisPortAuthorizationUnknown;

        Status = NdisMAllocatePort(Adapter->MiniportAdapterHandle, &PortChar);
        if (Status != NDIS_STATUS_SUCCESS)
        {
            break;
        }
        Station->PortNumber = PortChar.PortNumber;

        NdisAcquireSpinLock(&Adapter->Lock);
        InsertTailList(&Adapter->StationList, &Station->Link);
        Adapter->StationCount++;
        NdisReleaseSpinLock(&Adapter->Lock);

        *PortNumber = Station->PortNumber;
    } while (FALSE);

    if (Status != NDIS_STATUS_SUCCESS && Station != NULL)
    {
        StationDereference(Station);
    }
    return Status;
}

NDIS_STATUS
StationDelete(PVWIFI_ADAPTER Adapter, NDIS_PORT_NUMBER PortNumber)
{
    PSTATION Station;

    NdisAcquireSpinLock(&Adapter->Lock);
    Station = StationFindLocked(Adapter, PortNumber);
    if (Station == NULL)
    {
        NdisReleaseSpinLock(&Adapter->Lock);
        return NDIS_STATUS_INVALID_PORT;
    }
    RemoveEntryList(&Station->Link);
    Adapter->StationCount--;
    NdisReleaseSpinLock(&Adapter->Lock);

    StationDereference(Station);
    return NDIS_STATUS_SUCCESS;
}

VOID
StationDeleteAll(PVWIFI_ADAPTER Adapter)
{
    NdisAcquireSpinLock(&Adapter->Lock);
    while (!IsListEmpty(&Adapter->StationList))
    {
        PLIST_ENTRY Entry = RemoveHeadList(&Adapter->StationList);
        PSTATION Station = CONTAINING_RECORD(Entry, STATION, Link);

        Adapter->StationCount--;
        NdisReleaseSpinLock(&Adapter->Lock);
        StationDereference(Station);
        NdisAcquireSpinLock(&Adapter->Lock);
    }
    NdisReleaseSpinLock(&Adapter->Lock);
}

/* Brings up the ports of all stations that are not up yet; may not be done in an OID request. */
VOID
StationWorkItem(PVOID WorkItemContext, NDIS_HANDLE NdisIoWorkItemHandle)
{
    PVWIFI_ADAPTER  Adapter = (PVWIFI_ADAPTER)WorkItemContext;
    PLIST_ENTRY     Entry;
    PSTATION        Station;

    UNREFERENCED_PARAMETER(NdisIoWorkItemHandle);

    for (;;)
    {
        Station = NULL;
        NdisAcquireSpinLock(&Adapter->Lock);
        for (Entry = Adapter->StationList.Flink; Entry != &Adapter->StationList; Entry = Entry->Flink)
        {
            PSTATION Candidate = CONTAINING_RECORD(Entry, STATION, Link);

            if (Candidate->State == StationInit)
            {
                Station = Candidate;
                InterlockedIncrement(&Station->RefCount);
                break;
            }
        }
        NdisReleaseSpinLock(&Adapter->Lock);

        if (Station == NULL)
        {
            break;
        }
        if (StationActivatePort(Station) != NDIS_STATUS_SUCCESS)
        {
            StationDereference(Station);
            break;
        }
        StationDereference(Station);
    }

    InterlockedExchange(&Adapter->WorkItemQueued, 0);
    KeSetEvent(&Adapter->WorkItemIdle, IO_NO_INCREMENT, FALSE);
}

VOID
StationSchedule(PVWIFI_ADAPTER Adapter)
{
    if (InterlockedCompareExchange(&Adapter->WorkItemQueued, 1, 0) == 0)
    {
        KeClearEvent(&Adapter->WorkItemIdle);
        NdisQueueIoWorkItem(Adapter->StationWorkItem, StationWorkItem, Adapter);
    }
}
