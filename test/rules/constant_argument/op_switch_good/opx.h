#ifndef OPX_H
#define OPX_H

#include <ndis.h>

enum port_op {
    PORT_OP_ALLOCATE,
    PORT_OP_FREE,
    PORT_OP_FORGET, // the number is no longer ours
};

typedef struct opx {
    NDIS_HANDLE miniport;
    NDIS_PORT_NUMBER port;
} struct_opx;

NDIS_STATUS port_op(struct_opx *a, enum port_op op);

#endif
