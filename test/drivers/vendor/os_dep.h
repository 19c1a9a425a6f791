/******************************************************************************
 *  Acme Networks - XG4 quad port controller, Windows NDIS 6.x driver
 *  os_dep.h : operating system services
 ******************************************************************************/
#ifndef _OS_DEP_H_
#define _OS_DEP_H_

#include <ndis.h>

typedef UCHAR   u8;
typedef USHORT  u16;
typedef ULONG   u32;
typedef ULONG64 u64;
typedef INT     s32;

#define XG_OK           0
#define XG_ERR_NOMEM    (-1)
#define XG_ERR_PORT     (-2)
#define XG_ERR_HW       (-3)
#define XG_ERR_ARG      (-4)

#define XG_TAG          '4gXA'

#if DBG
#define XG_TRACE(lvl, fmt, ...)  do { if ((lvl) <= g_xg_debug) DbgPrint("xg4: " fmt "\n", ##__VA_ARGS__); } while (0)
#else
#define XG_TRACE(lvl, fmt, ...)  do { } while (0)
#endif

#define XG_ERR(fmt, ...)   XG_TRACE(0, "ERR " fmt, ##__VA_ARGS__)
#define XG_INFO(fmt, ...)  XG_TRACE(2, fmt, ##__VA_ARGS__)

/* Jump to the exit of a function, remembering why. */
#define XG_BAIL(rc_, lbl_)          do { rc = (rc_); goto lbl_; } while (0)
#define XG_BAIL_IF(c_, rc_, lbl_)   do { if (c_) { XG_ERR("%s failed at %d", #c_, __LINE__); XG_BAIL(rc_, lbl_); } } while (0)

#define XG_ZALLOC(h_, n_)     xg_zalloc((h_), (n_))
#define XG_FREE(p_)           do { if (p_) { NdisFreeMemory((p_), 0, 0); (p_) = NULL; } } while (0)

#define XG_LOCK(a_)     NdisAcquireSpinLock(&(a_)->lock)
#define XG_UNLOCK(a_)   NdisReleaseSpinLock(&(a_)->lock)

#define BIT(n_)             (1u << (n_))
#define SET_STEP(a_, s_)    ((a_)->steps |= (s_))
#define CLR_STEP(a_, s_)    ((a_)->steps &= ~(s_))
#define DID_STEP(a_, s_)    (((a_)->steps & (s_)) != 0)

/* Most names of revisions and sizes differ by a leading NDIS_ only. */
#define NDIS_HDR(o_, t_, name_, rev_)                                   \
    do {                                                                \
        (o_)->Header.Type = (t_);                                       \
        (o_)->Header.Revision = NDIS_##name_##_REVISION_##rev_;         \
        (o_)->Header.Size = NDIS_SIZEOF_##name_##_REVISION_##rev_;      \
    } while (0)

#define NDIS_EVENT_HDR(o_)                                                          \
    do {                                                                            \
        (o_)->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;                               \
        (o_)->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;              \
        (o_)->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;      \
    } while (0)

extern u32 g_xg_debug;

static __inline PVOID xg_zalloc(NDIS_HANDLE h, u32 n)
{
    PVOID p = NdisAllocateMemoryWithTagPriority(h, n, XG_TAG, NormalPoolPriority);

    if (p != NULL)
        NdisZeroMemory(p, n);
    return p;
}

static __inline NDIS_STATUS xg_to_ndis(s32 rc)
{
    switch (rc) {
    case XG_OK:         return NDIS_STATUS_SUCCESS;
    case XG_ERR_NOMEM:  return NDIS_STATUS_RESOURCES;
    case XG_ERR_ARG:    return NDIS_STATUS_INVALID_DATA;
    default:            return NDIS_STATUS_FAILURE;
    }
}

#endif
