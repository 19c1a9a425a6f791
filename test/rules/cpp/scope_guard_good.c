// A local object frees the port when its block is left, unless it is told that all went well.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CGuard
{
  public:
    CGuard(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number) : m_Handle(Handle), m_Number(Number)
    {
    }
    ~CGuard()
    {
        if (m_Number)
            NdisMFreePort(m_Handle, m_Number);
    }
    void Dismiss()
    {
        m_Number = 0;
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number;
};

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Handle(Handle), m_Number(0), m_Table(NULL)
    {
    }
    NDIS_STATUS Start()
    {
        NDIS_PORT_NUMBER Number;
        if (AllocateInto(m_Handle, Number) != NDIS_STATUS_SUCCESS)
            return NDIS_STATUS_FAILURE;
        CGuard Guard(m_Handle, Number);
        m_Table = NdisAllocateMemoryWithTagPriority(m_Handle, 64, MP_TAG, NormalPoolPriority);
        if (m_Table == NULL)
            return NDIS_STATUS_RESOURCES;
        m_Number = Number;
        Guard.Dismiss();
        return NDIS_STATUS_SUCCESS;
    }
    ~CAdapter()
    {
        if (m_Number)
            NdisMFreePort(m_Handle, m_Number);
        if (m_Table)
            NdisFreeMemory(m_Table, 0, 0);
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number;
    void *m_Table;
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
