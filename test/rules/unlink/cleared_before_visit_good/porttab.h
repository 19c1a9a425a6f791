// A small hash table of ports, by number.
#ifndef _PORTTAB_H_
#define _PORTTAB_H_

#include <ndis.h>

#define PORTTAB_BUCKETS 2
#define PORTTAB_TAG 'batP'

typedef struct _PORTTAB_ENTRY
{
    LIST_ENTRY          le;
    NDIS_PORT_NUMBER    ulNumber;
} PORTTAB_ENTRY, *PPORTTAB_ENTRY;

typedef struct _PORTTAB
{
    LIST_ENTRY          rgBucket[PORTTAB_BUCKETS];
} PORTTAB, *PPORTTAB;

typedef VOID (*PFN_PORTTAB_VISIT)(PVOID pvContext, NDIS_PORT_NUMBER ulNumber);

VOID PortTabInit(PPORTTAB pTab);
BOOLEAN PortTabInsert(PPORTTAB pTab, NDIS_PORT_NUMBER ulNumber);
VOID PortTabVisit(PPORTTAB pTab, PFN_PORTTAB_VISIT pfnVisit, PVOID pvContext);
VOID PortTabClear(PPORTTAB pTab);

#endif
