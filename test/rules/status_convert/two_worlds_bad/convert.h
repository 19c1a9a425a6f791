#pragma once

#include <ndis.h>

FORCEINLINE
NTSTATUS
CnvFromNdis(_In_ NDIS_STATUS Status)
{
    switch (Status) {
    case NDIS_STATUS_SUCCESS:
        return STATUS_SUCCESS;
    case NDIS_STATUS_RESOURCES:
        return STATUS_INSUFFICIENT_RESOURCES;
    case NDIS_STATUS_NOT_SUPPORTED:
        return STATUS_NOT_SUPPORTED;
    default:
        return STATUS_UNSUCCESSFUL;
    }
}

NDIS_STATUS CnvToNdis(_In_ NTSTATUS Status);
