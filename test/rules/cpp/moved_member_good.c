// A port's owner is moved into a member of the adapter.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class COwner
{
  public:
    COwner() = default;
    COwner(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number) : m_Handle(Handle), m_Number(Number)
    {
    }
    ~COwner()
    {
        if (*this)
            NdisMFreePort(m_Handle, m_Number);
    }
    COwner(const COwner &) = delete;
    COwner &operator=(COwner &&Other)
    {
        m_Handle = Other.m_Handle;
        m_Number = Other.m_Number;
        Other.m_Number = NDIS_DEFAULT_PORT_NUMBER;
        return *this;
    }
    explicit operator bool() const
    {
        return m_Number != NDIS_DEFAULT_PORT_NUMBER;
    }

  private:
    NDIS_HANDLE m_Handle = nullptr;
    NDIS_PORT_NUMBER m_Number = NDIS_DEFAULT_PORT_NUMBER;
};

struct CAdapter {
    ULONG Id = 0;
    COwner Port;
};

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
    NDIS_PORT_NUMBER Number;
    CAdapter *Adapter = new (Handle) CAdapter();

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    NDIS_STATUS Status = MpSetAttributes(Handle, Adapter);
    if (Status == NDIS_STATUS_SUCCESS)
        Status = AllocateInto(Handle, Number);
    if (Status != NDIS_STATUS_SUCCESS) {
        delete Adapter;
        return Status;
    }
    COwner New(Handle, Number);
    Adapter->Port = static_cast<COwner &&>(New);
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    delete static_cast<CAdapter *>(Context);
}
