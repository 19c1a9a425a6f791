// There may be no memory for an object: new yields NULL, and the port that was allocated before it is left behind.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CTable
{
  public:
    CTable() : m_Used(0)
    {
    }
    ULONG m_Used;
};

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Handle(Handle), m_Number(0), m_Table(nullptr)
    {
    }
    NDIS_STATUS Start()
    {
        NDIS_STATUS Status = AllocateInto(m_Handle, m_Number);
        if (Status != NDIS_STATUS_SUCCESS)
            return Status;
        m_Table = new (m_Handle) CTable;
        return m_Table ? NDIS_STATUS_SUCCESS : NDIS_STATUS_RESOURCES;
    }
    ~CAdapter()
    {
        if (m_Number && m_Table)
            NdisMFreePort(m_Handle, m_Number);
        delete m_Table;
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number;
    CTable *m_Table;
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
    return Status; // expected-error {{leaked}} [ndis-port-leak-init]
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    CAdapter *Adapter = static_cast<CAdapter *>(Context);

    delete Adapter;
}
