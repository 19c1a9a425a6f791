#include <ndis.h>
#define ADAPTER struct adapter
enum kind { VPORT_NONE, VPORT_MANAGEMENT = 4 };
struct adapter {
    NDIS_HANDLE Handle;
    NDIS_PORT_NUMBER Number;
    enum kind Kind;
};

VOID VPortDelete(NDIS_HANDLE Handle, ULONG Kind, NDIS_PORT_NUMBER Number);
