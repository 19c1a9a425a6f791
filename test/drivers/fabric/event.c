#include "fabric.h"

union event_buffer {
    NDIS_PORT port;
    NDIS_PORT_NUMBER number;
};

/* One port goes up or down. */
NDIS_STATUS port_event(NDIS_HANDLE handle, NET_PNP_EVENT_CODE code, NDIS_PORT_NUMBER number)
{
    union event_buffer buffer;
    NET_PNP_EVENT_NOTIFICATION note = {
        .Header = {
            .Type = NDIS_OBJECT_TYPE_DEFAULT,
            .Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1,
            .Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1,
        },
        .NetPnPEvent = {
            .NetEvent = code,
            .Buffer = &buffer,
        },
    };

    RtlZeroMemory(&buffer, sizeof(buffer));
    switch (code) {
    case NetEventPortActivation:
        buffer.port.PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
        buffer.port.PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
        buffer.port.PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
        buffer.port.PortCharacteristics.PortNumber = number;
        note.NetPnPEvent.BufferLength = sizeof(buffer.port);
        break;
    case NetEventPortDeactivation:
        buffer.number = number;
        note.NetPnPEvent.BufferLength = sizeof(buffer.number);
        break;
    default:
        return NDIS_STATUS_INVALID_PARAMETER;
    }
    return NdisMNetPnPEvent(handle, &note);
}
