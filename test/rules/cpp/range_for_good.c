// Loops over the elements of an array open and close its ports.
// RUN: %ndislint check --verify %s -- -x c++
#include "Inputs/driver.h"

class CPort
{
  public:
    NDIS_STATUS Open(NDIS_HANDLE Handle)
    {
        NDIS_PORT_CHARACTERISTICS Characteristics;
        Characteristics = {};
        Characteristics.Header = {NDIS_OBJECT_TYPE_DEFAULT, NDIS_PORT_CHARACTERISTICS_REVISION_1,
            NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1};
        NDIS_STATUS Status = NdisMAllocatePort(Handle, &Characteristics);
        if (Status == NDIS_STATUS_SUCCESS) {
            m_Handle = Handle;
            m_Number = Characteristics.PortNumber;
        }
        return Status;
    }
    void Close()
    {
        if (m_Number == NDIS_DEFAULT_PORT_NUMBER)
            return;
        NdisMFreePort(m_Handle, m_Number);
        m_Number = NDIS_DEFAULT_PORT_NUMBER;
    }

  private:
    NDIS_HANDLE m_Handle = nullptr;
    NDIS_PORT_NUMBER m_Number = NDIS_DEFAULT_PORT_NUMBER;
};

class CAdapter
{
  public:
    NDIS_STATUS Start(NDIS_HANDLE Handle)
    {
        for (CPort &Port : m_Ports) {
            NDIS_STATUS Status = Port.Open(Handle);
            if (Status != NDIS_STATUS_SUCCESS)
                return Status;
        }
        return NDIS_STATUS_SUCCESS;
    }
    ~CAdapter()
    {
        for (auto &Port : m_Ports)
            Port.Close();
    }

  private:
    CPort m_Ports[3];
};

static NDIS_STATUS MpInitialize(NDIS_HANDLE Handle, NDIS_HANDLE, PNDIS_MINIPORT_INIT_PARAMETERS)
{
    CAdapter *Adapter = new (Handle) CAdapter();

    if (!Adapter)
        return NDIS_STATUS_RESOURCES;
    NDIS_STATUS Status = MpSetAttributes(Handle, Adapter);
    if (Status == NDIS_STATUS_SUCCESS)
        Status = Adapter->Start(Handle);
    if (Status != NDIS_STATUS_SUCCESS)
        delete Adapter;
    return Status;
}

static VOID MpHalt(NDIS_HANDLE Context, NDIS_HALT_ACTION)
{
    delete static_cast<CAdapter *>(Context);
}
