#ifndef _XG4_H_
#define _XG4_H_

#include "os_dep.h"

#define XG_NUM_PORTS        4
#define XG_MAX_QUEUES       8
#define XG_NO_PORT          NDIS_DEFAULT_PORT_NUMBER

/* bring-up steps of an adapter */
#define XG_STEP_ATTR        BIT(0)
#define XG_STEP_PORTS       BIT(1)
#define XG_STEP_RINGS       BIT(2)
#define XG_STEP_DMA         BIT(3)
#define XG_STEP_INTR        BIT(4)
#define XG_STEP_TIMER       BIT(5)

typedef struct xg_ring {
    PVOID                   desc;
    NDIS_PHYSICAL_ADDRESS   phys;
    u32                     count, head, tail;
    u64                     packets, bytes;
} xg_ring_t;

typedef struct xg_port {
    u8                  idx;
    u8                  link_up;
    u8                  active;
    NDIS_PORT_NUMBER    ndis_port;
    u64                 speed;
} xg_port_t;

typedef struct xg_adapter {
    NDIS_HANDLE         ndis;
    NDIS_HANDLE         intr;
    NDIS_HANDLE         dma;
    NDIS_HANDLE         timer;
    u32                 steps;
    u32                 intr_mask;
    u32                 isr;
    volatile u32       *bar;
    NDIS_SPIN_LOCK      lock;
    xg_port_t           port[XG_NUM_PORTS];
    xg_ring_t           tx[XG_MAX_QUEUES];
    xg_ring_t           rx[XG_MAX_QUEUES];
    u32                 num_queues;
    u8                  rss_key[NDIS_RSS_HASH_SECRET_KEY_MAX_SIZE_REVISION_1];
    u8                  rss_table[128];
    u32                 hang_count;
    BOOLEAN             removed;
} xg_adapter_t;

/* xg_port.c */
s32  xg_ports_alloc(xg_adapter_t *a);
void xg_ports_free(xg_adapter_t *a);
s32  xg_ports_up(xg_adapter_t *a);
void xg_ports_down(xg_adapter_t *a);

/* xg_hw.c */
s32  xg_rings_alloc(xg_adapter_t *a);
void xg_rings_free(xg_adapter_t *a);
s32  xg_dma_init(xg_adapter_t *a);
void xg_dma_exit(xg_adapter_t *a);
s32  xg_intr_init(xg_adapter_t *a);
void xg_intr_exit(xg_adapter_t *a);
void xg_hw_reset(xg_adapter_t *a);
u32  xg_rd32(xg_adapter_t *a, u32 reg);
void xg_wr32(xg_adapter_t *a, u32 reg, u32 val);

#endif
