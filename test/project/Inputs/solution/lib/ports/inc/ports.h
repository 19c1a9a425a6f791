#pragma once
#include <ndis.h>

NDIS_PORT_NUMBER PortsMake(NDIS_HANDLE Handle);
VOID PortsFree(NDIS_HANDLE Handle, NDIS_PORT_NUMBER Number);
