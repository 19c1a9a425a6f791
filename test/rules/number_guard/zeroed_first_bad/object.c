// The life of the adapter's object.
#include "mux.h"

struct_mux *mux_create(NDIS_HANDLE handle)
{
    struct_mux *m = ExAllocatePoolWithTag(NonPagedPool, sizeof(*m), 'xuMm');

    if (m) {
        m->handle = handle;
        mux_reset(m);
    }
    return m;
}

// Everything but the handle.
void mux_reset(struct_mux *m)
{
    m->lock_count = 0;
    RtlZeroMemory(&m->uplink, sizeof(m->uplink));
    m->sent = m->received = 0;
}

void mux_destroy(struct_mux *m)
{
    ExFreePoolWithTag(m, 'xuMm');
}
