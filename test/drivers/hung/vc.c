/* Virtual circuits: each has an NDIS port from open to close. */
#include "hung.h"

static VOID FillEventHeader(PNET_PNP_EVENT_NOTIFICATION pEvent, NET_PNP_EVENT_CODE eCode, PVOID pvBuffer, ULONG cbBuffer)
{
    NdisZeroMemory(pEvent, sizeof(NET_PNP_EVENT_NOTIFICATION));
    pEvent->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pEvent->Header.Revision = NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    pEvent->Header.Size = NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1;
    pEvent->NetPnPEvent.NetEvent = eCode;
    pEvent->NetPnPEvent.Buffer = pvBuffer;
    pEvent->NetPnPEvent.BufferLength = cbBuffer;
}

static NDIS_STATUS VcUp(PADAPTER pAdapter, PVC pVc)
{
    NDIS_STATUS nsResult;

    NdisZeroMemory(pAdapter->pPortScratch, sizeof(NDIS_PORT));
    pAdapter->pPortScratch->PortCharacteristics.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pAdapter->pPortScratch->PortCharacteristics.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pAdapter->pPortScratch->PortCharacteristics.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pAdapter->pPortScratch->PortCharacteristics.PortNumber = pVc->ulPort;

    FillEventHeader(pAdapter->pEventScratch, NetEventPortActivation, pAdapter->pPortScratch, sizeof(NDIS_PORT));
    nsResult = NdisMNetPnPEvent(pAdapter->hMiniport, pAdapter->pEventScratch);
    pVc->fUp = (BOOLEAN)(nsResult == NDIS_STATUS_SUCCESS);
    return nsResult;
}

static VOID VcDown(PADAPTER pAdapter, PVC pVc)
{
    NDIS_PORT_NUMBER rgPort[1];
    LARGE_INTEGER liWait;

    liWait.QuadPart = -10 * 1000 * 100;
    rgPort[0] = pVc->ulPort;
    while (pVc->fUp)
    {
        FillEventHeader(pAdapter->pEventScratch, NetEventPortDeactivation, rgPort, sizeof(rgPort));
        if (NdisMNetPnPEvent(pAdapter->hMiniport, pAdapter->pEventScratch) != NDIS_STATUS_SUCCESS)
        {
            KeDelayExecutionThread(KernelMode, FALSE, &liWait);
            continue;
        }
        pVc->fUp = FALSE;
    }
}

static PVC VcFromPort(PADAPTER pAdapter, ULONG ulPort)
{
    ULONG iVc;

    for (iVc = 0; iVc < MAX_VC; iVc++)
    {
        if (pAdapter->rgVc[iVc].fInUse && pAdapter->rgVc[iVc].ulPort == ulPort)
        {
            return &pAdapter->rgVc[iVc];
        }
    }
    return NULL;
}

static VOID VcRelease(PADAPTER pAdapter, PVC pVc)
{
    VcDown(pAdapter, pVc);
    NdisMFreePort(pAdapter->hMiniport, pVc->ulPort);
    pVc->ulPort = INVALID_PORT;
    pVc->fInUse = FALSE;
    pAdapter->cVc--;
}

NDIS_STATUS VcOpen(PADAPTER pAdapter, ULONG ulPeer, PULONG pulPort)
{
    NDIS_PORT_CHARACTERISTICS pcPort;
    NDIS_STATUS nsResult = NDIS_STATUS_RESOURCES;
    PVC pVc = NULL;
    ULONG iVc;

    KeWaitForSingleObject(&pAdapter->mtxVc, Executive, KernelMode, FALSE, NULL);

    if (pAdapter->fHalting)
    {
        nsResult = NDIS_STATUS_CLOSING;
    }
    else
    {
        for (iVc = 0; iVc < MAX_VC; iVc++)
        {
            if (!pAdapter->rgVc[iVc].fInUse)
            {
                pVc = &pAdapter->rgVc[iVc];
                break;
            }
        }
        if (pVc != NULL)
        {
            NdisZeroMemory(&pcPort, sizeof(pcPort));
            pcPort.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
            pcPort.Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
            pcPort.Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
            pcPort.Direction = NET_IF_DIRECTION_SENDRECEIVE;
            nsResult = NdisMAllocatePort(pAdapter->hMiniport, &pcPort);
            if (nsResult == NDIS_STATUS_SUCCESS)
            {
                pVc->fInUse = TRUE;
                pVc->fUp = FALSE;
                pVc->ulPort = pcPort.PortNumber;
                pVc->ulPeer = ulPeer;
                pAdapter->cVc++;

                nsResult = VcUp(pAdapter, pVc);
                if (nsResult != NDIS_STATUS_SUCCESS)
                {
                    VcRelease(pAdapter, pVc);
                }
                else
                {
                    *pulPort = pVc->ulPort;
                }
            }
        }
    }

    KeReleaseMutex(&pAdapter->mtxVc, FALSE);
    return nsResult;
}

NDIS_STATUS VcClose(PADAPTER pAdapter, ULONG ulPort)
{
    NDIS_STATUS nsResult = NDIS_STATUS_INVALID_PORT;
    PVC pVc;

    KeWaitForSingleObject(&pAdapter->mtxVc, Executive, KernelMode, FALSE, NULL);
    __try
    {
        pVc = VcFromPort(pAdapter, ulPort);
        if (pVc == NULL)
        {
            __leave;
        }
        VcRelease(pAdapter, pVc);
        nsResult = NDIS_STATUS_SUCCESS;
    }
    __finally
    {
        KeReleaseMutex(&pAdapter->mtxVc, FALSE);
    }
    return nsResult;
}

VOID VcCloseAll(PADAPTER pAdapter)
{
    ULONG iVc;

    KeWaitForSingleObject(&pAdapter->mtxVc, Executive, KernelMode, FALSE, NULL);
    pAdapter->fHalting = TRUE;
    for (iVc = 0; iVc < MAX_VC; iVc++)
    {
        if (pAdapter->rgVc[iVc].fInUse)
        {
            VcRelease(pAdapter, &pAdapter->rgVc[iVc]);
        }
    }
    KeReleaseMutex(&pAdapter->mtxVc, FALSE);
}
