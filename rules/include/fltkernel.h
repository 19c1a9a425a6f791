/* Of the file system filter manager: its push locks, for which network drivers include it. */
#ifndef NDISLINT_FLTKERNEL_H
#define NDISLINT_FLTKERNEL_H

#include <ntifs.h>

#define FltInitializePushLock(PushLock) ExInitializePushLock(PushLock)
#define FltDeletePushLock(PushLock) ((void)(PushLock))
#define FltAcquirePushLockExclusive(PushLock) ExAcquirePushLockExclusiveEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define FltAcquirePushLockShared(PushLock) ExAcquirePushLockSharedEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define FltReleasePushLockExclusive(PushLock) ExReleasePushLockExclusiveEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)
#define FltReleasePushLockShared(PushLock) ExReleasePushLockSharedEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)

#endif
