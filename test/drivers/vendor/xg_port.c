/******************************************************************************
 *  xg_port.c : NDIS ports of the four lanes
 ******************************************************************************/
#include "xg4.h"

static void xg_port_init_chars(PNDIS_PORT_CHARACTERISTICS pc, const xg_port_t *p)
{
    NdisZeroMemory(pc, sizeof(*pc));
    NDIS_HDR(pc, NDIS_OBJECT_TYPE_DEFAULT, PORT_CHARACTERISTICS, 1);
    pc->Flags = NDIS_PORT_CHAR_USE_DEFAULT_AUTH_SETTINGS;
    pc->Type = NdisPortTypeUndefined;
    pc->MediaConnectState = p->link_up ? MediaConnectStateConnected : MediaConnectStateDisconnected;
    pc->XmitLinkSpeed = p->speed;
    pc->RcvLinkSpeed = p->speed;
    pc->Direction = NET_IF_DIRECTION_SENDRECEIVE;
    pc->SendControlState = NdisPortControlStateUncontrolled;
    pc->RcvControlState = NdisPortControlStateUncontrolled;
    pc->SendAuthorizationState = NdisPortAuthorized;
    pc->RcvAuthorizationState = NdisPortAuthorized;
}

s32 xg_ports_alloc(xg_adapter_t *a)
{
    NDIS_PORT_CHARACTERISTICS pc;
    NDIS_STATUS status;
    s32 rc = XG_OK;
    u8 i;

    for (i = 0; i < XG_NUM_PORTS; i++) {
        xg_port_t *p = &a->port[i];

        p->idx = i;
        p->speed = 10000000000ULL;
        p->link_up = (xg_rd32(a, 0x100 + 4 * i) & 1) != 0;
        xg_port_init_chars(&pc, p);
        status = NdisMAllocatePort(a->ndis, &pc);
        XG_BAIL_IF(status != NDIS_STATUS_SUCCESS, XG_ERR_PORT, undo);
        p->ndis_port = pc.PortNumber;
        XG_INFO("lane %u is port %u", i, p->ndis_port);
    }
    SET_STEP(a, XG_STEP_PORTS);
    return XG_OK;

undo:
    while (i-- > 0) {
        NdisMFreePort(a->ndis, a->port[i].ndis_port);
        a->port[i].ndis_port = XG_NO_PORT;
    }
    return rc;
}

void xg_ports_free(xg_adapter_t *a)
{
    u8 i;

    if (!DID_STEP(a, XG_STEP_PORTS))
        return;
    for (i = 0; i < XG_NUM_PORTS; i++) {
        xg_port_t *p = a->port + i;

        NdisMFreePort(a->ndis, p->ndis_port);
        p->ndis_port = XG_NO_PORT;
    }
    CLR_STEP(a, XG_STEP_PORTS);
}

/* All lanes with one event: a list of NDIS_PORTs in one allocation. */
s32 xg_ports_up(xg_adapter_t *a)
{
    PNET_PNP_EVENT_NOTIFICATION ev = NULL;
    PNDIS_PORT list = NULL;
    NDIS_STATUS status;
    s32 rc = XG_OK;
    u32 i;

    ev = XG_ZALLOC(a->ndis, sizeof(*ev));
    XG_BAIL_IF(ev == NULL, XG_ERR_NOMEM, out);
    list = XG_ZALLOC(a->ndis, XG_NUM_PORTS * sizeof(*list));
    XG_BAIL_IF(list == NULL, XG_ERR_NOMEM, out);

    for (i = 0; i < XG_NUM_PORTS; i++) {
        list[i].Next = (i + 1 < XG_NUM_PORTS) ? &list[i + 1] : NULL;
        xg_port_init_chars(&list[i].PortCharacteristics, &a->port[i]);
        list[i].PortCharacteristics.PortNumber = a->port[i].ndis_port;
    }

    NDIS_EVENT_HDR(ev);
    ev->NetPnPEvent.NetEvent = NetEventPortActivation;
    ev->NetPnPEvent.Buffer = list;
    ev->NetPnPEvent.BufferLength = XG_NUM_PORTS * sizeof(*list);

    status = NdisMNetPnPEvent(a->ndis, ev);
    XG_BAIL_IF(status != NDIS_STATUS_SUCCESS, XG_ERR_PORT, out);

    for (i = 0; i < XG_NUM_PORTS; i++)
        a->port[i].active = 1;
out:
    XG_FREE(list);
    XG_FREE(ev);
    return rc;
}

void xg_ports_down(xg_adapter_t *a)
{
    NET_PNP_EVENT_NOTIFICATION ev;
    NDIS_PORT_NUMBER numbers[XG_NUM_PORTS];
    u32 i, n = 0;

    for (i = 0; i < XG_NUM_PORTS; i++) {
        if (a->port[i].active)
            numbers[n++] = a->port[i].ndis_port;
    }
    if (n == 0)
        return;

    NdisZeroMemory(&ev, sizeof(ev));
    NDIS_EVENT_HDR(&ev);
    ev.NetPnPEvent.NetEvent = NetEventPortDeactivation;
    ev.NetPnPEvent.Buffer = numbers;
    ev.NetPnPEvent.BufferLength = n * sizeof(numbers[0]);
    while (NdisMNetPnPEvent(a->ndis, &ev) != NDIS_STATUS_SUCCESS) {
        XG_ERR("ports do not go down, trying again");
        NdisMSleep(10 * 1000);
    }
    for (i = 0; i < XG_NUM_PORTS; i++)
        a->port[i].active = 0;
}
