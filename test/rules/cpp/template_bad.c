// A list and a function made from templates: the drain stops one short.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

template <typename T, unsigned Size> class CList
{
  public:
    bool Add(const T &Item)
    {
        if (m_Count == Size)
            return false;
        m_Items[m_Count++] = Item;
        return true;
    }
    template <typename F> void Drain(const F &Each)
    {
        while (m_Count > 1)
            Each.Take(m_Items[--m_Count]);
    }

  private:
    T m_Items[Size];
    unsigned m_Count = 0;
};

struct Freer {
    NDIS_HANDLE Handle;
    void Take(NDIS_PORT_NUMBER Number) const
    {
        NdisMFreePort(Handle, Number);
    }
};

class CAdapter
{
  public:
    CAdapter(NDIS_HANDLE Handle) : m_Handle(Handle)
    {
    }
    NDIS_STATUS Start()
    {
        NDIS_PORT_NUMBER Number;
        NDIS_STATUS Status = AllocateInto(m_Handle, Number);
        if (Status == NDIS_STATUS_SUCCESS)
            m_Ports.Add(Number);
        return Status;
    }
    ~CAdapter()
    {
        Freer Free = {m_Handle};
        m_Ports.Drain(Free);
    }

  private:
    NDIS_HANDLE m_Handle;
    CList<NDIS_PORT_NUMBER, 4> m_Ports;
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
} // expected-error {{leaked}} [ndis-port-leak-halt]
