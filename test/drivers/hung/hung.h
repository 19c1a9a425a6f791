/* ISDN/ATM-era code base, ported to NDIS 6: Hungarian notation, one big header. */
#ifndef __HUNG_H__
#define __HUNG_H__

#include <ndis.h>

#define HUNG_POOL_TAG       ((ULONG)'gnuH')
#define MAX_VC              6
#define INVALID_PORT        ((NDIS_PORT_NUMBER)-1)

#define IOCTL_HUNG_OPEN_VC   CTL_CODE(FILE_DEVICE_NETWORK, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HUNG_CLOSE_VC  CTL_CODE(FILE_DEVICE_NETWORK, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _tagVC
{
    BOOLEAN             fInUse;
    BOOLEAN             fUp;
    NDIS_PORT_NUMBER    ulPort;
    ULONG               ulPeer;
} VC, *PVC;

typedef struct _tagADAPTER
{
    NDIS_HANDLE         hMiniport;
    NDIS_HANDLE         hDevice;
    PDEVICE_OBJECT      pDeviceObject;
    KMUTEX              mtxVc;
    ULONG               cVc;
    VC                  rgVc[MAX_VC];
    BOOLEAN             fHalting;
    PNDIS_PORT          pPortScratch;
    PNET_PNP_EVENT_NOTIFICATION pEventScratch;
} ADAPTER, *PADAPTER;

typedef struct _tagVCREQ
{
    ULONG               ulPeer;
    ULONG               ulPort;
} VCREQ, *PVCREQ;

extern PADAPTER g_pAdapter;
extern NDIS_HANDLE g_hDriver;

NDIS_STATUS VcOpen(PADAPTER pAdapter, ULONG ulPeer, PULONG pulPort);
NDIS_STATUS VcClose(PADAPTER pAdapter, ULONG ulPort);
VOID VcCloseAll(PADAPTER pAdapter);

NDIS_STATUS DevRegister(PADAPTER pAdapter);
VOID DevDeregister(PADAPTER pAdapter);

MINIPORT_INITIALIZE HungInitialize;
MINIPORT_HALT HungHalt;
MINIPORT_PAUSE HungPause;
MINIPORT_RESTART HungRestart;
MINIPORT_OID_REQUEST HungOid;
MINIPORT_CANCEL_OID_REQUEST HungCancelOid;
MINIPORT_SEND_NET_BUFFER_LISTS HungSend;
MINIPORT_RETURN_NET_BUFFER_LISTS HungReturn;
MINIPORT_CANCEL_SEND HungCancelSend;
MINIPORT_DEVICE_PNP_EVENT_NOTIFY HungPnP;
MINIPORT_SHUTDOWN HungShutdown;
MINIPORT_UNLOAD HungUnload;
DRIVER_INITIALIZE DriverEntry;

#endif
