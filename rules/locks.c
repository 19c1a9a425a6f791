/*
 * Locks of every kind, and interrupt request levels.
 *
 * One thing happens at a time in the models, so a lock is always free and only the level changes.
 */
#include "ownership.h"
#include "sync.h"

KIRQL lint_irql;

KIRQL KeGetCurrentIrql(VOID)
{
    return lint_irql;
}

VOID KeLowerIrql(KIRQL NewIrql)
{
    lint_irql = NewIrql;
}

KIRQL KfRaiseIrql(KIRQL NewIrql)
{
    KIRQL old = lint_irql;

    lint_irql = NewIrql;
    return old;
}

KIRQL KeRaiseIrqlToDpcLevel(VOID)
{
    return KfRaiseIrql(DISPATCH_LEVEL);
}

VOID KeRaiseIrql(KIRQL NewIrql, PKIRQL OldIrql)
{
    *OldIrql = KfRaiseIrql(NewIrql);
}

/* Spin locks. */

KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
    (void)SpinLock;
    return KfRaiseIrql(DISPATCH_LEVEL);
}

VOID KeAcquireSpinLock(PKSPIN_LOCK SpinLock, PKIRQL OldIrql)
{
    *OldIrql = KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
    (void)SpinLock;
    lint_irql = NewIrql;
}

VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    (void)SpinLock;
    return !lint_choose("the spin lock is taken");
}

VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    LockHandle->OldIrql = KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
    lint_irql = LockHandle->OldIrql;
}

VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    (void)SpinLock;
    (void)LockHandle;
}

VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
    (void)LockHandle;
}

KIRQL KeAcquireSpinLockForDpc(PKSPIN_LOCK SpinLock)
{
    return KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID KeReleaseSpinLockForDpc(PKSPIN_LOCK SpinLock, KIRQL OldIrql)
{
    KeReleaseSpinLock(SpinLock, OldIrql);
}

/* Reader-writer spin locks. */

KIRQL ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock)
{
    (void)SpinLock;
    return KfRaiseIrql(DISPATCH_LEVEL);
}

KIRQL ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock)
{
    return ExAcquireSpinLockExclusive(SpinLock);
}

VOID ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
    (void)SpinLock;
    lint_irql = OldIrql;
}

VOID ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql)
{
    ExReleaseSpinLockExclusive(SpinLock, OldIrql);
}

VOID ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

VOID ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

VOID ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

VOID ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock)
{
    (void)SpinLock;
}

/* Read-write locks of NDIS, inside the driver's memory and allocated. */

VOID NdisInitializeReadWriteLock(PNDIS_RW_LOCK Lock)
{
    memset(Lock, 0, sizeof *Lock);
}

VOID NdisAcquireReadWriteLock(PNDIS_RW_LOCK Lock, BOOLEAN fWrite, PLOCK_STATE LockState)
{
    (void)Lock;
    (void)fWrite;
    LockState->OldIrql = KfRaiseIrql(DISPATCH_LEVEL);
}

VOID NdisReleaseReadWriteLock(PNDIS_RW_LOCK Lock, PLOCK_STATE LockState)
{
    (void)Lock;
    lint_irql = LockState->OldIrql;
}

VOID NdisDprAcquireReadWriteLock(PNDIS_RW_LOCK Lock, BOOLEAN fWrite, PLOCK_STATE LockState)
{
    NdisAcquireReadWriteLock(Lock, fWrite, LockState);
}

VOID NdisDprReleaseReadWriteLock(PNDIS_RW_LOCK Lock, PLOCK_STATE LockState)
{
    NdisReleaseReadWriteLock(Lock, LockState);
}

PNDIS_RW_LOCK_EX NdisAllocateRWLock(NDIS_HANDLE NdisHandle)
{
    (void)NdisHandle;
    return lint_fails("NdisAllocateRWLock fails") ? 0 : lint_allocate(sizeof(void *), 1);
}

VOID NdisFreeRWLock(PNDIS_RW_LOCK_EX Lock)
{
    lint_free(Lock);
}

VOID NdisAcquireRWLockRead(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags)
{
    (void)Lock;
    (void)Flags;
    LockState->OldIrql = KfRaiseIrql(DISPATCH_LEVEL);
}

VOID NdisAcquireRWLockWrite(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags)
{
    NdisAcquireRWLockRead(Lock, LockState, Flags);
}

VOID NdisReleaseRWLock(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState)
{
    (void)Lock;
    lint_irql = LockState->OldIrql;
}

/* Push locks: a word that only the kernel touches. */

VOID ExInitializePushLock(PEX_PUSH_LOCK PushLock)
{
    *PushLock = 0;
}

VOID ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    (void)Flags;
    lint_lock_take(PushLock, LINT_EXCLUSIVE);
}

VOID ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    (void)Flags;
    lint_lock_take(PushLock, LINT_SHARED);
}

VOID ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    (void)Flags;
    lint_lock_release(PushLock);
}

VOID ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    (void)Flags;
    lint_lock_release(PushLock);
}

/* Mutexes, resources and critical regions. */

VOID KeInitializeMutex(PRKMUTEX Mutex, ULONG Level)
{
    (void)Level;
    memset(Mutex, 0, sizeof *Mutex);
    Mutex->Header.Type = LINT_MUTEX;
    Mutex->Header.SignalState = 1;
}

LONG KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN Wait)
{
    (void)Wait;
    lint_lock_release(Mutex);
    return 0;
}

VOID ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    lint_lock_take(FastMutex, LINT_EXCLUSIVE);
}

VOID ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
    lint_lock_release(FastMutex);
}

VOID ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    lint_lock_take(FastMutex, LINT_EXCLUSIVE);
}

VOID ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    lint_lock_release(FastMutex);
}

BOOLEAN ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    if (lint_choose("the mutex is taken") || !lint_lock_is_free(FastMutex, LINT_EXCLUSIVE))
        return FALSE;
    lint_lock_take(FastMutex, LINT_EXCLUSIVE);
    return TRUE;
}

VOID KeInitializeGuardedMutex(PKGUARDED_MUTEX GuardedMutex)
{
    memset(GuardedMutex, 0, sizeof *GuardedMutex);
}

VOID KeAcquireGuardedMutex(PKGUARDED_MUTEX GuardedMutex)
{
    lint_lock_take(GuardedMutex, LINT_EXCLUSIVE);
}

VOID KeReleaseGuardedMutex(PKGUARDED_MUTEX GuardedMutex)
{
    lint_lock_release(GuardedMutex);
}

NTSTATUS ExInitializeResourceLite(PERESOURCE Resource)
{
    memset(Resource, 0, sizeof *Resource);
    return STATUS_SUCCESS;
}

NTSTATUS ExDeleteResourceLite(PERESOURCE Resource)
{
    (void)Resource;
    return STATUS_SUCCESS;
}

static BOOLEAN acquire_resource(PERESOURCE resource, BOOLEAN wait, enum lint_share share)
{
    if (!wait && (lint_choose("the resource is taken") || !lint_lock_is_free(resource, share)))
        return FALSE;
    lint_lock_take(resource, share);
    return TRUE;
}

BOOLEAN ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait)
{
    return acquire_resource(Resource, Wait, LINT_EXCLUSIVE);
}

BOOLEAN ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait)
{
    return acquire_resource(Resource, Wait, LINT_SHARED);
}

VOID ExReleaseResourceLite(PERESOURCE Resource)
{
    lint_lock_release(Resource);
}

VOID KeEnterCriticalRegion(VOID)
{
}

VOID KeLeaveCriticalRegion(VOID)
{
}
