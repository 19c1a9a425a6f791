#ifndef _TWO_H_
#define _TWO_H_

#include <ndis.h>

typedef struct _TWO_PORT
{
    BOOLEAN             fDefault;
    BOOLEAN             fValid;
    NDIS_PORT_NUMBER    ulNumber;
    ULONG               cSent;
} TWO_PORT, *PTWO_PORT;

typedef struct _TWO_ADAPTER
{
    NDIS_HANDLE         hMiniport;
    TWO_PORT            DefaultPort;
    TWO_PORT            ExtraPort;
} TWO_ADAPTER, *PTWO_ADAPTER;

VOID TwoPortInit(PTWO_PORT pPort, NDIS_PORT_NUMBER ulNumber);
VOID TwoPortTerm(PTWO_ADAPTER pAdapter, PTWO_PORT pPort);

#endif
