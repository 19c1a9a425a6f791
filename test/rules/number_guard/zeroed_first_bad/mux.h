#ifndef MUX_H
#define MUX_H

#include <ndis.h>

typedef struct mux {
    LONG lock_count;
    struct {
        NDIS_PORT_NUMBER number;
        ULONG flags;
    } uplink;
    NDIS_HANDLE handle;
    ULONG64 sent, received;
} struct_mux;

#define mux_has_uplink(m) ((m)->uplink.number != 0)

struct_mux *mux_create(NDIS_HANDLE handle);
void mux_reset(struct_mux *m);
void mux_destroy(struct_mux *m);

NDIS_STATUS mux_uplink_open(struct_mux *m);
void mux_uplink_close(struct_mux *m);

MINIPORT_INITIALIZE mux_initialize;
MINIPORT_HALT mux_halt;

#endif
