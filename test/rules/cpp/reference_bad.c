// The number goes through references: one that is bound to a copy gets the number.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Handle(Handle), m_Number(0)
    {
    }
    NDIS_PORT_NUMBER &Number()
    {
        return m_Number;
    }
    NDIS_STATUS Start()
    {
        NDIS_PORT_NUMBER NumberOf = Number();
        return AllocateInto(m_Handle, NumberOf); // expected-warning {{last copy}} [ndis-port-lost]
    }
    ~CAdapter()
    {
        const NDIS_PORT_NUMBER &Mine = m_Number;
        if (Mine)
            NdisMFreePort(m_Handle, Mine);
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number;
};

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
    CAdapter *Adapter = new (Handle) CAdapter(Handle);

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    NDIS_STATUS Status = MpSetAttributes(Handle, Adapter);
    if (Status == NDIS_STATUS_SUCCESS)
        Status = Adapter->Start();
    if (Status != NDIS_STATUS_SUCCESS)
        delete Adapter;
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    CAdapter *Adapter = static_cast<CAdapter *>(Context);

    delete Adapter;
}
