// RUN: %ndislint check --verify %s -- -x c++
// Known wrong: libclang does not list the methods of a template's implicit instance, so that the destructor of a member of such
// a class is not known, and not run.
#include "Inputs/driver.h"

class CPort
{
  public:
    CPort(NDIS_HANDLE Handle) : m_Handle(Handle)
    {
    }
    ~CPort()
    {
        if (m_Number != NDIS_DEFAULT_PORT_NUMBER)
            NdisMFreePort(m_Handle, m_Number);
    }
    bool Open()
    {
        return AllocateInto(m_Handle, m_Number) == NDIS_STATUS_SUCCESS;
    }

  private:
    NDIS_HANDLE m_Handle;
    NDIS_PORT_NUMBER m_Number = NDIS_DEFAULT_PORT_NUMBER;
};

template <class T> class CPointer
{
  public:
    ~CPointer()
    {
        if (m_Object)
            delete m_Object;
    }
    void Take(T *Object)
    {
        m_Object = Object;
    }

  private:
    T *m_Object = nullptr;
};

class CAdapter
{
  public:
    bool Start(NDIS_HANDLE Handle)
    {
        CPort *Port = new (Handle) CPort(Handle);

        m_Port.Take(Port);
        return Port && Port->Open();
    }

  private:
    CPointer<CPort> m_Port;
};

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
    CAdapter *Adapter = new (Handle) CAdapter();

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    NDIS_STATUS Status = MpSetAttributes(Handle, Adapter);
    if (Status == NDIS_STATUS_SUCCESS && !Adapter->Start(Handle))
        Status = NDIS_STATUS_RESOURCES;
    if (Status != NDIS_STATUS_SUCCESS)
        delete Adapter;
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    delete static_cast<CAdapter *>(Context);
} // expected-error {{leaves the port}} [ndis-port-leak-halt]
