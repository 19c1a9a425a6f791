// The port lies in a base class, behind another base; the base frees it, and so does the class itself.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CCounted
{
  public:
    void Reference()
    {
        m_References++;
    }

  private:
    LONG m_References = 1;
};

class CPortOwner
{
  public:
    CPortOwner(NDIS_HANDLE Handle) : m_Handle(Handle), m_Number(0)
    {
    }
    ~CPortOwner()
    {
        if (m_Number)
            NdisMFreePort(m_Handle, m_Number); // expected-error {{freed before}} [ndis-port-double-free]
    }

  protected:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number;
};

class CAdapter : public CCounted, public CPortOwner
{
  public:
    CAdapter(NDIS_HANDLE Handle) : CPortOwner(Handle)
    {
        Reference();
    }
    NDIS_STATUS Start()
    {
        return AllocateInto(m_Handle, m_Number);
    }
    ~CAdapter()
    {
        if (m_Number)
            NdisMFreePort(m_Handle, m_Number);
    }
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
