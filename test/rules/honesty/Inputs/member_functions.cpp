extern "C" {
#include <ndis.h>
}

namespace {
class Port {
public:
    void Close() { NdisMFreePort(m_adapter, m_number); }

private:
    NDIS_HANDLE m_adapter;
    NDIS_PORT_NUMBER m_number;
};
}

void Halt(Port *port)
{
    port->Close();
}
