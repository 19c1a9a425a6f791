#ifndef _DX_H_
#define _DX_H_

#include <ndis.h>

#define DX_TAG '  xD'

typedef struct _DX_ADAPTER
{
    NDIS_HANDLE         hMiniport;
    NDIS_PORT_NUMBER    ulDataPort;
    NDIS_PORT_NUMBER    ulControlPort;
    BOOLEAN             fAttached;
} DX_ADAPTER, *PDX_ADAPTER;

NDIS_STATUS DxPortCreate(__in PDX_ADAPTER pAdapter, __out PNDIS_PORT_NUMBER pulPort);
VOID DxPortDelete(__in PDX_ADAPTER pAdapter, __inout PNDIS_PORT_NUMBER pulPort);

MINIPORT_INITIALIZE DxInitialize;
MINIPORT_HALT DxHalt;

#endif
