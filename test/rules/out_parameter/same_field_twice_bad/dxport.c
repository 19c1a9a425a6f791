#include "dx.h"

static void
DxFillPortChars(NDIS_PORT_CHARACTERISTICS *pChars)
{
    RtlZeroMemory(pChars, sizeof(NDIS_PORT_CHARACTERISTICS));
    pChars->Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    pChars->Header.Revision = NDIS_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Header.Size = NDIS_SIZEOF_PORT_CHARACTERISTICS_REVISION_1;
    pChars->Type = NdisPortTypeBridge;
    pChars->MediaConnectState = MediaConnectStateUnknown;
    pChars->Direction = NET_IF_DIRECTION_SENDRECEIVE;
}

NDIS_STATUS
DxPortCreate(PDX_ADAPTER pAdapter, PNDIS_PORT_NUMBER pulPort)
{
    NDIS_PORT_CHARACTERISTICS chars;
    NDIS_STATUS ndisStatus;

    DxFillPortChars(&chars);
    ndisStatus = NdisMAllocatePort(pAdapter->hMiniport, &chars);
    if (ndisStatus == NDIS_STATUS_SUCCESS)
        *pulPort = chars.PortNumber;
    return ndisStatus;
}

VOID
DxPortDelete(PDX_ADAPTER pAdapter, PNDIS_PORT_NUMBER pulPort)
{
    if (*pulPort)
    {
        (VOID)NdisMFreePort(pAdapter->hMiniport, *pulPort);
        *pulPort = 0;
    }
}
