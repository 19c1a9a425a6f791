// Two methods of one name, told apart by their parameters: the one that frees the port is called.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Handle(Handle), m_Number(0)
    {
    }
    NDIS_STATUS Start()
    {
        return AllocateInto(m_Handle, m_Number);
    }
    void Stop(NDIS_PORT_NUMBER Number)
    {
        if (Number != 0)
            NdisMFreePort(m_Handle, Number);
    }
    void Stop(bool)
    {
        m_Number = 0;
    }
    NDIS_PORT_NUMBER Number() const
    {
        return m_Number;
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

    Adapter->Stop(Adapter->Number());
    delete Adapter;
}
