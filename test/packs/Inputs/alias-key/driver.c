#include <ndis.h>

VOID VendorPortDelete(NDIS_PORT_NUMBER Number);

VOID Drop(NDIS_PORT_NUMBER Number)
{
    VendorPortDelete(Number);
}
