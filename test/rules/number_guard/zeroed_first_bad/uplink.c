#include "mux.h"

static NDIS_PORT_CHARACTERISTICS mux_port_characteristics(void)
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

NDIS_STATUS mux_uplink_open(struct_mux *m)
{
    NDIS_PORT_CHARACTERISTICS pc = mux_port_characteristics();
    NDIS_STATUS status = NdisMAllocatePort(m->handle, &pc);

    if (status == NDIS_STATUS_SUCCESS)
        m->uplink.number = pc.PortNumber;
    return status;
}

void mux_uplink_close(struct_mux *m)
{
    if (!mux_has_uplink(m))
        return;
    NdisMFreePort(m->handle, m->uplink.number);
    m->uplink.number = 0;
}
