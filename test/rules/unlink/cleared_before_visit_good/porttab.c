#include "porttab.h"

VOID
PortTabInit(PPORTTAB pTab)
{
    ULONG i;

    for (i = 0; i < PORTTAB_BUCKETS; ++i)
        InitializeListHead(&pTab->rgBucket[i]);
}

BOOLEAN
PortTabInsert(PPORTTAB pTab, NDIS_PORT_NUMBER ulNumber)
{
    PPORTTAB_ENTRY pEntry;

    pEntry = (PPORTTAB_ENTRY)ExAllocatePoolWithTag(NonPagedPool, sizeof(PORTTAB_ENTRY), PORTTAB_TAG);
    if (!pEntry)
        return FALSE;
    pEntry->ulNumber = ulNumber;
    InsertHeadList(&pTab->rgBucket[ulNumber % PORTTAB_BUCKETS], &pEntry->le);
    return TRUE;
}

VOID
PortTabVisit(PPORTTAB pTab, PFN_PORTTAB_VISIT pfnVisit, PVOID pvContext)
{
    PLIST_ENTRY ple;
    ULONG i;

    for (i = 0; i < PORTTAB_BUCKETS; ++i)
    {
        for (ple = pTab->rgBucket[i].Flink; ple != &pTab->rgBucket[i]; ple = ple->Flink)
            pfnVisit(pvContext, CONTAINING_RECORD(ple, PORTTAB_ENTRY, le)->ulNumber);
    }
}

VOID
PortTabClear(PPORTTAB pTab)
{
    ULONG i;

    for (i = 0; i < PORTTAB_BUCKETS; ++i)
    {
        while (!IsListEmpty(&pTab->rgBucket[i]))
        {
            PLIST_ENTRY ple = RemoveHeadList(&pTab->rgBucket[i]);
            ExFreePoolWithTag(CONTAINING_RECORD(ple, PORTTAB_ENTRY, le), PORTTAB_TAG);
        }
    }
}
