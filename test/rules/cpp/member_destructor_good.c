// The adapter has a port as a member: what deletes the adapter destroys the port, which frees it.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CPort
{
  public:
    explicit CPort(NDIS_HANDLE Handle) : m_Handle(Handle)
    {
    }
    ~CPort()
    {
        if (m_Number != 0)
            NdisMFreePort(m_Handle, m_Number);
    }
    NDIS_STATUS Allocate()
    {
        return AllocateInto(m_Handle, m_Number);
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number = 0;
};

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Port(Handle)
    {
    }
    NDIS_STATUS Start()
    {
        return m_Port.Allocate();
    }

  private:
    ULONG m_Flags = 1;
    CPort m_Port;
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
