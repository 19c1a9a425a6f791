/*
 * Interlocked operations that are functions of the kernel: nothing comes between, so they are plain ones. The
 * _Interlocked… forms are builtins of the compiler, which refuses a body for them and knows what they do.
 */
#include "model.h"

/* Operations that take a spin lock. */

ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock)
{
    ULONG old = *Addend;

    (void)Lock;
    *Addend += Increment;
    return old;
}

LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment, PKSPIN_LOCK Lock)
{
    LARGE_INTEGER old = *Addend;

    (void)Lock;
    Addend->QuadPart += Increment.QuadPart;
    return old;
}

PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    PLIST_ENTRY first = IsListEmpty(ListHead) ? 0 : ListHead->Flink;

    (void)Lock;
    InsertHeadList(ListHead, ListEntry);
    return first;
}

PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    PLIST_ENTRY last = IsListEmpty(ListHead) ? 0 : ListHead->Blink;

    (void)Lock;
    InsertTailList(ListHead, ListEntry);
    return last;
}

PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
    (void)Lock;
    return IsListEmpty(ListHead) ? 0 : RemoveHeadList(ListHead);
}

PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(
    PSINGLE_LIST_ENTRY ListHead, PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    PSINGLE_LIST_ENTRY first = ListHead->Next;

    (void)Lock;
    ListEntry->Next = first;
    ListHead->Next = ListEntry;
    return first;
}

PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
    PSINGLE_LIST_ENTRY first = ListHead->Next;

    (void)Lock;
    if (first)
        ListHead->Next = first->Next;
    return first;
}

/* S-lists: the header's first word is the first entry here. */

static PSLIST_ENTRY *first_of(PSLIST_HEADER header)
{
    return (PSLIST_ENTRY *)header;
}

VOID InitializeSListHead(PSLIST_HEADER SListHead)
{
    memset(SListHead, 0, sizeof *SListHead);
}

PSLIST_ENTRY ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
    PSLIST_ENTRY first = *first_of(ListHead);

    ListEntry->Next = first;
    *first_of(ListHead) = ListEntry;
    return first;
}

PSLIST_ENTRY ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
    PSLIST_ENTRY first = *first_of(ListHead);

    if (first)
        *first_of(ListHead) = first->Next;
    return first;
}

PSLIST_ENTRY ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
    PSLIST_ENTRY first = *first_of(ListHead);

    *first_of(ListHead) = 0;
    return first;
}

USHORT ExQueryDepthSList(PSLIST_HEADER ListHead)
{
    PSLIST_ENTRY entry;
    USHORT depth = 0;

    for (entry = *first_of(ListHead); entry; entry = entry->Next)
        depth++;
    return depth;
}
