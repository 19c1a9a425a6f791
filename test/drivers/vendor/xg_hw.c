/******************************************************************************
 *  xg_hw.c : registers, rings, DMA, interrupts
 ******************************************************************************/
#include "xg4.h"

#define XG_RING_SIZE    512
#define XG_DESC_SIZE    16

static MINIPORT_ISR                         xg_isr;
static MINIPORT_INTERRUPT_DPC               xg_dpc;
static MINIPORT_ENABLE_INTERRUPT            xg_enable_intr;
static MINIPORT_DISABLE_INTERRUPT           xg_disable_intr;
static MINIPORT_MESSAGE_INTERRUPT           xg_msi;
static MINIPORT_MESSAGE_INTERRUPT_DPC       xg_msi_dpc;
static MINIPORT_PROCESS_SG_LIST             xg_sg_done;

u32 xg_rd32(xg_adapter_t *a, u32 reg)
{
    return READ_REGISTER_ULONG((volatile ULONG *)(a->bar + reg / 4));
}

void xg_wr32(xg_adapter_t *a, u32 reg, u32 val)
{
    WRITE_REGISTER_ULONG((volatile ULONG *)(a->bar + reg / 4), val);
}

static s32 xg_ring_alloc(xg_adapter_t *a, xg_ring_t *r)
{
    NdisMAllocateSharedMemory(a->ndis, XG_RING_SIZE * XG_DESC_SIZE, FALSE, &r->desc, &r->phys);
    if (r->desc == NULL)
        return XG_ERR_NOMEM;
    NdisZeroMemory(r->desc, XG_RING_SIZE * XG_DESC_SIZE);
    r->count = XG_RING_SIZE;
    r->head = r->tail = 0;
    return XG_OK;
}

static void xg_ring_free(xg_adapter_t *a, xg_ring_t *r)
{
    if (r->desc == NULL)
        return;
    NdisMFreeSharedMemory(a->ndis, XG_RING_SIZE * XG_DESC_SIZE, FALSE, r->desc, r->phys);
    r->desc = NULL;
}

s32 xg_rings_alloc(xg_adapter_t *a)
{
    s32 rc = XG_OK;
    u32 q;

    for (q = 0; q < a->num_queues && rc == XG_OK; q++) {
        rc = xg_ring_alloc(a, &a->tx[q]);
        if (rc == XG_OK)
            rc = xg_ring_alloc(a, &a->rx[q]);
    }
    if (rc != XG_OK) {
        xg_rings_free(a);
        return rc;
    }
    SET_STEP(a, XG_STEP_RINGS);
    return XG_OK;
}

void xg_rings_free(xg_adapter_t *a)
{
    u32 q;

    for (q = 0; q < XG_MAX_QUEUES; q++) {
        xg_ring_free(a, &a->tx[q]);
        xg_ring_free(a, &a->rx[q]);
    }
    CLR_STEP(a, XG_STEP_RINGS);
}

static VOID xg_sg_done(PDEVICE_OBJECT dev, PVOID reserved, PSCATTER_GATHER_LIST sgl, PVOID ctx)
{
    UNREFERENCED_PARAMETER(dev);
    UNREFERENCED_PARAMETER(reserved);
    UNREFERENCED_PARAMETER(sgl);
    UNREFERENCED_PARAMETER(ctx);
}

s32 xg_dma_init(xg_adapter_t *a)
{
    NDIS_SG_DMA_DESCRIPTION d;

    NdisZeroMemory(&d, sizeof(d));
    NDIS_HDR(&d, NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION, SG_DMA_DESCRIPTION, 1);
    d.Flags = NDIS_SG_DMA_64_BIT_ADDRESS;
    d.MaximumPhysicalMapping = 65536;
    d.ProcessSGListHandler = xg_sg_done;
    d.SharedMemAllocateCompleteHandler = NULL;
    if (NdisMRegisterScatterGatherDma(a->ndis, &d, &a->dma) != NDIS_STATUS_SUCCESS)
        return XG_ERR_HW;
    SET_STEP(a, XG_STEP_DMA);
    return XG_OK;
}

void xg_dma_exit(xg_adapter_t *a)
{
    if (DID_STEP(a, XG_STEP_DMA))
        NdisMDeregisterScatterGatherDma(a->dma);
    CLR_STEP(a, XG_STEP_DMA);
}

static BOOLEAN xg_isr(NDIS_HANDLE ctx, PBOOLEAN queue_dpc, PULONG target)
{
    xg_adapter_t *a = ctx;
    u32 isr = xg_rd32(a, 0x08);

    *target = 0;
    *queue_dpc = FALSE;
    if (!(isr & a->intr_mask))
        return FALSE;
    a->isr |= isr;
    xg_wr32(a, 0x0c, 0);
    *queue_dpc = TRUE;
    return TRUE;
}

static VOID xg_dpc(NDIS_HANDLE ctx, PVOID dpc_ctx, PVOID throttle, PVOID reserved)
{
    xg_adapter_t *a = ctx;
    u32 q;

    UNREFERENCED_PARAMETER(dpc_ctx);
    UNREFERENCED_PARAMETER(throttle);
    UNREFERENCED_PARAMETER(reserved);
    for (q = 0; q < a->num_queues; q++) {
        a->rx[q].head = (a->rx[q].head + 1) % XG_RING_SIZE;
        a->rx[q].packets++;
    }
    a->isr = 0;
    xg_wr32(a, 0x0c, a->intr_mask);
}

static BOOLEAN xg_msi(NDIS_HANDLE ctx, ULONG id, PBOOLEAN queue_dpc, PULONG target)
{
    UNREFERENCED_PARAMETER(id);
    return xg_isr(ctx, queue_dpc, target);
}

static VOID xg_msi_dpc(NDIS_HANDLE ctx, ULONG id, PVOID dpc_ctx, PVOID throttle, PVOID reserved)
{
    UNREFERENCED_PARAMETER(id);
    xg_dpc(ctx, dpc_ctx, throttle, reserved);
}

static VOID xg_enable_intr(NDIS_HANDLE ctx)
{
    xg_adapter_t *a = ctx;

    xg_wr32(a, 0x0c, a->intr_mask);
}

static VOID xg_disable_intr(NDIS_HANDLE ctx)
{
    xg_wr32((xg_adapter_t *)ctx, 0x0c, 0);
}

s32 xg_intr_init(xg_adapter_t *a)
{
    NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS ic;

    NdisZeroMemory(&ic, sizeof(ic));
    ic.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT;
    ic.Header.Revision = NDIS_MINIPORT_INTERRUPT_REVISION_1;
    ic.Header.Size = NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1;
    ic.InterruptHandler = xg_isr;
    ic.InterruptDpcHandler = xg_dpc;
    ic.EnableInterruptHandler = xg_enable_intr;
    ic.DisableInterruptHandler = xg_disable_intr;
    ic.MsiSupported = TRUE;
    ic.MsiSyncWithAllMessages = TRUE;
    ic.MessageInterruptHandler = xg_msi;
    ic.MessageInterruptDpcHandler = xg_msi_dpc;
    if (NdisMRegisterInterruptEx(a->ndis, a, &ic, &a->intr) != NDIS_STATUS_SUCCESS)
        return XG_ERR_HW;
    SET_STEP(a, XG_STEP_INTR);
    xg_enable_intr(a);
    return XG_OK;
}

void xg_intr_exit(xg_adapter_t *a)
{
    if (DID_STEP(a, XG_STEP_INTR)) {
        xg_disable_intr(a);
        NdisMDeregisterInterruptEx(a->intr);
        CLR_STEP(a, XG_STEP_INTR);
    }
}

void xg_hw_reset(xg_adapter_t *a)
{
    u32 i;

    xg_wr32(a, 0x00, 1);
    for (i = 0; i < 100; i++) {
        if (!(xg_rd32(a, 0x00) & 1))
            break;
        NdisStallExecution(50);
    }
}
