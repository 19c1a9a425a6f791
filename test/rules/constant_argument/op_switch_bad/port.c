#include "opx.h"

static NDIS_PORT_CHARACTERISTICS opx_port_characteristics(void)
{
    NDIS_PORT_CHARACTERISTICS pc = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_DEFAULT,
            .Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1,
            .Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1,
        },
        .Type = NdisPortTypeUndefined,
        .Direction = NET_IF_DIRECTION_SENDRECEIVE,
    };

    return pc;
}

NDIS_STATUS port_op(struct_opx *a, enum port_op op)
{
    NDIS_PORT_CHARACTERISTICS pc;
    NDIS_STATUS status = NDIS_STATUS_SUCCESS;

    switch (op) {
    case PORT_OP_ALLOCATE:
        pc = opx_port_characteristics();
        status = NdisMAllocatePort(a->miniport, &pc);
        if (status == NDIS_STATUS_SUCCESS)
            a->port = pc.PortNumber;
        break;
    case PORT_OP_FREE:
        if (a->port)
            status = NdisMFreePort(a->miniport, a->port);
        // fall through
    case PORT_OP_FORGET:
        a->port = 0;
        break;
    default:
        status = NDIS_STATUS_INVALID_PARAMETER;
    }
    return status;
}
