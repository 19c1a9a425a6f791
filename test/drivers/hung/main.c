#include "hung.h"

PADAPTER g_pAdapter;        /* one card per machine */
NDIS_HANDLE g_hDriver;

static NDIS_STATUS SetAttributes(PADAPTER pAdapter)
{
    NDIS_MINIPORT_ADAPTER_ATTRIBUTES maa;
    NDIS_STATUS nsResult;

    NdisZeroMemory(&maa, sizeof(maa));
    maa.RegistrationAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
    maa.RegistrationAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    maa.RegistrationAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1;
    maa.RegistrationAttributes.MiniportAdapterContext = pAdapter;
    maa.RegistrationAttributes.AttributeFlags = 0;
    maa.RegistrationAttributes.InterfaceType = NdisInterfacePci;
    nsResult = NdisMSetMiniportAttributes(pAdapter->hMiniport, &maa);
    if (nsResult == NDIS_STATUS_SUCCESS)
    {
        NdisZeroMemory(&maa, sizeof(maa));
        maa.GeneralAttributes.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
        maa.GeneralAttributes.Header.Revision = NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
        maa.GeneralAttributes.Header.Size = NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1;
        maa.GeneralAttributes.MediaType = NdisMedium802_3;
        maa.GeneralAttributes.MtuSize = 1500;
        nsResult = NdisMSetMiniportAttributes(pAdapter->hMiniport, &maa);
    }
    return nsResult;
}

static VOID AdapterFree(PADAPTER pAdapter)
{
    if (pAdapter->pPortScratch != NULL)
    {
        NdisFreeMemoryWithTagPriority(pAdapter->hMiniport, pAdapter->pPortScratch, HUNG_POOL_TAG);
    }
    if (pAdapter->pEventScratch != NULL)
    {
        NdisFreeMemoryWithTagPriority(pAdapter->hMiniport, pAdapter->pEventScratch, HUNG_POOL_TAG);
    }
    NdisFreeMemoryWithTagPriority(pAdapter->hMiniport, pAdapter, HUNG_POOL_TAG);
}

NDIS_STATUS HungInitialize(NDIS_HANDLE hMiniport, NDIS_HANDLE hContext, PNDIS_MINIPORT_INIT_PARAMETERS pParams)
{
    PADAPTER pAdapter;
    NDIS_STATUS nsResult;
    ULONG iVc;

    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pParams);

    if (g_pAdapter != NULL)
    {
        return NDIS_STATUS_ADAPTER_NOT_FOUND;
    }
    pAdapter = (PADAPTER)NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(ADAPTER), HUNG_POOL_TAG, HighPoolPriority);
    if (pAdapter != NULL)
    {
        NdisZeroMemory(pAdapter, sizeof(ADAPTER));
        pAdapter->hMiniport = hMiniport;
        KeInitializeMutex(&pAdapter->mtxVc, 0);
        for (iVc = 0; iVc < MAX_VC; iVc++)
        {
            pAdapter->rgVc[iVc].ulPort = INVALID_PORT;
        }
        pAdapter->pPortScratch = NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(NDIS_PORT), HUNG_POOL_TAG, HighPoolPriority);
        pAdapter->pEventScratch = NdisAllocateMemoryWithTagPriority(hMiniport, sizeof(NET_PNP_EVENT_NOTIFICATION), HUNG_POOL_TAG, HighPoolPriority);
        if (pAdapter->pPortScratch != NULL && pAdapter->pEventScratch != NULL)
        {
            nsResult = SetAttributes(pAdapter);
            if (nsResult == NDIS_STATUS_SUCCESS)
            {
                nsResult = DevRegister(pAdapter);
                if (nsResult == NDIS_STATUS_SUCCESS)
                {
                    g_pAdapter = pAdapter;
                    return NDIS_STATUS_SUCCESS;
                }
            }
        }
        else
        {
            nsResult = NDIS_STATUS_RESOURCES;
        }
        AdapterFree(pAdapter);
    }
    else
    {
        nsResult = NDIS_STATUS_RESOURCES;
    }
    return nsResult;
}

VOID HungHalt(NDIS_HANDLE hContext, NDIS_HALT_ACTION eAction)
{
    PADAPTER pAdapter = (PADAPTER)hContext;

    UNREFERENCED_PARAMETER(eAction);

    DevDeregister(pAdapter);
    VcCloseAll(pAdapter);
    g_pAdapter = NULL;
    AdapterFree(pAdapter);
}

NDIS_STATUS HungPause(NDIS_HANDLE hContext, PNDIS_MINIPORT_PAUSE_PARAMETERS pParams)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pParams);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS HungRestart(NDIS_HANDLE hContext, PNDIS_MINIPORT_RESTART_PARAMETERS pParams)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pParams);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS HungOid(NDIS_HANDLE hContext, PNDIS_OID_REQUEST pRequest)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pRequest);
    return NDIS_STATUS_NOT_SUPPORTED;
}

VOID HungCancelOid(NDIS_HANDLE hContext, PVOID pvId)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pvId);
}

VOID HungSend(NDIS_HANDLE hContext, PNET_BUFFER_LIST pNbl, NDIS_PORT_NUMBER ulPort, ULONG fulFlags)
{
    PADAPTER pAdapter = (PADAPTER)hContext;

    UNREFERENCED_PARAMETER(ulPort);
    NdisMSendNetBufferListsComplete(pAdapter->hMiniport, pNbl, fulFlags & NDIS_SEND_FLAGS_DISPATCH_LEVEL);
}

VOID HungReturn(NDIS_HANDLE hContext, PNET_BUFFER_LIST pNbl, ULONG fulFlags)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pNbl);
    UNREFERENCED_PARAMETER(fulFlags);
}

VOID HungCancelSend(NDIS_HANDLE hContext, PVOID pvId)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pvId);
}

VOID HungPnP(NDIS_HANDLE hContext, PNET_DEVICE_PNP_EVENT pEvent)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(pEvent);
}

VOID HungShutdown(NDIS_HANDLE hContext, NDIS_SHUTDOWN_ACTION eAction)
{
    UNREFERENCED_PARAMETER(hContext);
    UNREFERENCED_PARAMETER(eAction);
}

VOID HungUnload(PDRIVER_OBJECT pDriver)
{
    UNREFERENCED_PARAMETER(pDriver);
    NdisMDeregisterMiniportDriver(g_hDriver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT pDriver, PUNICODE_STRING pusPath)
{
    NDIS_MINIPORT_DRIVER_CHARACTERISTICS mdc =
    {
        { NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS, NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
          NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 },
        6, 20, 1, 0, 0, NULL,
        HungInitialize, HungHalt, HungUnload, HungPause, HungRestart, HungOid, HungSend, HungReturn, HungCancelSend,
        NULL, NULL, HungPnP, HungShutdown, HungCancelOid
    };

    return NdisMRegisterMiniportDriver(pDriver, pusPath, NULL, &mdc, &g_hDriver);
}
