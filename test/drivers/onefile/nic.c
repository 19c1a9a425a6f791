/*
 * A small NDIS 6.30 miniport for a made-up PCI network card. One file.
 */
#include <ndis.h>

#define NIC_TAG            'CINT'
#define NIC_MAX_FRAME      1514
#define NIC_MTU            1500
#define NIC_SPEED          1000000000ULL
#define NIC_RX_BUFFERS     64
#define NIC_MULTICAST_MAX  32

#define REG_CTRL    0x00
#define REG_STATUS  0x04
#define REG_ISR     0x08
#define REG_IMR     0x0c

#define CTRL_RESET  0x00000001
#define CTRL_ENABLE 0x00000002
#define STATUS_LINK 0x00000001
#define INT_LINK    0x00000001
#define INT_RX      0x00000002
#define INT_TX      0x00000004

typedef struct nic {
    NDIS_HANDLE          handle;
    NDIS_HANDLE          intr;
    NDIS_HANDLE          pool;
    PUCHAR               regs;
    ULONG                regs_len;
    NDIS_PHYSICAL_ADDRESS regs_phys;
    ULONG                isr;
    UCHAR                mac[6];
    UCHAR                perm_mac[6];
    UCHAR                mcast[NIC_MULTICAST_MAX][6];
    ULONG                mcast_count;
    ULONG                filter;
    ULONG                lookahead;
    BOOLEAN              link;
    BOOLEAN              running;
    LONG                 pending;
    NDIS_SPIN_LOCK       lock;
    NDIS_PORT_NUMBER     port;
    BOOLEAN              port_active;
    ULONG64              tx_ok, tx_err, rx_ok, rx_err;
} NIC;

static NDIS_HANDLE g_driver;

static NDIS_OID nic_oids[] = {
    OID_GEN_SUPPORTED_LIST,
    OID_GEN_HARDWARE_STATUS,
    OID_GEN_CURRENT_PACKET_FILTER,
    OID_GEN_CURRENT_LOOKAHEAD,
    OID_GEN_VENDOR_ID,
    OID_GEN_VENDOR_DESCRIPTION,
    OID_GEN_STATISTICS,
    OID_802_3_PERMANENT_ADDRESS,
    OID_802_3_CURRENT_ADDRESS,
    OID_802_3_MULTICAST_LIST,
    OID_802_3_MAXIMUM_LIST_SIZE,
};

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD nic_unload;
static MINIPORT_INITIALIZE nic_initialize;
static MINIPORT_HALT nic_halt;
static MINIPORT_PAUSE nic_pause;
static MINIPORT_RESTART nic_restart;
static MINIPORT_OID_REQUEST nic_oid;
static MINIPORT_CANCEL_OID_REQUEST nic_cancel_oid;
static MINIPORT_SEND_NET_BUFFER_LISTS nic_send;
static MINIPORT_RETURN_NET_BUFFER_LISTS nic_return;
static MINIPORT_CANCEL_SEND nic_cancel_send;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY nic_pnp;
static MINIPORT_SHUTDOWN nic_shutdown;
static MINIPORT_CHECK_FOR_HANG nic_hang;
static MINIPORT_RESET nic_reset;
static MINIPORT_ISR nic_isr;
static MINIPORT_INTERRUPT_DPC nic_dpc;

static ULONG nic_read(NIC *nic, ULONG reg)
{
    ULONG value;

    NdisReadRegisterUlong((PULONG)(nic->regs + reg), &value);
    return value;
}

static void nic_write(NIC *nic, ULONG reg, ULONG value)
{
    NdisWriteRegisterUlong((PULONG)(nic->regs + reg), value);
}

static void nic_stop_hw(NIC *nic)
{
    if (nic->regs) {
        nic_write(nic, REG_IMR, 0);
        nic_write(nic, REG_CTRL, CTRL_RESET);
        NdisStallExecution(10);
    }
}

static void nic_indicate_link(NIC *nic)
{
    NDIS_LINK_STATE state;
    NDIS_STATUS_INDICATION ind;

    NdisZeroMemory(&state, sizeof(state));
    state.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    state.Header.Revision = NDIS_LINK_STATE_REVISION_1;
    state.Header.Size = NDIS_SIZEOF_LINK_STATE_REVISION_1;
    state.MediaConnectState = nic->link ? MediaConnectStateConnected : MediaConnectStateDisconnected;
    state.MediaDuplexState = MediaDuplexStateFull;
    state.XmitLinkSpeed = state.RcvLinkSpeed = nic->link ? NIC_SPEED : NDIS_LINK_SPEED_UNKNOWN;

    NdisZeroMemory(&ind, sizeof(ind));
    ind.Header.Type = NDIS_OBJECT_TYPE_STATUS_INDICATION;
    ind.Header.Revision = NDIS_STATUS_INDICATION_REVISION_1;
    ind.Header.Size = NDIS_SIZEOF_STATUS_INDICATION_REVISION_1;
    ind.SourceHandle = nic->handle;
    ind.StatusCode = NDIS_STATUS_LINK_STATE;
    ind.StatusBuffer = &state;
    ind.StatusBufferSize = sizeof(state);
    NdisMIndicateStatusEx(nic->handle, &ind);
}

/* tell NDIS that our port may be used */
static NDIS_STATUS nic_port_up(NIC *nic)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT port;
    NDIS_STATUS status;

    if (nic->port_active)
        return NDIS_STATUS_SUCCESS;

    NdisZeroMemory(&port, sizeof(port));
    port.Next = NULL;
    port.PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    port.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    port.PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    port.PortCharacteristics.PortNumber = nic->port;

    NdisZeroMemory(&event, sizeof(event));
    event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.NetPnPEvent.NetEvent = NetEventPortActivation;
    event.NetPnPEvent.Buffer = &port;
    event.NetPnPEvent.BufferLength = sizeof(port);

    status = NdisMNetPnPEvent(nic->handle, &event);
    if (status == NDIS_STATUS_SUCCESS)
        nic->port_active = TRUE;
    return status;
}

static void nic_port_down(NIC *nic)
{
    NET_PNP_EVENT_NOTIFICATION event;
    NDIS_PORT_NUMBER number = nic->port;

    NdisZeroMemory(&event, sizeof(event));
    event.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    event.Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    event.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    event.NetPnPEvent.Buffer = &number;
    event.NetPnPEvent.BufferLength = sizeof(number);

    while (nic->port_active) {
        if (NdisMNetPnPEvent(nic->handle, &event) == NDIS_STATUS_SUCCESS)
            nic->port_active = FALSE;
        else
            NdisMSleep(1000);
    }
}

static NDIS_STATUS nic_find_resources(NIC *nic, PNDIS_RESOURCE_LIST list)
{
    ULONG i;

    if (list == NULL)
        return NDIS_STATUS_RESOURCES;
    for (i = 0; i < list->Count; i++) {
        PCM_PARTIAL_RESOURCE_DESCRIPTOR d = &list->PartialDescriptors[i];
        if (d->Type == CmResourceTypeMemory) {
            nic->regs_phys = d->u.Memory.Start;
            nic->regs_len = d->u.Memory.Length;
        }
    }
    return nic->regs_len ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCE_CONFLICT;
}

static void nic_read_config(NIC *nic)
{
    NDIS_CONFIGURATION_OBJECT obj;
    NDIS_HANDLE config;
    NDIS_STATUS status;
    PVOID addr;
    UINT len;

    obj.Header.Type = NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT;
    obj.Header.Revision = NDIS_CONFIGURATION_OBJECT_REVISION_1;
    obj.Header.Size = NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1;
    obj.NdisHandle = nic->handle;
    obj.Flags = 0;
    if (NdisOpenConfigurationEx(&obj, &config) != NDIS_STATUS_SUCCESS)
        return;
    NdisReadNetworkAddress(&status, &addr, &len, config);
    if (status == NDIS_STATUS_SUCCESS && len == 6)
        NdisMoveMemory(nic->mac, addr, 6);
    NdisCloseConfiguration(config);
}

static NDIS_STATUS nic_set_attributes(NIC *nic)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES attr;
    NDIS_STATUS status;

    NdisZeroMemory(&attr, sizeof(attr));
    attr.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    attr.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    attr.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    attr.RegistrationAttributes.MiniportAdapterContext = nic;
    attr.RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE | NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER;
    attr.RegistrationAttributes.CheckForHangTimeInSeconds = 4;
    attr.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    status = NdisMSetMiniportAttributes(nic->handle, &attr);
    if (status != NDIS_STATUS_SUCCESS)
        return status;

    NdisZeroMemory(&attr, sizeof(attr));
    attr.GeneralAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
    attr.GeneralAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    attr.GeneralAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
    attr.GeneralAttributes.MediaType = NdisMedium802_3;
    attr.GeneralAttributes.PhysicalMediumType = NdisPhysicalMedium802_3;
    attr.GeneralAttributes.MtuSize = NIC_MTU;
    attr.GeneralAttributes.MaxXmitLinkSpeed = NIC_SPEED;
    attr.GeneralAttributes.MaxRcvLinkSpeed = NIC_SPEED;
    attr.GeneralAttributes.XmitLinkSpeed = NDIS_LINK_SPEED_UNKNOWN;
    attr.GeneralAttributes.RcvLinkSpeed = NDIS_LINK_SPEED_UNKNOWN;
    attr.GeneralAttributes.MediaConnectState = MediaConnectStateUnknown;
    attr.GeneralAttributes.MediaDuplexState = MediaDuplexStateUnknown;
    attr.GeneralAttributes.LookaheadSize = NIC_MAX_FRAME;
    attr.GeneralAttributes.MacOptions = NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA | NDIS_MAC_OPTION_TRANSFERS_NOT_PEND | NDIS_MAC_OPTION_NO_LOOPBACK;
    attr.GeneralAttributes.SupportedPacketFilters = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST | NDIS_PACKET_TYPE_BROADCAST;
    attr.GeneralAttributes.MaxMulticastListSize = NIC_MULTICAST_MAX;
    attr.GeneralAttributes.MacAddressLength = 6;
    NdisMoveMemory(attr.GeneralAttributes.PermanentMacAddress, nic->perm_mac, 6);
    NdisMoveMemory(attr.GeneralAttributes.CurrentMacAddress, nic->mac, 6);
    attr.GeneralAttributes.AccessType = NET_IF_ACCESS_BROADCAST;
    attr.GeneralAttributes.DirectionType = NET_IF_DIRECTION_SENDRECEIVE;
    attr.GeneralAttributes.ConnectionType = NET_IF_CONNECTION_DEDICATED;
    attr.GeneralAttributes.IfType = IF_TYPE_ETHERNET_CSMACD;
    attr.GeneralAttributes.IfConnectorPresent = TRUE;
    attr.GeneralAttributes.SupportedOidList = nic_oids;
    attr.GeneralAttributes.SupportedOidListLength = sizeof(nic_oids);
    return NdisMSetMiniportAttributes(nic->handle, &attr);
}

static void nic_free(NIC *nic)
{
    if (nic->intr)
        NdisMDeregisterInterruptEx(nic->intr);
    if (nic->pool)
        NdisFreeNetBufferListPool(nic->pool);
    if (nic->regs)
        NdisMUnmapIoSpace(nic->handle, nic->regs, nic->regs_len);
    NdisFreeSpinLock(&nic->lock);
    NdisFreeMemory(nic, 0, 0);
}

static NDIS_STATUS nic_initialize(NDIS_HANDLE handle, NDIS_HANDLE driver_context, PNDIS_MINIPORT_INIT_PARAMETERS params)
{
    NIC *nic;
    NDIS_STATUS status;
    NDIS_PORT_CHARACTERISTICS pc;
    NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS ic;
    NET_BUFFER_LIST_POOL_PARAMETERS pp;
    ULONG i;

    UNREFERENCED_PARAMETER(driver_context);

    nic = NdisAllocateMemoryWithTagPriority(handle, sizeof(*nic), NIC_TAG, NormalPoolPriority);
    if (nic == NULL)
        return NDIS_STATUS_RESOURCES;
    NdisZeroMemory(nic, sizeof(*nic));
    nic->handle = handle;
    NdisAllocateSpinLock(&nic->lock);

    status = nic_find_resources(nic, params->AllocatedResources);
    if (status != NDIS_STATUS_SUCCESS)
        goto fail;

    status = NdisMMapIoSpace((PVOID *)&nic->regs, handle, nic->regs_phys, nic->regs_len);
    if (status != NDIS_STATUS_SUCCESS)
        goto fail;

    for (i = 0; i < 6; i++)
        nic->perm_mac[i] = (UCHAR)nic_read(nic, 0x40 + 4 * i);
    NdisMoveMemory(nic->mac, nic->perm_mac, 6);
    nic_read_config(nic);

    status = nic_set_attributes(nic);
    if (status != NDIS_STATUS_SUCCESS)
        goto fail;

    NdisZeroMemory(&pp, sizeof(pp));
    pp.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pp.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    pp.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    pp.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT;
    pp.fAllocateNetBuffer = TRUE;
    pp.PoolTag = NIC_TAG;
    nic->pool = NdisAllocateNetBufferListPool(handle, &pp);
    if (nic->pool == NULL) {
        status = NDIS_STATUS_RESOURCES;
        goto fail;
    }

    NdisZeroMemory(&pc, sizeof(pc));
    pc.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pc.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pc.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pc.Flags = NDIS_PORT_CHAR_USE_DEFAULT_AUTH_SETTINGS;
    pc.Type = NdisPortTypeUndefined;
    pc.MediaConnectState = MediaConnectStateConnected;
    pc.XmitLinkSpeed = NIC_SPEED;
    pc.RcvLinkSpeed = NIC_SPEED;
    pc.Direction = NET_IF_DIRECTION_SENDRECEIVE;
    pc.SendControlState = NdisPortControlStateControlled;
    pc.RcvControlState = NdisPortControlStateControlled;
    pc.SendAuthorizationState = NdisPortAuthorized;
    pc.RcvAuthorizationState = NdisPortAuthorized;
    status = NdisMAllocatePort(handle, &pc);
    if (status != NDIS_STATUS_SUCCESS)
        goto fail;
    nic->port = pc.PortNumber;

    NdisZeroMemory(&ic, sizeof(ic));
    ic.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT;
    ic.Header.Revision = NDIS_MINIPORT_INTERRUPT_REVISION_1;
    ic.Header.Size = NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1;
    ic.InterruptHandler = nic_isr;
    ic.InterruptDpcHandler = nic_dpc;
    status = NdisMRegisterInterruptEx(handle, nic, &ic, &nic->intr);
    if (status != NDIS_STATUS_SUCCESS)
        goto fail_port;

    nic_write(nic, REG_CTRL, CTRL_ENABLE);
    nic_write(nic, REG_IMR, INT_LINK | INT_RX | INT_TX);
    return NDIS_STATUS_SUCCESS;

fail_port:
    NdisMFreePort(handle, nic->port);
fail:
    nic_free(nic);
    return status;
}

static VOID nic_halt(NDIS_HANDLE ctx, NDIS_HALT_ACTION action)
{
    NIC *nic = (NIC *)ctx;

    UNREFERENCED_PARAMETER(action);

    nic_stop_hw(nic);
    NdisMFreePort(nic->handle, nic->port);
    nic_free(nic);
}

static NDIS_STATUS nic_restart(NDIS_HANDLE ctx, PNDIS_MINIPORT_RESTART_PARAMETERS params)
{
    NIC *nic = (NIC *)ctx;
    NDIS_STATUS status;

    UNREFERENCED_PARAMETER(params);

    status = nic_port_up(nic);
    if (status != NDIS_STATUS_SUCCESS)
        return status;

    NdisAcquireSpinLock(&nic->lock);
    nic->running = TRUE;
    NdisReleaseSpinLock(&nic->lock);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS nic_pause(NDIS_HANDLE ctx, PNDIS_MINIPORT_PAUSE_PARAMETERS params)
{
    NIC *nic = (NIC *)ctx;

    UNREFERENCED_PARAMETER(params);

    NdisAcquireSpinLock(&nic->lock);
    nic->running = FALSE;
    NdisReleaseSpinLock(&nic->lock);

    while (nic->pending != 0)
        NdisMSleep(100);

    nic_port_down(nic);
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS nic_query(NIC *nic, PNDIS_OID_REQUEST req)
{
    PVOID buf = req->DATA.QUERY_INFORMATION.InformationBuffer;
    ULONG len = req->DATA.QUERY_INFORMATION.InformationBufferLength;
    PVOID src = NULL;
    ULONG need = sizeof(ULONG);
    ULONG value = 0;
    NDIS_STATISTICS_INFO stats;

    switch (req->DATA.QUERY_INFORMATION.Oid) {
    case OID_GEN_SUPPORTED_LIST:
        src = nic_oids;
        need = sizeof(nic_oids);
        break;
    case OID_GEN_HARDWARE_STATUS:
        value = NdisHardwareStatusReady;
        break;
    case OID_GEN_CURRENT_PACKET_FILTER:
        value = nic->filter;
        break;
    case OID_GEN_CURRENT_LOOKAHEAD:
        value = nic->lookahead;
        break;
    case OID_GEN_VENDOR_ID:
        value = 0x00ffffff;
        break;
    case OID_GEN_VENDOR_DESCRIPTION:
        src = "Tiny NIC";
        need = sizeof("Tiny NIC");
        break;
    case OID_802_3_PERMANENT_ADDRESS:
        src = nic->perm_mac;
        need = 6;
        break;
    case OID_802_3_CURRENT_ADDRESS:
        src = nic->mac;
        need = 6;
        break;
    case OID_802_3_MAXIMUM_LIST_SIZE:
        value = NIC_MULTICAST_MAX;
        break;
    case OID_802_3_MULTICAST_LIST:
        src = nic->mcast;
        need = nic->mcast_count * 6;
        break;
    case OID_GEN_STATISTICS:
        NdisZeroMemory(&stats, sizeof(stats));
        stats.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
        stats.Header.Revision = NDIS_STATISTICS_INFO_REVISION_1;
        stats.Header.Size = NDIS_SIZEOF_STATISTICS_INFO_REVISION_1;
        stats.SupportedStatistics = NDIS_STATISTICS_FLAGS_VALID_RCV_ERROR | NDIS_STATISTICS_FLAGS_VALID_XMIT_ERROR;
        stats.ifInErrors = nic->rx_err;
        stats.ifOutErrors = nic->tx_err;
        src = &stats;
        need = sizeof(stats);
        break;
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }

    if (src == NULL)
        src = &value;
    if (len < need) {
        req->DATA.QUERY_INFORMATION.BytesNeeded = need;
        return NDIS_STATUS_BUFFER_TOO_SHORT;
    }
    NdisMoveMemory(buf, src, need);
    req->DATA.QUERY_INFORMATION.BytesWritten = need;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS nic_set(NIC *nic, PNDIS_OID_REQUEST req)
{
    PVOID buf = req->DATA.SET_INFORMATION.InformationBuffer;
    ULONG len = req->DATA.SET_INFORMATION.InformationBufferLength;

    switch (req->DATA.SET_INFORMATION.Oid) {
    case OID_GEN_CURRENT_PACKET_FILTER:
        if (len < sizeof(ULONG))
            return NDIS_STATUS_INVALID_LENGTH;
        nic->filter = *(PULONG)buf;
        req->DATA.SET_INFORMATION.BytesRead = sizeof(ULONG);
        return NDIS_STATUS_SUCCESS;
    case OID_GEN_CURRENT_LOOKAHEAD:
        if (len < sizeof(ULONG))
            return NDIS_STATUS_INVALID_LENGTH;
        nic->lookahead = *(PULONG)buf;
        req->DATA.SET_INFORMATION.BytesRead = sizeof(ULONG);
        return NDIS_STATUS_SUCCESS;
    case OID_802_3_MULTICAST_LIST:
        if (len % 6 != 0)
            return NDIS_STATUS_INVALID_LENGTH;
        if (len > sizeof(nic->mcast))
            return NDIS_STATUS_MULTICAST_FULL;
        NdisMoveMemory(nic->mcast, buf, len);
        nic->mcast_count = len / 6;
        req->DATA.SET_INFORMATION.BytesRead = len;
        return NDIS_STATUS_SUCCESS;
    }
    return NDIS_STATUS_NOT_SUPPORTED;
}

static NDIS_STATUS nic_oid(NDIS_HANDLE ctx, PNDIS_OID_REQUEST req)
{
    NIC *nic = (NIC *)ctx;

    switch (req->RequestType) {
    case NdisRequestQueryInformation:
    case NdisRequestQueryStatistics:
        return nic_query(nic, req);
    case NdisRequestSetInformation:
        return nic_set(nic, req);
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

static VOID nic_cancel_oid(NDIS_HANDLE ctx, PVOID id)
{
    UNREFERENCED_PARAMETER(ctx);
    UNREFERENCED_PARAMETER(id);
}

static VOID nic_send(NDIS_HANDLE ctx, PNET_BUFFER_LIST nbls, NDIS_PORT_NUMBER port, ULONG flags)
{
    NIC *nic = (NIC *)ctx;
    PNET_BUFFER_LIST nbl;
    PNET_BUFFER nb;
    NDIS_STATUS status = NDIS_STATUS_SUCCESS;

    NdisAcquireSpinLock(&nic->lock);
    if (!nic->running)
        status = NDIS_STATUS_PAUSED;
    else if (port != NDIS_DEFAULT_PORT_NUMBER && port != nic->port)
        status = NDIS_STATUS_INVALID_PORT;
    NdisReleaseSpinLock(&nic->lock);

    for (nbl = nbls; nbl != NULL; nbl = NET_BUFFER_LIST_NEXT_NBL(nbl)) {
        NET_BUFFER_LIST_STATUS(nbl) = status;
        if (status != NDIS_STATUS_SUCCESS)
            continue;
        for (nb = NET_BUFFER_LIST_FIRST_NB(nbl); nb != NULL; nb = NET_BUFFER_NEXT_NB(nb)) {
            if (NET_BUFFER_DATA_LENGTH(nb) > NIC_MAX_FRAME)
                nic->tx_err++;
            else
                nic->tx_ok++;
        }
    }
    NdisMSendNetBufferListsComplete(nic->handle, nbls,
        NDIS_TEST_SEND_AT_DISPATCH_LEVEL(flags) ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

static VOID nic_return(NDIS_HANDLE ctx, PNET_BUFFER_LIST nbls, ULONG flags)
{
    NIC *nic = (NIC *)ctx;
    PNET_BUFFER_LIST next;

    UNREFERENCED_PARAMETER(flags);
    for (; nbls != NULL; nbls = next) {
        next = NET_BUFFER_LIST_NEXT_NBL(nbls);
        NdisFreeNetBufferList(nbls);
        NdisInterlockedDecrement(&nic->pending);
    }
}

static VOID nic_cancel_send(NDIS_HANDLE ctx, PVOID id)
{
    UNREFERENCED_PARAMETER(ctx);
    UNREFERENCED_PARAMETER(id);
}

static VOID nic_pnp(NDIS_HANDLE ctx, PNET_DEVICE_PNP_EVENT event)
{
    NIC *nic = (NIC *)ctx;

    if (event->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved)
        nic->link = FALSE;
}

static VOID nic_shutdown(NDIS_HANDLE ctx, NDIS_SHUTDOWN_ACTION action)
{
    if (action != NdisShutdownBugCheck)
        nic_stop_hw((NIC *)ctx);
}

static BOOLEAN nic_hang(NDIS_HANDLE ctx)
{
    NIC *nic = (NIC *)ctx;

    return nic_read(nic, REG_STATUS) == 0xffffffff;
}

static NDIS_STATUS nic_reset(NDIS_HANDLE ctx, PBOOLEAN addressing)
{
    NIC *nic = (NIC *)ctx;

    nic_stop_hw(nic);
    nic_write(nic, REG_CTRL, CTRL_ENABLE);
    nic_write(nic, REG_IMR, INT_LINK | INT_RX | INT_TX);
    *addressing = TRUE;
    return NDIS_STATUS_SUCCESS;
}

static BOOLEAN nic_isr(NDIS_HANDLE ctx, PBOOLEAN dpc, PULONG cpus)
{
    NIC *nic = (NIC *)ctx;

    *cpus = 0;
    nic->isr = nic_read(nic, REG_ISR);
    if ((nic->isr & (INT_LINK | INT_RX | INT_TX)) == 0) {
        *dpc = FALSE;
        return FALSE;
    }
    nic_write(nic, REG_IMR, 0);
    *dpc = TRUE;
    return TRUE;
}

static VOID nic_dpc(NDIS_HANDLE ctx, PVOID dpc_ctx, PVOID throttle, PVOID reserved)
{
    NIC *nic = (NIC *)ctx;
    BOOLEAN link;

    UNREFERENCED_PARAMETER(dpc_ctx);
    UNREFERENCED_PARAMETER(throttle);
    UNREFERENCED_PARAMETER(reserved);

    if (nic->isr & INT_LINK) {
        link = (nic_read(nic, REG_STATUS) & STATUS_LINK) != 0;
        if (link != nic->link) {
            nic->link = link;
            nic_indicate_link(nic);
        }
    }
    if (nic->isr & INT_RX)
        nic->rx_ok++;
    nic_write(nic, REG_ISR, nic->isr);
    nic_write(nic, REG_IMR, INT_LINK | INT_RX | INT_TX);
}

static VOID nic_unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    NdisMDeregisterMiniportDriver(g_driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS c;

    NdisZeroMemory(&c, sizeof(c));
    c.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
    c.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    c.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
    c.MajorNdisVersion = NDIS_MINIPORT_MAJOR_VERSION;
    c.MinorNdisVersion = NDIS_MINIPORT_MINOR_VERSION;
    c.MajorDriverVersion = 1;
    c.MinorDriverVersion = 0;
    c.InitializeHandlerEx = nic_initialize;
    c.HaltHandlerEx = nic_halt;
    c.UnloadHandler = nic_unload;
    c.PauseHandler = nic_pause;
    c.RestartHandler = nic_restart;
    c.OidRequestHandler = nic_oid;
    c.CancelOidRequestHandler = nic_cancel_oid;
    c.SendNetBufferListsHandler = nic_send;
    c.ReturnNetBufferListsHandler = nic_return;
    c.CancelSendHandler = nic_cancel_send;
    c.DevicePnPEventNotifyHandler = nic_pnp;
    c.ShutdownHandlerEx = nic_shutdown;
    c.CheckForHangHandlerEx = nic_hang;
    c.ResetHandlerEx = nic_reset;
    return NdisMRegisterMiniportDriver(driver, path, NULL, &c, &g_driver);
}
