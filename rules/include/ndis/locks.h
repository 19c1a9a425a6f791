/* Spin locks, read-write locks, events, interlocked operations and lists, in the WDK's shape. */
#ifndef NDISLINT_NDIS_LOCKS_H
#define NDISLINT_NDIS_LOCKS_H

typedef struct _NDIS_SPIN_LOCK {
    KSPIN_LOCK SpinLock;
    KIRQL OldIrql;
} NDIS_SPIN_LOCK, *PNDIS_SPIN_LOCK;

#define NdisAllocateSpinLock(lock) KeInitializeSpinLock(&(lock)->SpinLock)
#define NdisFreeSpinLock(lock) ((void)(lock))
#define NdisAcquireSpinLock(lock) KeAcquireSpinLock(&(lock)->SpinLock, &(lock)->OldIrql)
#define NdisReleaseSpinLock(lock) KeReleaseSpinLock(&(lock)->SpinLock, (lock)->OldIrql)
#define NdisDprAcquireSpinLock(lock) KeAcquireSpinLockAtDpcLevel(&(lock)->SpinLock)
#define NdisDprReleaseSpinLock(lock) KeReleaseSpinLockFromDpcLevel(&(lock)->SpinLock)

#define NDIS_RAISE_IRQL_TO_DISPATCH(old) KeRaiseIrql(DISPATCH_LEVEL, old)
#define NDIS_LOWER_IRQL(old, current) \
    do { \
        if ((old) != (current)) \
            KeLowerIrql(old); \
    } while (0)

/* The first kind of read-write lock, inside the driver's own memory. */
typedef union _NDIS_RW_LOCK_REFCOUNT {
    ULONG RefCount;
    UCHAR cacheLine[16];
} NDIS_RW_LOCK_REFCOUNT;

typedef struct _NDIS_RW_LOCK {
    union {
        struct {
            KSPIN_LOCK SpinLock;
            PVOID Context;
        };
        UCHAR Reserved[16];
    };
    NDIS_RW_LOCK_REFCOUNT RefCount[32];
} NDIS_RW_LOCK, *PNDIS_RW_LOCK;

typedef struct _LOCK_STATE {
    USHORT LockState;
    KIRQL OldIrql;
} LOCK_STATE, *PLOCK_STATE;

VOID NdisInitializeReadWriteLock(PNDIS_RW_LOCK Lock);
VOID NdisAcquireReadWriteLock(PNDIS_RW_LOCK Lock, BOOLEAN fWrite, PLOCK_STATE LockState);
VOID NdisReleaseReadWriteLock(PNDIS_RW_LOCK Lock, PLOCK_STATE LockState);
VOID NdisDprAcquireReadWriteLock(PNDIS_RW_LOCK Lock, BOOLEAN fWrite, PLOCK_STATE LockState);
VOID NdisDprReleaseReadWriteLock(PNDIS_RW_LOCK Lock, PLOCK_STATE LockState);

/* The second kind, which NDIS allocates. */
typedef struct _NDIS_RW_LOCK_EX NDIS_RW_LOCK_EX, *PNDIS_RW_LOCK_EX;

typedef struct _LOCK_STATE_EX {
    KIRQL OldIrql;
    UCHAR LockState;
    UCHAR Flags;
} LOCK_STATE_EX, *PLOCK_STATE_EX;

#define NDIS_RWL_AT_DISPATCH_LEVEL 0x01

PNDIS_RW_LOCK_EX NdisAllocateRWLock(NDIS_HANDLE NdisHandle);
VOID NdisFreeRWLock(PNDIS_RW_LOCK_EX Lock);
VOID NdisAcquireRWLockRead(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags);
VOID NdisAcquireRWLockWrite(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags);
VOID NdisReleaseRWLock(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState);

typedef struct _NDIS_EVENT {
    KEVENT Event;
} NDIS_EVENT, *PNDIS_EVENT;

VOID NdisInitializeEvent(PNDIS_EVENT Event);
VOID NdisSetEvent(PNDIS_EVENT Event);
VOID NdisResetEvent(PNDIS_EVENT Event);
BOOLEAN NdisWaitEvent(PNDIS_EVENT Event, UINT MsToWait);

typedef KMUTEX NDIS_MUTEX, *PNDIS_MUTEX;
#define NDIS_INIT_MUTEX(mutex) KeInitializeMutex(mutex, 0xFFFF)
#define NDIS_WAIT_FOR_MUTEX(mutex) KeWaitForSingleObject(mutex, Executive, KernelMode, FALSE, NULL)
#define NDIS_RELEASE_MUTEX(mutex) KeReleaseMutex(mutex, FALSE)

#define NdisInterlockedIncrement(addend) InterlockedIncrement(addend)
#define NdisInterlockedDecrement(addend) InterlockedDecrement(addend)
#define NdisInterlockedAddUlong(addend, increment, lock) ExInterlockedAddUlong(addend, increment, &(lock)->SpinLock)
#define NdisInterlockedAddLargeInteger(addend, increment, lock) \
    ExInterlockedAddLargeInteger(addend, increment, &(lock)->SpinLock)
#define NdisInterlockedAddLargeStatistic(addend, increment) \
    ((void)InterlockedExchangeAdd64((LONG64 volatile *)(addend), (LONG64)(ULONG)(increment)))

#define NdisInitializeListHead(head) InitializeListHead(head)
#define NdisInterlockedInsertHeadList(head, entry, lock) ExInterlockedInsertHeadList(head, entry, &(lock)->SpinLock)
#define NdisInterlockedInsertTailList(head, entry, lock) ExInterlockedInsertTailList(head, entry, &(lock)->SpinLock)
#define NdisInterlockedRemoveHeadList(head, lock) ExInterlockedRemoveHeadList(head, &(lock)->SpinLock)
#define NdisInterlockedPushEntryList(head, entry, lock) ExInterlockedPushEntryList(head, entry, &(lock)->SpinLock)
#define NdisInterlockedPopEntryList(head, lock) ExInterlockedPopEntryList(head, &(lock)->SpinLock)
#define NdisInitializeSListHead(head) ExInitializeSListHead(head)
#define NdisInterlockedPushEntrySList(head, entry, lock) ExInterlockedPushEntrySList(head, entry, &(lock)->SpinLock)
#define NdisInterlockedPopEntrySList(head, lock) ExInterlockedPopEntrySList(head, &(lock)->SpinLock)
#define NdisInterlockedFlushSList(head) ExInterlockedFlushSList(head)
#define NdisQueryDepthSList(head) ExQueryDepthSList(head)

#endif
