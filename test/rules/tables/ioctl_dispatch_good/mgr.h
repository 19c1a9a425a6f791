#pragma once

#include <ndis.h>

#define MGR_TAG 'rgMA'

enum {
    MgrCodeAllocate,
    MgrCodeActivate,
    MgrCodeDeactivate,
    MgrCodeFree,
    MgrCodeMax
};

#define MGR_IOCTL(_Code) CTL_CODE(FILE_DEVICE_NETWORK, 0x900 + (_Code), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define MGR_IOCTL_INDEX(_Ioctl) (((_Ioctl) >> 2 & 0xFFF) - 0x900)

typedef struct _MGR_ADAPTER {
    NDIS_HANDLE MiniportHandle;
    NDIS_PORT_NUMBER PortNumber;
    union {
        struct {
            UCHAR Allocated : 1;
            UCHAR Active : 1;
            UCHAR Reserved : 6;
        };
        UCHAR Flags;
    };
} MGR_ADAPTER, *PMGR_ADAPTER;

//
// The one adapter that the control device serves, and the lock around both.
//
extern PMGR_ADAPTER MgrAdapter;
extern FAST_MUTEX MgrMutex;
extern NDIS_HANDLE MgrDriverHandle;

NDIS_STATUS MgrRegisterDevice(VOID);
VOID MgrDeregisterDevice(VOID);

NTSTATUS MgrAllocate(_Inout_ PMGR_ADAPTER Adapter);
NTSTATUS MgrActivate(_Inout_ PMGR_ADAPTER Adapter);
NTSTATUS MgrDeactivate(_Inout_ PMGR_ADAPTER Adapter);
NTSTATUS MgrFree(_Inout_ PMGR_ADAPTER Adapter);

MINIPORT_INITIALIZE MgrInitializeEx;
MINIPORT_HALT MgrHaltEx;
