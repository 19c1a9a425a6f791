/******************************************************************************
 *  xg_main.c : NDIS entry points
 ******************************************************************************/
#include "xg4.h"

u32 g_xg_debug = 1;
static NDIS_HANDLE g_xg_driver;

DRIVER_INITIALIZE DriverEntry;
static MINIPORT_UNLOAD xg_unload;
static MINIPORT_INITIALIZE xg_initialize;
static MINIPORT_HALT xg_halt;
static MINIPORT_RESTART xg_restart;
static MINIPORT_PAUSE xg_pause;
static MINIPORT_RESET xg_reset;
static MINIPORT_CHECK_FOR_HANG xg_check_for_hang;
static MINIPORT_SHUTDOWN xg_shutdown;
static MINIPORT_DEVICE_PNP_EVENT_NOTIFY xg_pnp;
static MINIPORT_OID_REQUEST xg_oid;
static MINIPORT_CANCEL_OID_REQUEST xg_cancel_oid;
static MINIPORT_SEND_NET_BUFFER_LISTS xg_send;
static MINIPORT_RETURN_NET_BUFFER_LISTS xg_return;
static MINIPORT_CANCEL_SEND xg_cancel_send;
static NDIS_TIMER_FUNCTION xg_watchdog;

static void xg_teardown(xg_adapter_t *a)
{
    BOOLEAN cancelled;

    if (DID_STEP(a, XG_STEP_TIMER)) {
        cancelled = NdisCancelTimerObject(a->timer);
        UNREFERENCED_PARAMETER(cancelled);
        NdisFreeTimerObject(a->timer);
        CLR_STEP(a, XG_STEP_TIMER);
    }
    xg_intr_exit(a);
    xg_dma_exit(a);
    xg_rings_free(a);
    xg_ports_free(a);
    NdisFreeSpinLock(&a->lock);
    XG_FREE(a);
}

static s32 xg_set_attributes(xg_adapter_t *a)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES at;
    s32 rc = XG_OK;

    NdisZeroMemory(&at, sizeof(at));
    NDIS_HDR(&at.RegistrationAttributes, NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
             MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES, 1);
    at.RegistrationAttributes.MiniportAdapterContext = a;
    at.RegistrationAttributes.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE |
                                               NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER;
    at.RegistrationAttributes.CheckForHangTimeInSeconds = 2;
    at.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    XG_BAIL_IF(NdisMSetMiniportAttributes(a->ndis, &at) != NDIS_STATUS_SUCCESS, XG_ERR_HW, out);
    SET_STEP(a, XG_STEP_ATTR);
out:
    return rc;
}

static s32 xg_start_timer(xg_adapter_t *a)
{
    NDIS_TIMER_CHARACTERISTICS tc;
    LARGE_INTEGER due;

    NdisZeroMemory(&tc, sizeof(tc));
    NDIS_HDR(&tc, NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS, TIMER_CHARACTERISTICS, 1);
    tc.AllocationTag = XG_TAG;
    tc.TimerFunction = xg_watchdog;
    tc.FunctionContext = a;
    if (NdisAllocateTimerObject(a->ndis, &tc, &a->timer) != NDIS_STATUS_SUCCESS)
        return XG_ERR_NOMEM;
    SET_STEP(a, XG_STEP_TIMER);
    due.QuadPart = -10000000LL;
    NdisSetTimerObject(a->timer, due, 1000, NULL);
    return XG_OK;
}

static NDIS_STATUS xg_initialize(NDIS_HANDLE ndis, NDIS_HANDLE drv_ctx, PNDIS_MINIPORT_INIT_PARAMETERS ip)
{
    xg_adapter_t *a = NULL;
    s32 rc = XG_OK;
    u32 i;

    UNREFERENCED_PARAMETER(drv_ctx);

    a = XG_ZALLOC(ndis, sizeof(*a));
    XG_BAIL_IF(a == NULL, XG_ERR_NOMEM, fail);
    a->ndis = ndis;
    a->num_queues = NdisGroupActiveProcessorCount(ALL_PROCESSOR_GROUPS) > 4 ? 4 : 2;
    a->intr_mask = 0xff;
    NdisAllocateSpinLock(&a->lock);
    NdisZeroMemory(a->rss_table, sizeof(a->rss_table));

    for (i = 0; ip->AllocatedResources != NULL && i < ip->AllocatedResources->Count; i++) {
        PCM_PARTIAL_RESOURCE_DESCRIPTOR d = &ip->AllocatedResources->PartialDescriptors[i];

        if (d->Type == CmResourceTypeMemory && a->bar == NULL)
            a->bar = MmMapIoSpace(d->u.Memory.Start, d->u.Memory.Length, MmNonCached);
    }
    XG_BAIL_IF(a->bar == NULL, XG_ERR_HW, fail);

    XG_BAIL_IF((rc = xg_set_attributes(a)) != XG_OK, rc, fail);
    XG_BAIL_IF((rc = xg_ports_alloc(a)) != XG_OK, rc, fail);
    XG_BAIL_IF((rc = xg_rings_alloc(a)) != XG_OK, rc, fail);
    XG_BAIL_IF((rc = xg_dma_init(a)) != XG_OK, rc, fail);
    XG_BAIL_IF((rc = xg_intr_init(a)) != XG_OK, rc, fail);
    XG_BAIL_IF((rc = xg_start_timer(a)) != XG_OK, rc, fail);
    return NDIS_STATUS_SUCCESS;

fail:
    XG_ERR("initialization failed, rc %d", rc);
    if (a != NULL)
        xg_teardown(a);
    return xg_to_ndis(rc);
}

static VOID xg_halt(NDIS_HANDLE ctx, NDIS_HALT_ACTION action)
{
    xg_adapter_t *a = ctx;

    if (action != NdisHaltDeviceSurpriseRemoved)
        xg_hw_reset(a);
    xg_teardown(a);
}

static NDIS_STATUS xg_restart(NDIS_HANDLE ctx, PNDIS_MINIPORT_RESTART_PARAMETERS rp)
{
    UNREFERENCED_PARAMETER(rp);
    return xg_to_ndis(xg_ports_up(ctx));
}

static NDIS_STATUS xg_pause(NDIS_HANDLE ctx, PNDIS_MINIPORT_PAUSE_PARAMETERS pp)
{
    UNREFERENCED_PARAMETER(pp);
    xg_ports_down(ctx);
    return NDIS_STATUS_SUCCESS;
}

static BOOLEAN xg_check_for_hang(NDIS_HANDLE ctx)
{
    xg_adapter_t *a = ctx;

    return a->hang_count > 3;
}

static NDIS_STATUS xg_reset(NDIS_HANDLE ctx, PBOOLEAN addressing_reset)
{
    xg_adapter_t *a = ctx;

    xg_hw_reset(a);
    a->hang_count = 0;
    *addressing_reset = FALSE;
    return NDIS_STATUS_SUCCESS;
}

static VOID xg_shutdown(NDIS_HANDLE ctx, NDIS_SHUTDOWN_ACTION action)
{
    UNREFERENCED_PARAMETER(action);
    xg_hw_reset(ctx);
}

static VOID xg_pnp(NDIS_HANDLE ctx, PNET_DEVICE_PNP_EVENT ev)
{
    if (ev->DevicePnPEvent == NdisDevicePnPEventSurpriseRemoved)
        ((xg_adapter_t *)ctx)->removed = TRUE;
}

static VOID xg_watchdog(PVOID sys1, PVOID ctx, PVOID sys2, PVOID sys3)
{
    xg_adapter_t *a = ctx;
    u32 q;

    UNREFERENCED_PARAMETER(sys1);
    UNREFERENCED_PARAMETER(sys2);
    UNREFERENCED_PARAMETER(sys3);
    XG_LOCK(a);
    for (q = 0; q < a->num_queues; q++) {
        if (a->tx[q].head != a->tx[q].tail)
            a->hang_count++;
    }
    XG_UNLOCK(a);
}

static NDIS_STATUS xg_set_rss(xg_adapter_t *a, PNDIS_RECEIVE_SCALE_PARAMETERS rss, u32 len)
{
    u32 i;

    if (len < NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_1)
        return NDIS_STATUS_INVALID_LENGTH;
    if (rss->Flags & NDIS_RSS_PARAM_FLAG_DISABLE_RSS)
        return NDIS_STATUS_SUCCESS;
    if (rss->HashSecretKeySize > sizeof(a->rss_key) || rss->IndirectionTableSize > sizeof(a->rss_table))
        return NDIS_STATUS_INVALID_PARAMETER;
    NdisMoveMemory(a->rss_key, (u8 *)rss + rss->HashSecretKeyOffset, rss->HashSecretKeySize);
    for (i = 0; i < rss->IndirectionTableSize; i++)
        a->rss_table[i] = ((u8 *)rss + rss->IndirectionTableOffset)[i] % a->num_queues;
    return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS xg_oid(NDIS_HANDLE ctx, PNDIS_OID_REQUEST req)
{
    xg_adapter_t *a = ctx;

    switch (req->RequestType) {
    case NdisRequestSetInformation:
        if (req->DATA.SET_INFORMATION.Oid == OID_GEN_RECEIVE_SCALE_PARAMETERS)
            return xg_set_rss(a, req->DATA.SET_INFORMATION.InformationBuffer,
                              req->DATA.SET_INFORMATION.InformationBufferLength);
        return NDIS_STATUS_NOT_SUPPORTED;
    default:
        return NDIS_STATUS_NOT_SUPPORTED;
    }
}

static VOID xg_cancel_oid(NDIS_HANDLE ctx, PVOID id)
{
    UNREFERENCED_PARAMETER(ctx);
    UNREFERENCED_PARAMETER(id);
}

static VOID xg_send(NDIS_HANDLE ctx, PNET_BUFFER_LIST nbl, NDIS_PORT_NUMBER port, ULONG flags)
{
    xg_adapter_t *a = ctx;
    PNET_BUFFER_LIST cur;
    u32 i, lane = 0;

    for (i = 0; i < XG_NUM_PORTS; i++)
        if (a->port[i].ndis_port == port)
            lane = i;
    XG_LOCK(a);
    for (cur = nbl; cur; cur = NET_BUFFER_LIST_NEXT_NBL(cur)) {
        NET_BUFFER_LIST_STATUS(cur) = NDIS_STATUS_SUCCESS;
        a->tx[lane % a->num_queues].packets++;
    }
    XG_UNLOCK(a);
    NdisMSendNetBufferListsComplete(a->ndis, nbl, flags & NDIS_SEND_FLAGS_DISPATCH_LEVEL);
}

static VOID xg_return(NDIS_HANDLE ctx, PNET_BUFFER_LIST nbl, ULONG flags)
{
    UNREFERENCED_PARAMETER(ctx);
    UNREFERENCED_PARAMETER(nbl);
    UNREFERENCED_PARAMETER(flags);
}

static VOID xg_cancel_send(NDIS_HANDLE ctx, PVOID id)
{
    UNREFERENCED_PARAMETER(ctx);
    UNREFERENCED_PARAMETER(id);
}

static VOID xg_unload(PDRIVER_OBJECT drv)
{
    UNREFERENCED_PARAMETER(drv);
    NdisMDeregisterMiniportDriver(g_xg_driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT drv, PUNICODE_STRING reg)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS mc;

    NdisZeroMemory(&mc, sizeof(mc));
    NDIS_HDR(&mc, NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS, MINIPORT_DRIVER_CHARACTERISTICS, 2);
    mc.MajorNdisVersion = 6;
    mc.MinorNdisVersion = 30;
    mc.InitializeHandlerEx = xg_initialize;
    mc.HaltHandlerEx = xg_halt;
    mc.UnloadHandler = xg_unload;
    mc.RestartHandler = xg_restart;
    mc.PauseHandler = xg_pause;
    mc.ResetHandlerEx = xg_reset;
    mc.CheckForHangHandlerEx = xg_check_for_hang;
    mc.ShutdownHandlerEx = xg_shutdown;
    mc.DevicePnPEventNotifyHandler = xg_pnp;
    mc.OidRequestHandler = xg_oid;
    mc.CancelOidRequestHandler = xg_cancel_oid;
    mc.SendNetBufferListsHandler = xg_send;
    mc.ReturnNetBufferListsHandler = xg_return;
    mc.CancelSendHandler = xg_cancel_send;
    return NdisMRegisterMiniportDriver(drv, reg, NULL, &mc, &g_xg_driver);
}
